// The file's own text, for those who like it, and for what can't be shown as a table.

import { app, on, typeText } from './state.js';
import { byId } from './dom.js';

/** Counts the times that the text has been shown: what is typed each time is one step. */
let visit = 0;
/** Whether the user has asked for it. */
let isWanted = false;
let isSending = false;

/** The most that a field of the browser shows at once: units of UTF-16, and lines. Of a larger file a part is
 * shown, which can't be edited. */
const MOST = 300000;
const MOST_LINES = 20000;

/** Where the part that is shown begins in the text, and its first line. */
let part = { start: 0, line: 1 };

const area = () => byId('source');

/** What is shown of the text. */
function shownText() {
  const { text } = app.state;
  let end = Math.min(text.length, part.start + MOST);
  for (let at = part.start, line = 0; at < end; line += 1) {
    if (line === MOST_LINES) {
      end = at;
    }
    at = text.indexOf('\n', at) + 1 || end;
  }
  return text.slice(part.start, end);
}

export function startSource() {
  byId('as-table').onclick = () => show(false);
  byId('as-text').onclick = () => show(true);
  on('opened', () => { isWanted = false; part = { start: 0, line: 1 }; });
  on('state', draw);
  on('go', goTo);
  area().addEventListener('input', (event) => { gutter(); if (!event.isComposing) { send(); } });
  area().addEventListener('compositionend', send);
  area().addEventListener('scroll', () => { byId('gutter').scrollTop = area().scrollTop; });
  area().addEventListener('blur', () => { visit += 1; });
}

/** Whether the text of the file is shown in place of the table. */
export const isShown = () => !byId('text').hidden;

function show(wanted) {
  isWanted = wanted;
  visit += 1;
  draw();
  (isShown() ? area() : byId('table')).focus();
}

function draw() {
  const isText = isWanted || !app.state.table;
  byId('text').hidden = !isText;
  byId('table').hidden = isText;
  byId('as-table').ariaPressed = String(!isText);
  byId('as-text').ariaPressed = String(isText);
  byId('as-table').disabled = !app.state.table;
  for (const id of ['add-row', 'add-theme', 'head-button', 'find-button']) {
    byId(id).disabled = isText;
  }
  if (isText) {
    drawText();
  }
}

function drawText() {
  const text = shownText();
  const isPart = text.length < app.state.text.length;
  byId('part').hidden = !isPart;
  area().readOnly = isPart;
  if (!isSending && area().value !== text) {
    const [at, top] = [area().selectionStart, area().scrollTop];
    area().value = text;
    area().setSelectionRange(at, at);
    area().scrollTop = top;
  }
  gutter();
}

/** Numbers of lines beside the text. */
function gutter() {
  const lines = area().value.split('\n').length;
  const element = byId('gutter');
  const key = `${part.line} ${lines}`;
  if (element.dataset.lines !== key) {
    element.dataset.lines = key;
    element.textContent = Array.from({ length: lines }, (_, index) => index + part.line).join('\n');
  }
  element.scrollTop = area().scrollTop;
}

/** Hands the text on. What is typed while the program works goes together. */
async function send() {
  if (isSending || area().readOnly) {
    return;
  }
  isSending = true;
  while (area().value !== app.state.text) {
    const text = area().value;
    await typeText(text, `text ${visit}`);
    if (text === area().value) {
      break;
    }
  }
  isSending = false;
}

function goTo({ place }) {
  if (isShown() && place) {
    if (area().readOnly) {
      part = { start: app.state.text.lastIndexOf('\n', place.start - 1) + 1, line: place.line };
      drawText();
    }
    area().focus();
    area().setSelectionRange(place.start - part.start, Math.max(place.start, place.end) - part.start);
    const height = parseFloat(getComputedStyle(area()).lineHeight);
    area().scrollTop = (place.line - part.line) * height - area().clientHeight / 2;
  }
}
