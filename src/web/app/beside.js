// Files that are opened together: one holds the data, the others lie beside it, as its template and its font files
// do.

import { ask } from './program.js';
import { question } from './question.js';

/** @typedef {{file: File, handle: any}} Item a file, and its place on the disk where the browser tells */

/** The largest file in bytes that can hold data or a template. */
export const MOST_BYTES = 8 << 20;

const isText = ({ file }) => /\.ya?ml$/i.test(file.name) && file.size <= MOST_BYTES;
const isFace = ({ file }) => /\.(ttf|otf)$/i.test(file.name);

/** The files of a folder that may belong together. @returns {Promise<Item[]>} */
export async function listed(folder) {
  const items = [];
  for await (const handle of folder.values()) {
    if (handle.kind === 'file' && /\.(ya?ml|ttf|otf)$/i.test(handle.name)) {
      items.push({ file: await handle.getFile(), handle });
    }
  }
  return items.sort((one, other) => one.file.name.localeCompare(other.file.name, 'ja', { numeric: true }));
}

/**
 * The data among some files, and what lies beside them. A file that another one names holds no data; where several
 * may be meant, people choose.
 * @param {Item[]} items
 * @returns {Promise<[Item | undefined, Item[]]>}
 */
export async function dataOf(items) {
  if (items.length < 2) {
    return [items[0], []];
  }
  const texts = items.filter(isText);
  const names = new Set((await Promise.all(texts.map(namesIn))).flat());
  const data = texts.filter(({ file }) => !names.has(file.name));
  const chosen = data.length > 1 ? await question({ title: 'どの資料を開きますか', text: '', answers: data.map((item) => [item.file.name, item]) }) : data[0] ?? items[0];
  return [chosen, items.filter((item) => item !== chosen && (isText(item) || isFace(item)))];
}

/** The names, without folders, of the files that a file names. */
async function namesIn({ file }) {
  const { names } = await ask({ ask: 'names', name: file.name }, new Uint8Array(await file.arrayBuffer()));
  return (names ?? []).map((way) => way.split(/[\\/]/).at(-1));
}
