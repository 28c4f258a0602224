// Keys that work everywhere, the line at the bottom that names those of what has the focus, and what is said
// aloud.

import { app, emit, on, redo, undo } from './state.js';
import { byId, focused, isComposing, make, say } from './dom.js';
import { pickFile } from './files.js';
import { save } from './saving.js';
import { goOn } from './findings.js';
import { isOpen, openFind } from './find.js';
import { moveRow, openRowMenu } from './rows.js';
import { printPages } from './print.js';
import { endAlert, isAlert } from './toasts.js';

const HINTS = {
  ready: [['F2', '続きを書く'], ['Enter', '下へ'], ['Tab', '次の欄'], ['Alt', 'Enter', '改行'], ['Delete', '消す'], ['F8', '次の指摘']],
  edit: [['Enter', '決めて下へ'], ['Alt', 'Enter', '改行'], ['Esc', '元の文に戻す']],
  bar: [['←', '→', '帯を選ぶ'], ['Shift', '→', '終わりを延ばす'], ['Ctrl', '→', '後ろへ動かす'], ['Enter', '名前と月'], ['Delete', '消す']],
  month: [['Space', '帯を始める'], ['→', '延ばす'], ['Enter', '決める'], ['Esc', 'やめる']],
  proposal: [['1', '〜', '9', '選ぶ'], ['Enter', '次の未決定へ'], ['Delete', '未決定に戻す'], ['F8', '次の未決定']],
  other: [['Ctrl', 'S', '保存'], ['Ctrl', 'Z', '元に戻す'], ['F6', '次の場所']],
};

/** Keys that are held while another is pressed. */
const MODIFIERS = ['Shift', 'Ctrl', 'Alt'];

/** What F8 leads to, in each work. */
const NEXT = { edit: '次の指摘', marks: '次の変更', replies: '次の未決定' };

/** The places that F6 leads to. */
const PLACES = ['#file-button', '#table textarea, #source, #marks button, #replies button', '#page-before', '#findings button'];

export function startKeys() {
  byId('undo').onclick = undo;
  byId('redo').onclick = redo;
  addEventListener('keydown', keyed);
  addEventListener('focusin', hint);
  ['hints', 'opened', 'tab'].forEach((event) => on(event, hint));
  on('state', tellSteps);
  on('facts', (text) => { facts = text; tellFacts(); });
  on('noted', (text) => { emit('facts', text); emit('told', text); });
  on('layout', tellFacts);
  on('told', (text) => { byId('status').textContent = text; });
}

let facts = '';

function tellFacts() {
  const { made } = app;
  const paper = made ? `${made.paper}・本文 ${made.body.toFixed(1)}pt・${made.pages.length} ページ` : '';
  say(byId('facts'), [facts, paper].filter(Boolean).join('　'));
}

function tellSteps() {
  for (const [id, steps, word] of /** @type {Array<[string, import('./state.js').Step[], string]>} */ ([['undo', app.undo, '元に戻す'], ['redo', app.redo, 'やり直し']])) {
    const button = byId(id);
    button.disabled = steps.length === 0;
    button.title = steps.length ? `${word}: ${steps.at(-1).label}` : '';
  }
}

function hint() {
  const at = focused();
  const kind = ['bar', 'month'].find((name) => at?.classList.contains(name)) ?? (at?.tagName === 'TEXTAREA' && at.dataset.mode ? at.dataset.mode : at?.closest('.proposal') ? 'proposal' : 'other');
  const line = byId('hints');
  const wanted = `${kind} ${app.tab}`;
  if (document.body.classList.contains('empty') || line.dataset.kind === wanted) {
    return;
  }
  line.dataset.kind = wanted;
  const hints = kind === 'other' ? [...HINTS.other, ['F8', NEXT[app.tab]]] : HINTS[kind];
  line.replaceChildren(...hints.flatMap((keys) => {
    const word = keys.at(-1);
    return [...keys.slice(0, -1).flatMap((key, index) => [MODIFIERS.includes(keys[index - 1]) ? '+' : '', make('kbd', { textContent: key })]), ` ${word}　`];
  }));
}

function keyed(event) {
  if (isComposing(event)) {
    return;
  }
  const { key, ctrlKey, shiftKey, altKey } = event;
  const letter = ctrlKey && !altKey ? key.toLowerCase() : '';
  const hasFile = Boolean(app.state);
  const isTyping = document.activeElement?.matches('input, textarea:not([data-mode="ready"])');
  const act = {
    o: pickFile,
    s: hasFile && save,
    p: hasFile && printPages,
    f: hasFile && app.state.table && !(isOpen() && document.activeElement.closest('#find')) && (() => openFind()),
    h: hasFile && app.state.table && (() => openFind(true)),
    z: hasFile && !isTyping && (shiftKey ? redo : undo),
    y: hasFile && !isTyping && redo,
  }[letter] || (hasFile && plainKey(key, { shiftKey, altKey, ctrlKey }));
  if (act) {
    event.preventDefault();
    act();
  }
}

function plainKey(key, { shiftKey, altKey, ctrlKey }) {
  if (ctrlKey) {
    return null;
  }
  if (key === 'F8') {
    const by = shiftKey ? -1 : 1;
    return () => (app.tab === 'edit' ? goOn(by) : emit('next', by));
  }
  if (key === 'F6') {
    return () => nextPlace(shiftKey ? -1 : 1);
  }
  if (key === 'Escape' && isAlert()) {
    return endAlert;
  }
  const inRow = document.activeElement?.closest('tbody.row');
  const { theme, row } = app.chosen;
  if (inRow && altKey && shiftKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
    return () => moveRow({ theme, row }, key === 'ArrowUp' ? -1 : 1);
  }
  if (inRow && (key === 'ContextMenu' || (key === 'F10' && shiftKey))) {
    return () => openRowMenu(inRow.querySelector('.number button + button'), { theme, row });
  }
  return null;
}

/** Moves the focus on to the next part of the page. */
function nextPlace(by) {
  const parts = PLACES.map((selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]).find((element) => element.checkVisibility())).filter(Boolean);
  const groups = ['#top', '#left:not([hidden]), #marks:not([hidden]), #replies:not([hidden])', '#right', '#findings'].map((id) => document.querySelector(id));
  const here = groups.findLastIndex((group) => group.contains(document.activeElement));
  parts[(Math.max(0, here) + by + parts.length) % parts.length].focus();
  emit('hints');
}
