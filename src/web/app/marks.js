// 見え消し: what changed since an earlier version, as a list and on the pages.

import { app, change, emit, inTurn, on, rowPath } from './state.js';
import { ask } from './program.js';
import { byId, icon, make } from './dom.js';
import { makeFile } from './made.js';
import { marked } from './runs.js';

const KINDS = { changed: '直した', added: '加えた', deleted: '消した', moved: '移した' };

/** The earlier version. @type {{name: string, bytes: Uint8Array} | null} */
let earlier = null;
/** @type {import('./types.js').Compared | null} */
let compared = null;
/** Which pages are shown. */
let version = 'marked';
const VERSIONS = ['marked', 'clean', 'comparison'];
/** The kind of changes that the list shows; nothing for all. @type {string | null} */
let only = null;
/** The change that F8 has led to. */
let at = -1;

export function startMarks() {
  VERSIONS.forEach((name) => { byId(`view-${name}`).onclick = () => view(name); });
  on('tab', (tab) => {
    byId('views').hidden = tab !== 'marks' || !earlier;
    if (tab === 'marks') {
      compare();
    }
  });
  on('layout', () => app.tab === 'marks' && compare());
  on('next', (by) => app.tab === 'marks' && goOn(by));
  on('restarted', () => earlier && inTurn(() => ask({ ask: 'earlier', name: earlier.name }, earlier.bytes)));
}

/** Shows the pages with marks on them, both versions side by side, or what is handed out in the end. */
function view(name) {
  version = name;
  VERSIONS.forEach((other) => { byId(`view-${other}`).ariaPressed = String(other === name); });
  const pages = compared?.[name];
  app.instead = pages ? { pages } : null;
  emit('view');
}

/** Leads to the next change in the list, or the one before. */
function goOn(by) {
  const items = byId('marks').querySelectorAll('li');
  if (items.length > 0) {
    at = (at + by + items.length) % items.length;
    items.forEach((item, index) => item.classList.toggle('here', index === at));
    items[at].scrollIntoView({ block: 'nearest' });
    emit('told', items[at].textContent);
  }
}

async function compare() {
  if (earlier) {
    const answer = await inTurn(() => ask({ ask: 'compare' })).catch(() => null);
    compared = answer?.compared ?? null;
  }
  draw();
  if (app.tab === 'marks') {
    view(version);
  }
}

/** Asks for the earlier version. */
function pick() {
  const picker = make('input', { type: 'file', accept: '.yaml,.yml,.xlsx,.xls,.ods', onchange: () => picker.files[0] && take(picker.files[0]) });
  picker.click();
}

async function take(file) {
  const refused = await setEarlier(file.name, new Uint8Array(await file.arrayBuffer()));
  if (refused) {
    emit('failed', /\.pdf$/i.test(file.name) ? '前回の資料は .yaml か Excel を選んでください。PDF からは比べられません' : `${refused.message.startsWith(file.name) ? '' : `${file.name}: `}${refused.message}。${refused.remedy}`);
    return;
  }
  byId('views').hidden = false;
  compare();
}

/** Makes a file the earlier version; gives why it can't be. */
export async function setEarlier(name, bytes) {
  const answer = await inTurn(() => ask({ ask: 'earlier', name }, bytes));
  if (!answer.refused) {
    earlier = { name, bytes };
  }
  return answer.refused ?? null;
}

function draw() {
  const section = byId('marks');
  if (!earlier) {
    section.replaceChildren(make('div', { className: 'empty' }, make('p', { textContent: '前回の資料を選ぶと、変えた所が見えます' }), make('button', { className: 'strong', onclick: pick }, icon('folder'), '前回の資料を選ぶ')));
    return;
  }
  const versions = make('div', { className: 'versions' }, make('span', { textContent: '前回' }), make('b', { textContent: earlier.name }), make('button', { textContent: '選びなおす', onclick: pick }),
    make('span', { textContent: '今回' }), make('span', {}, make('b', { textContent: app.name }), ' いま編集しているもの'));
  if (!compared) {
    section.replaceChildren(versions, make('p', { className: 'empty', textContent: '誤りがあるので、比べられません。編集に戻って直してください' }));
    return;
  }
  const cards = make('div', { className: 'cards' }, card('見え消し版', '消した所と加えた所が残る', compared.marked?.length, 'marked'), card('溶け込み版', '直したあとの完成品', app.layout?.made?.pages.length, 'clean'),
    card('新旧対照表', '変えた所を左右に並べる', compared.comparison?.length, 'comparison'));
  const { changes } = compared;
  only = changes.some(({ kind }) => kind === only) ? only : null;
  const shown = changes.filter(({ kind }) => only === null || kind === only);
  section.replaceChildren(versions, cards, make('div', { className: 'counts' }, make('h2', { className: 'count', textContent: changes.length ? `変更 ${changes.length} か所` : '前回と同じです' }), ...chips(changes)),
    make('ol', { 'aria-label': '変えた所', tabIndex: 0 }, ...shown.map(line)));
}

/** The kinds of changes to choose from, where there are several. */
function chips(changes) {
  const counts = Object.keys(KINDS).map((kind) => /** @type {[string, number]} */ ([kind, changes.filter((it) => it.kind === kind).length]));
  const chip = (kind, words) => make('button', { className: 'chip', 'aria-pressed': String(only === kind), textContent: words, onclick: () => { only = kind; at = -1; draw(); } });
  const there = counts.filter(([, count]) => count > 0);
  return there.length < 2 ? [] : [chip(null, 'すべて'), ...there.map(([kind, count]) => chip(kind, `${KINDS[kind]} ${count}`))];
}

function card(name, text, pages, which) {
  const button = (format, word, shape) => make('button', { 'aria-label': `${name}の ${word}`, onclick: () => makeFile(format, which) }, icon(shape), word);
  return make('section', { className: 'card', 'aria-label': name }, make('h2', {}, name, make('span', { textContent: pages ? `${pages} ページ` : '' })), make('p', { textContent: text }), button('pdf', 'PDF', 'page'), button('xlsx', 'Excel', 'grid'));
}

function line(difference) {
  const { number, field, kind, runs } = difference;
  const item = make('li', {}, make('b', { textContent: number ?? '' }), make('div', { className: 'what' }, field, make('br'), make('span', { textContent: KINDS[kind] })),
    make('p', {}, ...marked(runs)));
  const path = pathOf(difference);
  if (path && kind !== 'moved') {
    item.append(make('button', { textContent: '前回に戻す', 'aria-label': `${number ? `取組${number} ` : ''}${field} を前回に戻す`, onclick: () => giveBack(path, runs) }));
  }
  return item;
}

/** The way to the text that a change is of; nothing for bars and whole rows. */
function pathOf({ number, field }) {
  const { head, themes, columns } = app.state.table ?? { head: {}, themes: [], columns: [] };
  if (number === null) {
    return typeof head[field] === 'string' ? [field] : null;
  }
  if (!columns.some(({ key }) => key === field)) {
    return null;
  }
  const theme = themes.findIndex(({ rows }) => rows.some((row) => row.number === number));
  return theme < 0 ? null : [...rowPath(theme, themes[theme].rows.findIndex((row) => row.number === number)), field];
}

/** Gives a text back that it had before. */
function giveBack(path, runs) {
  const before = runs.filter(([sign]) => sign !== '+').map(([, text]) => text).join('');
  change('前回に戻す', () => [before === '' ? { remove: path } : { set: [path, before] }]);
}
