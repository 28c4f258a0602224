// Texts in cells, edited as in Excel: a cell that gets the focus is *ready*, and what is typed replaces its
// text; F2, a second click or the first letter begin to *edit* it. Each cell is a textarea of the browser, so
// that input methods work as everywhere.

import { app, change, emit, undo } from './state.js';
import { isComposing } from './dom.js';
import { pasteCells, pastedCells } from './paste.js';

/** The longest text in UTF-16 units that is edited in a cell. The program refuses longer ones and gives only the
 * beginning of them (`table.rs`), and the browser takes seconds for a field of megabytes. */
export const LONGEST = 40000;

/** What a cell holds that is being edited, as it was before. */
let before = null;
/** Counts the times that a cell has been edited: what is typed each time is one step. */
let editing = 0;
/** The cells whose texts are on their way to the program. @type {Set<HTMLTextAreaElement>} */
const sending = new Set();

/** What belongs to a cell: the way to its value, and how it is called. @type {WeakMap<Element, Cell>} */
let cells = new WeakMap();
/** @typedef {{path: () => import('./types.js').Path, name: () => string, move: (key: string, from: Element) => boolean}} Cell */

/** Makes all cells mere textareas: what is written in them belongs to a file that is no longer open. */
export function endCells() {
  cells = new WeakMap();
}

/** Makes a textarea a cell. */
export function becomeCell(area, cell) {
  cells.set(area, cell);
  area.rows = 1;
  area.spellcheck = false;
  area.autocomplete = 'off';
  area.dataset.mode = 'ready';
  area.addEventListener('focus', () => ready(area));
  area.addEventListener('blur', () => leave(area));
  area.addEventListener('mousedown', (event) => press(area, event));
  area.addEventListener('paste', (event) => paste(area, event));
  area.addEventListener('input', (event) => typed(area, event));
  area.addEventListener('compositionend', () => send(area));
  area.addEventListener('keydown', (event) => keyed(area, event));
}

/** Shows a text in a cell, unless somebody writes there. */
export function fill(area, text) {
  const isFocused = document.activeElement === area;
  if (area.value !== text && !sending.has(area) && !(isFocused && area.dataset.mode === 'edit')) {
    area.value = text;
    if (isFocused) {
      ready(area);
    }
  }
}

/** Puts the caret into a cell as for editing. */
export function edit(area, at = area.value.length) {
  area.focus();
  begin(area);
  area.setSelectionRange(at, at);
}

function ready(area) {
  area.dataset.mode = 'ready';
  before = area.value;
  area.select();
}

function begin(area) {
  if (area.dataset.mode === 'ready') {
    area.dataset.mode = 'edit';
    editing += 1;
    emit('hints');
  }
}

function leave(area) {
  area.dataset.mode = 'ready';
  send(area);
}

function press(area, event) {
  if (document.activeElement === area && event.button === 0) {
    begin(area);
  } else if (event.button === 0) {
    // The first click chooses the cell; the caret would take the choice away.
    event.preventDefault();
    area.focus();
  }
}

function typed(area, event) {
  begin(area);
  area.dataset.composing = event.isComposing ? 'yes' : 'no';
  if (!event.isComposing) {
    send(area);
  }
}

/** Cells that are pasted into a chosen one fill the table; a single one is a text. */
function paste(area, event) {
  const pasted = area.dataset.mode === 'ready' ? pastedCells(event.clipboardData) : null;
  if (!pasted) {
    return;
  }
  event.preventDefault();
  const path = cells.get(area).path();
  if (pasted.length === 1 && pasted[0].length === 1) {
    insert(area, pasted[0][0]);
  } else if (path[2] === '取組') {
    pasteCells(path, pasted);
  }
}

/** Sends the text of a cell until the data have it. Letters that come while the program works go together. */
async function send(area) {
  area.dataset.composing = 'no';
  const cell = cells.get(area);
  if (!cell || sending.has(area)) {
    return;
  }
  sending.add(area);
  while (cells.has(area) && area.dataset.composing === 'no' && area.value !== valueAt(cell.path())) {
    const text = area.value;
    const done = await change(`${cell.name()} を直す`, () => [{ set: [cell.path(), text] }], { key: `${cell.path().join('/')} ${editing}` }).catch(() => false);
    if (!done && area.value === text) {
      break;
    }
  }
  sending.delete(area);
}

/** The text at the end of a way, as the table has it. */
function valueAt(path) {
  const table = app.state?.table;
  if (path.length === 1) {
    return table?.head[path[0]] ?? '';
  }
  const theme = table?.themes[path[1]];
  if (path.length === 3) {
    return path[2] === '見出し' ? theme?.heading : theme?.category;
  }
  const row = theme?.rows[path[3]];
  if (path[4] === '番号') {
    return row?.number;
  }
  return row?.texts[table.columns.findIndex((column) => column.key === path[4])] ?? '';
}

function keyed(area, event) {
  if (isComposing(event)) {
    return;
  }
  const isReady = area.dataset.mode === 'ready';
  const handled = isReady ? readyKey(area, event) : editKey(area, event);
  if (handled) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function readyKey(area, event) {
  const { key, ctrlKey, shiftKey, altKey } = event;
  if (key === 'F2' || (altKey && key === 'Enter')) {
    begin(area);
    area.setSelectionRange(area.value.length, area.value.length);
    return key === 'F2' || insert(area, '\n');
  }
  if (key === 'Enter') {
    return go(area, shiftKey ? 'up' : 'down');
  }
  if (key.startsWith('Arrow') && !altKey && !shiftKey) {
    const way = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'below' }[key];
    return go(area, ctrlKey ? { left: 'first', right: 'last' }[way] ?? way : way);
  }
  if (key === 'Delete' || key === 'Backspace') {
    area.value = '';
    editing += 1;
    send(area);
    return true;
  }
  if (ctrlKey && key.toLowerCase() === 'z' && !shiftKey) {
    undo();
    return true;
  }
  return key === 'Tab' && go(area, shiftKey ? 'before' : 'next');
}

function editKey(area, event) {
  const { key, shiftKey, altKey } = event;
  if (key === 'Enter' && altKey) {
    return insert(area, '\n');
  }
  if (key === 'Enter') {
    leave(area);
    return go(area, shiftKey ? 'up' : 'down') || (area.select(), true);
  }
  if (key === 'F2') {
    area.dataset.mode = 'ready';
    area.select();
    emit('hints');
    return true;
  }
  if (key === 'Escape') {
    area.value = before;
    send(area);
    ready(area);
    emit('hints');
    return true;
  }
  return key === 'Tab' && go(area, shiftKey ? 'before' : 'next');
}

function insert(area, text) {
  // The one way to write into a textarea that the browser's own undo knows.
  document.execCommand('insertText', false, text);
  return true;
}

function go(area, way) {
  return cells.get(area).move(way, area);
}
