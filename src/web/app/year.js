// 年度更新: the file of the next year, made from the one that is open.

import { app, emit, inTurn, on, rowPath } from './state.js';
import { ask } from './program.js';
import { byId, icon, make } from './dom.js';
import { openNew } from './files.js';
import { placeName } from './findings.js';
import { question } from './question.js';
import { setEarlier } from './marks.js';

const BARS = [['keep', '同じ月に引き継ぐ'], ['goOn', 'すべて「順次実施」にする'], ['empty', '空にする']];

/**
 * What to look at in the file of a new year: each with where it is in words, the number of its row, and whether
 * somebody has gone there.
 * @type {Array<import('./types.js').YearLook & {where: string, number: string | undefined, isSeen: boolean}>}
 */
let looks = [];

export function startYear() {
  byId('looks-button').onclick = showLooks;
  on('opened', () => note([]));
}

/** Asks what is to be decided, makes the file, and opens it; the old one becomes what it is compared with. */
export async function beginYear() {
  const { questions, refused } = await inTurn(() => ask({ ask: 'nextYear' }));
  if (refused) {
    emit('failed', `年度を改められません。${refused.message}。${refused.remedy}`);
    return;
  }
  const decided = await decide(questions);
  if (!decided) {
    return;
  }
  const [old, { newYear, refused: why }] = await inTurn(async () => [await ask({ ask: 'save' }), await ask({ ask: 'rollOver', ...decided })]);
  if (why) {
    emit('refused', why);
    return;
  }
  const before = app.name;
  if (await openNew(newYear.name, newYear.bytes, { beside: app.beside })) {
    await setEarlier(before, old.file);
    note(newYear.looks);
    tell(`${questions.year}のファイルをつくりました`, `${newYear.name}（まだ保存していません）。${newYear.changes} か所を新しくしました。何が変わったかは「見え消し」で、次の一覧は表の上の「確かめてほしい所」でいつでも見られます。`);
  }
}

const field = (title, ...parts) => make('fieldset', {}, make('legend', { textContent: title }), ...parts);
const option = (type, name, value, text, checked = false) => make('label', {}, make('input', { type, name, value, checked }), text);

/** The decisions of somebody; nothing where they give up. */
function decide({ year, era, rows }) {
  const dialog = byId('question');
  return new Promise((resolve) => {
    const form = make('form', { method: 'dialog' }, make('h2', { id: 'question-title', textContent: `${year}のファイルをつくる` }), make('p', { textContent: `${app.name} の年度、表題、会議の年を新しくし、取組を引き継ぎます。${app.name} はそのままです。` }),
      ...(era ? [field('新しい年度の書き方', ...era.map((name, index) => option('radio', 'era', String(index), name, index === 1)))] : []),
      field('帯', ...BARS.map(([value, text], index) => option('radio', 'bars', value, text, index === 0))),
      field('終わった取組（引き継がないもの）', make('div', { className: 'many', tabIndex: 0, role: 'group', 'aria-label': '取組' }, ...rows.map(([number, item]) => option('checkbox', 'done', number, `${number} ${item}`)))),
      field('番号', option('checkbox', 'renumbers', 'yes', '1 から振り直す')),
      make('div', { className: 'answers' }, make('button', { type: 'submit', className: 'strong', textContent: '新しいファイルをつくる' }), make('button', { type: 'button', textContent: 'やめる', onclick: () => { dialog.close(); resolve(null); } })));
    form.onsubmit = () => {
      const data = new FormData(form);
      resolve({ new_era: era ? data.get('era') === '1' : null, bars: data.get('bars'), done: data.getAll('done'), renumbers: data.has('renumbers') });
    };
    dialog.replaceChildren(form);
    dialog.setAttribute('aria-labelledby', 'question-title');
    dialog.oncancel = () => resolve(null);
    dialog.showModal();
  });
}

/** Notes what to look at in what is open: comments last, as they are seen in the YAML alone. */
function note(list) {
  const sorted = [...list.filter(({ path }) => path), ...list.filter(({ path }) => !path)];
  looks = sorted.map((look) => ({ ...look, where: look.path ? placeName(look.path) : '説明（#）', number: rowOf(look.path)?.number, isSeen: false }));
  drawButton();
}

/** The row that a way leads into. */
const rowOf = (path) => (path?.[2] === '取組' ? app.state.table?.themes[path[1]]?.rows[path[3]] : undefined);

function drawButton() {
  byId('looks-button').hidden = looks.length === 0;
  byId('looks-button').textContent = `確かめてほしい所 ${looks.filter(({ isSeen }) => !isSeen).length}`;
}

/** Tells once more what to look at. */
function showLooks() {
  tell('年度更新で確かめてほしい所', `${app.name} の次の所は、年度が変わると合わなくなるかもしれません。`);
}

/** Tells what has been changed, and what to look at. */
function tell(title, text) {
  const list = looks.length ? [make('h3', { textContent: `確かめてほしい所 ${looks.length} か所` }), make('ul', { className: 'many looks' }, ...looks.map(line))] : [];
  question({ title, text, parts: list, answers: [['表を直す', true]] });
}

function line(look) {
  const go = make('button', { className: 'link', textContent: look.where, onclick: () => { byId('question').close(); goTo(look); } });
  return make('li', {}, go, make('p', {}, make('b', { textContent: look.said }), make('br'), look.why), ...(look.isSeen ? [icon('check'), '見ました'] : []));
}

/** Leads to what is to be looked at: comments are seen in the YAML alone. */
function goTo(look) {
  look.isSeen = true;
  drawButton();
  if (!look.path) {
    byId('as-text').click();
  }
  const start = app.state.text.split('\n').slice(0, look.line - 1).reduce((length, line) => length + line.length + 1, 0);
  emit('go', { path: pathNow(look) ?? [], place: { start, end: start, line: look.line } });
}

/** The way to what is to be looked at, in the row that has its number now. */
function pathNow({ path, number }) {
  const { themes } = app.state.table;
  const theme = number ? themes.findIndex(({ rows }) => rows.some((row) => row.number === number)) : -1;
  return theme < 0 ? path : [...rowPath(theme, themes[theme].rows.findIndex((row) => row.number === number)), ...path.slice(4)];
}
