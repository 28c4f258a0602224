// The file's own text, for those who like it, and for what can't be shown as a table.

import { app, on, typeText } from './state.js';
import { byId } from './dom.js';

/** Counts the times that the text has been shown: what is typed each time is one step. */
let visit = 0;
/** Whether the user has asked for it. */
let isWanted = false;
let isSending = false;

const area = () => byId('source');

export function startSource() {
  byId('as-table').onclick = () => show(false);
  byId('as-text').onclick = () => show(true);
  on('opened', () => { isWanted = false; });
  on('state', draw);
  on('go', goTo);
  area().addEventListener('input', (event) => { gutter(); if (!event.isComposing) { send(); } });
  area().addEventListener('compositionend', send);
  area().addEventListener('scroll', () => { byId('gutter').scrollTop = area().scrollTop; });
  area().addEventListener('blur', () => { visit += 1; });
}

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
  if (isText && !isSending && area().value !== app.state.text) {
    const [at, top] = [area().selectionStart, area().scrollTop];
    area().value = app.state.text;
    area().setSelectionRange(at, at);
    area().scrollTop = top;
  }
  if (isText) {
    gutter();
  }
}

/** Numbers of lines beside the text. */
function gutter() {
  const lines = area().value.split('\n').length;
  const element = byId('gutter');
  if (element.dataset.lines !== String(lines)) {
    element.dataset.lines = String(lines);
    element.textContent = Array.from({ length: lines }, (_, index) => index + 1).join('\n');
  }
  element.scrollTop = area().scrollTop;
}

/** Hands the text on. What is typed while the program works goes together. */
async function send() {
  if (isSending) {
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
    area().focus();
    area().setSelectionRange(place.start, Math.max(place.start, place.end));
    const height = parseFloat(getComputedStyle(area()).lineHeight);
    area().scrollTop = (place.line - 1) * height - area().clientHeight / 2;
  }
}
