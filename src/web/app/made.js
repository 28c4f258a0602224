// Files that are made of what is open, and handed out.

import { app, emit, inTurn } from './state.js';
import { ask } from './program.js';
import { make } from './dom.js';

const TYPES = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip: 'application/zip' };

/** How the names of files end that show what changed. */
const ENDINGS = { clean: '', marked: '_見え消し', comparison: '_新旧対照表' };

/** Makes a PDF or a workbook of what is held, or of what changed in it; with mistakes in it, leads to the first of
 * them. */
export async function makeFile(format, version = 'clean') {
  const { file } = await inTurn(() => ask({ ask: format, version }));
  if (file) {
    // Beside pages with marks or with replies on them, nobody should take it for these.
    const note = version === 'clean' && app.instead ? '（右の紙面ではなく、今の資料です）' : '';
    handOut(file, `${app.name.replace(/\.[^.]*$/, '')}${ENDINGS[version]}.${format}`, note);
  } else {
    emit('mistaken');
  }
}

/** Hands out a file that has been made. `note` says more of it. */
export function handOut(bytes, name, note = '') {
  download(bytes, name, TYPES[name.split('.').at(-1)]);
  emit('noted', `${name} を作りました${note}`);
}

/** Hands out a file as a download. */
export function download(bytes, name, type) {
  const link = make('a', { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
