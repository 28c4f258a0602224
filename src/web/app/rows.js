// What is done with whole rows and themes: the menus behind ⋮, and the buttons above the table.

import { app, change, choose, emit, meetingsOf, rowName, rowPath, undo } from './state.js';
import { byId, make, placeBelow } from './dom.js';
import { scheduled } from './bars.js';
import { beginning, following } from './numbers.js';

export function startRows() {
  byId('add-row').onclick = () => addRow(app.chosen.theme, app.chosen.row + 1);
  byId('add-theme').onclick = addTheme;
}

const themes = () => app.state.table.themes;

const numbers = () => themes().flatMap(({ rows }) => rows.map(({ number }) => number));

/** A number that no row has, of the kind that a neighbour has; `after` counts rows that are added before it. Where no
 * row has one, there is none. */
export function nextNumber({ theme, row }, after = 0) {
  const beside = themes()[theme]?.rows ?? [];
  const like = (beside[row - 1] ?? beside[row])?.number ?? '';
  return isNumbered() ? following(numbers(), like, after) : '';
}

const isNumbered = () => numbers().length === 0 || numbers().some((number) => number !== '');

/**
 * A row, with the texts that it has already; the others are to be written.
 * @param {string} number
 * @param {Map<string, string>} [texts]
 * @returns {import('./types.js').New}
 */
export function newRow(number, texts = new Map()) {
  const columns = app.state.table.columns.filter(({ key, required }) => required || texts.get(key));
  /** @returns {[string, import('./types.js').New]} */
  const text = ({ key }) => [key, texts.get(key) ? { text: texts.get(key) } : 'empty'];
  return { map: [...(number ? [/** @type {[string, import('./types.js').New]} */ (['番号', { text: number }])] : []), ...columns.map(text), ['予定', { list: [] }]] };
}

/** Adds a row to a theme, at a place in it. */
export function addRow(theme, row) {
  const at = Math.min(row, themes()[theme]?.rows.length ?? 0);
  const first = app.state.table.columns[0].key;
  return change('取組を加える', () => [{ add: [rowPath(theme, at), newRow(nextNumber({ theme, row: at }))] }], { chosen: { theme, row: at, field: first } })
    .then((done) => done && emit('noted', `${rowName(themes()[theme].rows[at])} を加えました。${first}を書いてください`));
}

async function addTheme() {
  const at = themes().length;
  /** @type {import('./types.js').New} */
  const theme = { map: [['見出し', { text: '新しい課題' }], ['区分', { text: '区分' }], ['取組', { list: [newRow(isNumbered() ? beginning(numbers(), numbers().at(-1) ?? '') : '')] }]] };
  if (await change('課題を加える', [{ add: [['課題', at], theme] }], { chosen: { theme: at, row: 0 } })) {
    emit('go', { path: ['課題', at, '見出し'] });
  }
}

async function removeRow({ theme, row }) {
  const name = rowName(themes()[theme].rows[row]);
  const isLast = themes()[theme].rows.length === 1;
  const path = isLast && themes().length > 1 ? ['課題', theme] : rowPath(theme, row);
  if (await change(`${name} を消す`, [{ remove: path }], { chosen: { theme: isLast ? Math.max(0, theme - 1) : theme, row: isLast ? 0 : Math.max(0, row - 1) } })) {
    offerUndo(`${name} を消しました`);
    offerNumbers();
  }
}

/** Moves a row by one, into the next theme at the ends. */
export async function moveRow({ theme, row }, by) {
  const rows = themes()[theme].rows.length;
  const other = themes()[theme + by];
  const to = row + by >= 0 && row + by < rows ? { theme, row: row + by } : other && { theme: theme + by, row: by > 0 ? 0 : other.rows.length };
  if (to) {
    await moveTo({ theme, row }, to);
  }
}

/** Moves a row to another place. */
export async function moveTo({ theme, row }, to) {
  const name = rowName(themes()[theme].rows[row]);
  const field = app.chosen.field;
  if (await change(`${name} を移す`, [{ move: [rowPath(theme, row), rowPath(to.theme, to.row)] }], { chosen: { ...to, field } })) {
    emit('told', `${name} を移しました`);
    offerNumbers();
  }
}

/** Offers to take back what has just been done, as long as nothing else has been done since. */
function offerUndo(text) {
  const step = app.undo.at(-1);
  emit('offer', { text, button: '元に戻す', act: undo, holds: () => app.undo.at(-1) === step });
}

/** Whether the rows have other numbers than 1, 2, 3 and so on, though they have numbers. */
function areUnordered() {
  const counts = app.state.table ? numbers().map((number) => Number(number.normalize('NFKC'))) : [];
  return counts.every((count) => count > 0) && counts.some((count, index) => count !== index + 1);
}

/** Offers to number the rows anew where their numbers no longer rise. Replies refer to rows by number, so this
 * never happens by itself. */
function offerNumbers() {
  if (areUnordered()) {
    emit('offer', { text: '番号が順でなくなりました', button: '振り直す', act: renumber, holds: areUnordered });
  }
}

function renumber() {
  change('番号を振り直す', () => {
    let number = 0;
    return themes().flatMap(({ rows }, theme) => rows.map((_, row) => {
      number += 1;
      return { set: [[...rowPath(theme, row), '番号'], String(number)] };
    }));
  });
}

/** Fills a menu. Entries are name and action, or nothing for a line between them. */
export function fillMenu(menu, entries) {
  menu.replaceChildren(...entries.map((entry) => (entry ? entryOf(menu, entry) : make('hr'))));
}

/** Places a menu that is open, and puts the focus on its first entry. */
export function enterMenu(menu, anchor) {
  placeBelow(menu, anchor);
  menu.querySelector('button:not(:disabled)')?.focus();
}

function openMenu(menu, anchor, entries) {
  fillMenu(menu, entries);
  menu.showPopover();
  enterMenu(menu, anchor);
}

/** @typedef {[string, () => void, {hint?: string, disabled?: boolean, checked?: boolean}?]} Entry */

/**
 * A button of a menu.
 * @param {HTMLElement} menu
 * @param {Entry} entry
 */
function entryOf(menu, [name, act, { hint = '', disabled = false, checked } = {}]) {
  const button = make('button', { role: checked === undefined ? 'menuitem' : 'menuitemcheckbox', disabled, onclick: () => { menu.hidePopover(); act(); } },
    make('span', { textContent: `${checked ? '✓ ' : ''}${name}` }), hint ? make('kbd', { textContent: hint }) : '');
  if (checked !== undefined) {
    button.ariaChecked = String(checked);
  }
  return button;
}

/** Arrow keys within a menu. */
export function menuKeys(menu) {
  menu.addEventListener('keydown', (event) => {
    const entries = [...menu.querySelectorAll('button:not(:disabled)')];
    const index = entries.indexOf(document.activeElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      entries[next % entries.length].focus();
    } else if (event.key === 'Tab') {
      menu.hidePopover();
    }
  });
}

/** The menu of a row. */
export function openRowMenu(anchor, at) {
  const row = themes()[at.theme].rows[at.row];
  const flat = themes().flatMap(({ rows }, theme) => rows.map((_, index) => ({ theme, row: index })));
  const index = flat.findIndex((it) => it.theme === at.theme && it.row === at.row);
  choose(at);
  const isMeetings = Boolean(meetingsOf(row));
  openMenu(byId('row-menu'), anchor, [
    ['上に加える', () => addRow(at.theme, at.row)],
    ['下に加える', () => addRow(at.theme, at.row + 1)],
    ['上へ移す', () => moveRow(at, -1), { hint: 'Alt+Shift+↑', disabled: index === 0 }],
    ['下へ移す', () => moveRow(at, 1), { hint: 'Alt+Shift+↓', disabled: index === flat.length - 1 }],
    ...themes().map((theme, other) => (other === at.theme ? null : [`「${theme.heading.replaceAll('\n', ' ').slice(0, 20)}」へ移す`, () => moveTo(at, { theme: other, row: theme.rows.length })])).filter(Boolean),
    null,
    ['写しを作る', () => change(`${rowName(row)} の写しを作る`, () => [{ copy: [rowPath(at.theme, at.row), rowPath(at.theme, at.row + 1), '番号', nextNumber({ theme: at.theme, row: at.row + 1 })] }], { chosen: { theme: at.theme, row: at.row + 1 } })],
    ['ここで改ページする', () => change('改ページ', () => [row.starts_page ? { remove: [...rowPath(at.theme, at.row), '改ページ'] } : { set: [[...rowPath(at.theme, at.row), '改ページ'], '前'] }]), { checked: row.starts_page }],
    ['予定を会議にする', () => toggleMeetings(at, isMeetings), { checked: isMeetings, disabled: !isMeetings && app.state.table.meetings.length === 0 }],
    null,
    [flat.length === 1 ? '最後の取組は消せません' : 'この取組を消す', () => removeRow(at), { disabled: flat.length === 1 }],
  ]);
}

/** The schedule becomes the meetings, or one without bars again. */
function toggleMeetings(at, isMeetings) {
  return change(isMeetings ? '予定を帯にする' : '予定を会議にする', scheduled(at, isMeetings ? { list: [] } : { text: '会議' }));
}

/** The menu of a theme. */
export function openThemeMenu(anchor, theme) {
  const { rows } = themes()[theme];
  const last = themes().length - 1;
  const move = (to) => change('課題を移す', [{ move: [['課題', theme], ['課題', to]] }], { chosen: { theme: to, row: 0 } }).then((done) => done && offerNumbers());
  openMenu(byId('row-menu'), anchor, [
    ['この課題に取組を加える', () => addRow(theme, rows.length)],
    ['上へ移す', () => move(theme - 1), { disabled: theme === 0 }],
    ['下へ移す', () => move(theme + 1), { disabled: theme === last }],
    null,
    [last === 0 ? '最後の課題は消せません' : `この課題を消す（取組 ${rows.length}）`, () => change('課題を消す', [{ remove: ['課題', theme] }], { chosen: { theme: Math.max(0, theme - 1), row: 0 } }).then((done) => done && offerUndo('課題を消しました')), { disabled: last === 0 }],
  ]);
}

