// Cells that are pasted from Excel: they fill the table to the right and down from the cell that is chosen, and rows
// are added where there are too few.

import { app, change, emit, rowPath } from './state.js';
import { newRow, nextNumber } from './rows.js';
import { question } from './question.js';

/** The most rows that are taken at once. */
const MOST_ROWS = 500;

/**
 * The cells in what is pasted, row by row; nothing where it is a text. Excel puts a table beside the text, tabs
 * between cells, and quotes around those that have lines or quotes of their own (as CSV in RFC 4180).
 * @param {DataTransfer} data
 * @returns {string[][] | null}
 */
export function pastedCells(data) {
  const text = data.getData('text/plain').replaceAll('\r\n', '\n');
  if (!text.includes('\t') && !/<table/i.test(data.getData('text/html'))) {
    return null;
  }
  const cells = [[]];
  for (const [, quoted, plain, end] of text.replace(/\n$/, '').matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    cells.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\n') {
      cells.push([]);
    } else if (end === '') {
      break;
    }
  }
  return cells;
}

/** Fills the table from a cell on. */
export async function pasteCells(path, cells) {
  const { columns, themes } = app.state.table;
  const first = columns.findIndex(({ key }) => key === path[4]);
  const rows = themes.flatMap((theme, index) => theme.rows.map((_, row) => ({ theme: index, row })));
  const top = rows.findIndex(({ theme, row }) => theme === path[1] && row === path[3]);
  const taken = cells.slice(0, MOST_ROWS);
  const more = Math.max(0, taken.length - (rows.length - top));
  if (more > 0 && !(await question({ title: '貼り付け', text: `表の終わりに取組を ${more} 行加えて貼り付けますか。`, answers: [[`${more} 行を加える`, true], ['やめる', false]] }))) {
    return;
  }
  const texts = (line) => line.slice(0, columns.length - first).map((text, index) => [columns[first + index].key, text]);
  const set = taken.slice(0, rows.length - top).flatMap((line, index) => {
    const { theme, row } = rows[top + index];
    const present = themes[theme].rows[row].texts;
    const changed = texts(line).filter(([, text], column) => (present[first + column] ?? '') !== text);
    return changed.map(([key, text]) => ({ set: [[...rowPath(theme, row), key], text] }));
  });
  const { theme, row } = rows.at(-1);
  const added = taken.slice(rows.length - top).map((line, index) => ({ add: [rowPath(theme, row + 1 + index), newRow(nextNumber({ theme, row: row + 1 }, index), new Map(texts(line)))] }));
  if (await change('貼り付け', [...set, ...added], { chosen: { theme: path[1], row: path[3], field: path[4] } })) {
    const lost = Math.max(...taken.map((line) => line.length)) - (columns.length - first);
    emit('told', `${taken.length} 行を貼り付けました`);
    if (lost > 0 || cells.length > taken.length) {
      const step = app.undo.at(-1);
      emit('failed', { text: lost > 0 ? `右にはみ出した ${lost} 列は貼り付けていません` : `${MOST_ROWS} 行まで貼り付けました`, holds: () => app.undo.at(-1) === step });
    }
  }
}
