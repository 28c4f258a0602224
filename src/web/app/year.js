// 年度更新: the file of the next year, made from the one that is open.

import { app, emit, inTurn, on } from './state.js';
import { ask } from './program.js';
import { byId, make } from './dom.js';
import { openNew } from './files.js';
import { question } from './question.js';
import { setEarlier } from './marks.js';

const BARS = [['keep', '同じ月に引き継ぐ'], ['goOn', 'すべて「順次実施」にする'], ['empty', '空にする']];

/** What to look at in the file of a new year: the line, and why. @type {Array<[string, string]>} */
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
    // Comments are seen in the YAML alone.
    const comments = newYear.looks.filter(([text]) => text.startsWith('#'));
    note([...newYear.looks.filter(([text]) => !text.startsWith('#')), ...comments]);
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

/** Notes what to look at in what is open. */
function note(list) {
  looks = list;
  byId('looks-button').hidden = looks.length === 0;
  byId('looks-button').textContent = `確かめてほしい所 ${looks.length}`;
}

/** Tells once more what to look at. */
function showLooks() {
  tell('年度更新で確かめてほしい所', `${app.name} の次の所は、年度が変わると合わなくなるかもしれません。`);
}

/** Tells what has been changed, and what to look at. */
function tell(title, text) {
  const list = looks.length ? [make('h3', { textContent: `確かめてほしい所 ${looks.length} か所` }), make('ul', { className: 'many', tabIndex: 0 }, ...looks.map(([line, why]) => make('li', {}, make('b', { textContent: line }), make('br'), why)))] : [];
  question({ title, text, parts: list, answers: [['表を直す', true]] });
}
