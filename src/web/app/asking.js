// 照会: the reply forms for agencies, and extracts for them.

import { app, emit, inTurn, on } from './state.js';
import { ask } from './program.js';
import { byId, icon, make } from './dom.js';
import { handOut } from './made.js';
import { hasFolders, saveInto } from './folder.js';

/** Who is asked. @type {import('./types.js').Recipients | null} */
let recipients = null;
/** Why that can't be told. @type {import('./types.js').Refusal | null} */
let refused = null;
/** Those who are not to be asked. @type {Set<string>} */
const left = new Set();
/** The column that says whose rows they are, where it is not the usual one. */
let column = '';
/** By when replies are wanted, and what may be wrong with that. */
let due = '';
/** @type {import('./types.js').Refusal | null} */
let doubt = null;

export function startAsking() {
  on('opened', () => { recipients = null; left.clear(); due = ''; doubt = null; column = ''; });
  on('layout', () => app.tab === 'replies' && learn());
  on('tab', (tab) => tab === 'replies' && learn());
}

/** The usual column. */
const OWNERS = '提案機関';

/** How columns are named that hold agencies, in sheets without the usual one. */
const LIKELY = /機関|団体|担当|主体|部署|所属/;

const columns = () => app.state.table?.columns.map(({ key }) => key) ?? [];

/** The column that is chosen, or the one that is meant; the usual one where there is none. */
function owners() {
  const all = columns();
  return [column, OWNERS].find((name) => all.includes(name)) ?? all.find((name) => LIKELY.test(name)) ?? OWNERS;
}

/** Asks the program who is asked. */
async function learn() {
  /** @type {import('./types.js').Answer} */
  const answer = await inTurn(() => ask({ ask: 'recipients', column: owners() })).catch(() => ({}));
  recipients = answer.recipients ?? null;
  refused = answer.refused ?? null;
  emit('round');
}

/** The names of all agencies that are asked. */
export const agencies = () => recipients?.list.map(({ agency }) => agency) ?? [];

const asked = () => agencies().filter((agency) => !left.has(agency));

/** What the step says of itself. */
export const askingState = () => (recipients ? `${asked().length} 機関` : '');

/** The step's part of the page. */
export function drawAsking() {
  if (!recipients) {
    return [columnChoice(), make('p', { className: 'empty', textContent: refused ? `${refused.message}。${refused.remedy}` : '' })];
  }
  const count = make('output', { textContent: `${asked().length} 機関分をつくります` });
  const rows = recipients.list.map(({ agency, numbers }) => line(agency, numbers, () => { count.textContent = `${asked().length} 機関分をつくります`; }));
  const date = make('input', { id: 'due', value: due, placeholder: '6月30日（火）', autocomplete: 'off', 'aria-describedby': 'due-doubt', oninput: ({ target }) => { due = target.value; }, onchange: () => checkDue() });
  return [make('div', { className: 'fields' }, make('label', { for: 'due', textContent: '回答期限' }), date, count, make('span', { className: 'space' }), ...buttons()), dueLine(),
    make('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': '照会先' }, make('ul', { className: 'agencies' }, ...rows), ...doubts(), ...extracts(), columnChoice())];
}

/** What may be wrong with the day by which replies are wanted. */
function dueLine() {
  const words = doubt ? [icon('warning'), make('p', { textContent: `${doubt.message}。${doubt.remedy}` })] : [];
  return make('div', { id: 'due-doubt', className: doubt ? 'said warning' : '', role: 'status' }, ...words);
}

async function checkDue() {
  const wanted = due;
  const { refused: found } = await inTurn(() => ask({ ask: 'due', due: wanted }));
  if (wanted === due) {
    doubt = found ?? null;
    byId('due-doubt')?.replaceWith(dueLine());
  }
}

/** Which column says whose rows they are. */
function columnChoice() {
  const none = columns().includes(owners()) ? [] : [make('option', { value: '', textContent: '選んでください' })];
  const select = make('select', { id: 'owners', onchange: () => { column = select.value; left.clear(); learn(); } }, ...none, ...columns().map((name) => make('option', { value: name, textContent: name, selected: name === owners() })));
  return make('div', { className: 'fields' }, make('label', { for: 'owners', textContent: 'どの機関の取組かを書いた欄' }), select);
}

function buttons() {
  const archive = (className) => make('button', { className, onclick: () => makeForms(true).then((files) => files?.forEach(({ name, bytes }) => handOut(bytes, name))) }, icon('save'), 'zip で保存');
  return hasFolders() ? [make('button', { className: 'strong', onclick: () => saveInto(() => makeForms(false)) }, icon('folder'), '回答票をフォルダーに保存'), archive('')] : [archive('strong')];
}

/** Has the forms and their list made. */
async function makeForms(isZip) {
  const names = asked();
  if (names.length === 0) {
    emit('failed', '照会先を一つは選んでください');
    return null;
  }
  const { files, refused: why } = await inTurn(() => ask({ ask: 'ask', column: owners(), agencies: names, due, is_zip: isZip }));
  if (why) {
    emit('refused', why);
  }
  return files ?? null;
}

function line(agency, numbers, changed) {
  const onchange = ({ target }) => { target.checked ? left.delete(agency) : left.add(agency); changed(); };
  return make('li', {}, make('label', {}, make('input', { type: 'checkbox', checked: !left.has(agency), onchange }), make('b', { textContent: agency }), make('span', { textContent: `取組 ${numbers.join('、')}` })));
}

function doubts() {
  const { questions } = recipients;
  const item = ({ number, item: text, name, why }) => make('li', {}, make('b', { textContent: `取組${number}` }), ` ${text}`, make('br'), `${name && `「${name}」: `}${why}`);
  return questions.length ? [make('h2', {}, icon('warning'), `確かめる所 ${questions.length} 件`), make('ul', { className: 'questions' }, ...questions.map(item))] : [];
}

function extracts() {
  const select = make('select', { id: 'extract-agency' }, ...agencies().map((agency) => make('option', { textContent: agency })));
  const button = (format, word, shape) => make('button', { 'aria-label': `抜粋の ${word}`, onclick: () => extract(select.value, format) }, icon(shape), word);
  return [make('h2', { textContent: '抜粋（一つの機関の取組だけの資料）' }), make('div', { className: 'fields' }, make('label', { for: 'extract-agency', textContent: '機関' }), select, button('pdf', 'PDF', 'page'), button('xlsx', 'Excel', 'grid'))];
}

async function extract(agency, format) {
  const { files, refused: why } = await inTurn(() => ask({ ask: 'extract', column: owners(), agency, format }));
  if (why) {
    emit('refused', why);
  } else {
    files.forEach(({ name, bytes }) => handOut(bytes, name));
  }
}
