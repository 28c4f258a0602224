// 突合表 on the page: what replies would change, and what people decide about each of it.

import { app, choose, emit, on } from './state.js';
import { byId, icon, isComposing, make, say } from './dom.js';
import { marked } from './runs.js';
import { handOut } from './made.js';
import { decide, isAnyChosen, isOpen, ownText, readTable, round, tableFile, takeAllIn, undecided } from './round.js';

const FILTERS = [['all', 'すべて'], ['open', '未決定'], ['conflict', '食い違い']];

/** What of the proposals is shown. */
let filter = 'all';
let agency = '';

export function startDeciding() {
  on('opened', () => { filter = 'all'; agency = ''; });
  on('decided', () => { tellCounts(); tellBar(); });
  on('tried', tellBar);
  on('next', (by) => app.tab === 'replies' && goOn(by));
}

const isConflict = (group) => group.some((index) => round.proposals[index].is_conflict);
const isOf = (group, name) => group.some((index) => round.proposals[index].agencies.includes(name));
const passes = { all: () => true, open: isOpen, conflict: isConflict };

// What can be chosen

/** The choices of a group, in the order of their keys. Each but the last two takes one of its proposals. */
function options(group) {
  const [first] = group;
  const { base, current, is_row: isRow } = round.proposals[first];
  const replies = group.map((index) => ({ value: String(index), title: '回答を採る', who: round.proposals[index].agencies, runs: round.proposals[index].marked }));
  const now = current ?? [['=', base]];
  const kept = { value: 'current', title: current ? '今のまま' : '今のまま（もとと同じ）', runs: now.length > 0 || isRow ? now : [['=', '（文はありません）']] };
  return [...replies, kept, ...(isRow ? [] : [{ value: 'own', title: '手で書く', runs: [] }])];
}

/** Which of the choices is taken. */
function chosenOf(group) {
  const own = group.find((index) => ownText(index) !== undefined);
  const reply = group.find((index) => round.choices[index] === 'reply');
  return own !== undefined ? 'own' : isOpen(group) ? null : reply !== undefined ? String(reply) : 'current';
}

/** Decides about a group: one of its proposals is taken, or none. */
function take(group, value, own = '') {
  group.forEach((index, nth) => {
    const taken = value === 'own' ? nth === 0 && { own } : value === String(index) && 'reply';
    decide(index, value === null || (value === 'own' && own.trim() === '') ? null : taken || 'current');
  });
}

/** What is offered to be written by hand: what is there, with what a single reply makes of it. */
function draftOf(group) {
  const { current, base, reply } = round.proposals[group[0]];
  const own = group.map(ownText).find((text) => text !== undefined);
  const now = current ? current.filter(([sign]) => sign !== '-').map(([, text]) => text).join('') : base;
  return own ?? (group.length > 1 || current ? now : reply);
}

// The page

/** The step's part of the page. */
export function drawDeciding() {
  if (round.refused) {
    return [make('p', { className: 'empty', textContent: `${round.refused.message}。${round.refused.remedy}` })];
  }
  const parts = [done(), round.table ? make('p', { className: 'said hint', textContent: `${round.table} から読んだものです` }) : null].filter(Boolean);
  if (round.proposals.length === 0) {
    const word = round.files.length ? '決める案はありません' : '返ってきた Excel を入れると、ここで一つずつ確かめられます';
    return [tools(), ...parts, make('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': '案' }, make('p', { className: 'empty', textContent: word }), notes())];
  }
  const shown = round.groups.filter((group) => passes[filter](group) && (agency === '' || isOf(group, agency)));
  const list = make('ol', { id: 'proposals', onkeydown: keyed, onfocusin: follow }, ...shown.map(item));
  const none = shown.length ? [] : [make('p', { className: 'empty', textContent: filter === 'open' ? 'すべて決めました' : '当てはまる案はありません' })];
  return [tools(), ...parts, make('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': '案' }, ...none, list, notes()), bar()];
}

function tools() {
  const chip = ([name, word]) => make('button', { className: 'chip', id: `filter-${name}`, 'aria-pressed': String(filter === name), onclick: () => { filter = name; emit('round'); } }, `${word} ${count(name)}`);
  const who = [...new Set(round.proposals.flatMap(({ agencies }) => agencies))];
  const select = make('select', { id: 'filter-agency', 'aria-label': '機関で絞る', onchange: ({ target }) => { agency = target.value; emit('round'); } }, make('option', { value: '', textContent: 'すべての機関' }), ...who.map((name) => make('option', { value: name, textContent: name, selected: name === agency })));
  const save = make('button', { disabled: round.proposals.length === 0, onclick: () => tableFile().then((file) => file && handOut(file.bytes, file.name)) }, icon('grid'), '突合表を保存');
  return make('div', { className: 'filters' }, ...FILTERS.map(chip), select, make('span', { className: 'space' }), save, make('button', { onclick: pickTable }, icon('folder'), '突合表を読む'));
}

const count = (name) => round.groups.filter(passes[name]).length;

function tellCounts() {
  FILTERS.forEach(([name, word]) => byId(`filter-${name}`) && say(byId(`filter-${name}`), `${word} ${count(name)}`));
}

function pickTable() {
  const picker = make('input', { type: 'file', accept: '.xlsx', onchange: () => picker.files[0] && readTable(picker.files[0]) });
  picker.click();
}

function item(group) {
  const [first] = group;
  const { number, field, base, current } = round.proposals[first];
  const kinds = [...new Set(group.map((index) => round.proposals[index].kind))];
  const legend = make('legend', {}, ...kinds.map((word) => make('span', { className: `badge${isConflict(group) ? ' conflict' : ''}`, textContent: word })), make('b', { textContent: `${number ? `取組${number} ` : ''}${field}` }));
  const origin = current !== null && base ? [make('div', { className: 'origin' }, make('b', { textContent: 'もと' }), make('p', { textContent: base }))] : [];
  const remarks = group.map((index) => round.proposals[index]).filter(({ remark }) => remark).map(({ remark, agencies }) => (group.length > 1 ? `${agencies.join('、')}: ${remark}` : remark));
  const chosen = chosenOf(group);
  const cards = options(group).map((option, nth) => card(group, option, nth, option.value === chosen));
  const count = cards.filter((one) => !one.classList.contains('own')).length;
  const li = make('li', { className: 'proposal' }, make('fieldset', { id: `proposal-${first}` }, legend, ...origin, make('div', { className: 'choices' }, ...cards.slice(0, count)), ...cards.slice(count), own(group, chosen === 'own'), ...remarks.map((text) => make('p', { className: 'remark', textContent: text }))));
  li.group = group;
  li.classList.toggle('open', chosen === null);
  return li;
}

function card(group, { value, title, who = [], runs }, nth, checked) {
  const radio = make('input', { type: 'radio', name: `proposal-${group[0]}`, value, checked, onchange: ({ target }) => picked(target) });
  const texts = [who.join('、'), marked(runs)].filter((text) => text.length > 0);
  return make('label', { className: `option ${value === 'own' ? 'own' : ''}` }, radio, make('b', {}, title), make('kbd', { 'aria-hidden': 'true', textContent: String(nth + 1) }), ...texts.map((text) => (typeof text === 'string' ? make('small', { textContent: text }) : make('span', { className: 'text' }, ...text))));
}

function own(group, isShown) {
  const area = make('textarea', { className: 'box', hidden: !isShown, value: draftOf(group), spellcheck: false, autocomplete: 'off', 'aria-label': `${round.proposals[group[0]].number ? `取組${round.proposals[group[0]].number} ` : ''}${round.proposals[group[0]].field} を手で書く` });
  area.oninput = () => take(group, 'own', area.value);
  return area;
}

/** Somebody has chosen. */
function picked(radio) {
  const li = radio.closest('.proposal');
  const area = li.querySelector('textarea');
  const isOwn = radio.value === 'own';
  area.hidden = !isOwn;
  take(li.group, radio.value, area.value);
  li.classList.toggle('open', isOpen(li.group));
  if (isOwn) {
    area.focus();
    area.select();
  }
}

/** Takes a decision back. */
function unpick(li) {
  li.querySelectorAll('input').forEach((radio) => { radio.checked = false; });
  li.querySelector('textarea').hidden = true;
  take(li.group, null);
  li.classList.add('open');
}

function keyed(event) {
  const li = event.target.closest('.proposal');
  if (!li || isComposing(event) || event.ctrlKey) {
    return;
  }
  const isText = event.target.tagName === 'TEXTAREA';
  const radio = !isText && !event.altKey && /^[1-9]$/.test(event.key) ? li.querySelectorAll('input[type="radio"]')[Number(event.key) - 1] : null;
  const act = {
    Enter: () => (isText && event.altKey ? event.target.setRangeText('\n', event.target.selectionStart, event.target.selectionEnd, 'end') : goOn(1)),
    Delete: !isText && (() => unpick(li)),
    Escape: isText && (() => li.querySelector('input:checked')?.focus()),
  }[event.key] || (radio && (() => { radio.checked = true; radio.focus(); picked(radio); }));
  if (act) {
    event.preventDefault();
    act();
    if (isText && event.key === 'Enter' && event.altKey) {
      event.target.dispatchEvent(new Event('input'));
    }
  }
}

/** Leads to the next proposal that nobody has decided, or the one before. */
function goOn(by) {
  const items = [...byId('replies').querySelectorAll('.proposal')];
  const at = items.indexOf(document.activeElement?.closest('.proposal'));
  const order = items.map((_, nth) => items[(at + by * (nth + 1) + 2 * items.length) % items.length]);
  const next = order.find((li) => li !== items[at] && isOpen(li.group));
  if (next) {
    next.querySelector('input').focus();
    next.scrollIntoView({ block: 'nearest' });
  } else {
    emit('told', 'すべて決めました');
    byId('take-in')?.focus();
  }
}

/** Shows on the page the row that is decided about. */
function follow({ target }) {
  const group = target.closest('.proposal')?.group;
  const { themes = [] } = app.state.table ?? {};
  const { number, field } = round.proposals[group?.[0]] ?? {};
  const theme = themes.findIndex(({ rows }) => rows.some((row) => row.number === number));
  if (theme >= 0) {
    choose({ theme, row: themes[theme].rows.findIndex((row) => row.number === number), field }, { quiet: matchMedia('(max-width: 899px)').matches });
  }
}

/** What was said beside the proposals. */
function notes() {
  if (round.notes.length === 0) {
    return '';
  }
  const note = ({ agency: who, number, text, file }) => make('li', {}, make('b', { textContent: `${who}${number ? ` 取組${number}` : ''}` }), make('p', { textContent: text }), make('small', { textContent: file }));
  return make('section', { className: 'notes', 'aria-label': '意見・連絡' }, make('h2', { textContent: `意見・連絡 ${round.notes.length} 件（資料には入りません）` }), make('ul', {}, ...round.notes.map(note)));
}

// What it comes to

function bar() {
  return make('div', { id: 'decisions' }, ...barParts());
}

function tellBar() {
  byId('decisions')?.replaceChildren(...barParts());
}

function barParts() {
  const open = undecided();
  const { tried } = round;
  const mistakes = (tried?.mistakes ?? []).map(({ message, remedy }) => make('p', { className: 'said error', role: 'alert' }, icon('error'), make('span', { textContent: `${message}。${remedy}` })));
  const counted = tried && mistakes.length === 0 ? `反映すると ${tried.written} か所が変わります。` : '';
  const text = `${counted}${open > 0 ? `未決定の ${open} 件は入りません` : 'すべて決めました'}`;
  return [...mistakes, make('div', { className: 'bar-line' }, make('p', { textContent: text }), make('button', { onclick: () => goOn(1), disabled: open === 0 }, '次の未決定'), make('button', { id: 'take-in', className: 'strong', disabled: !isAnyChosen() || mistakes.length > 0, onclick: takeAllIn }, icon('check'), '反映する'))];
}

/** What has been written last, agency by agency. */
function done() {
  if (!round.done) {
    return null;
  }
  const { written, tally, record } = round.done;
  const head = make('tr', {}, ...['機関', '取り入れた', '今のまま', '未決定'].map((word) => make('th', { scope: 'col', textContent: word })));
  const rows = tally.map(([name, counts]) => make('tr', {}, make('th', { scope: 'row', textContent: name }), ...counts.map((number) => make('td', { textContent: String(number) }))));
  return make('section', { className: 'done', 'aria-label': '反映したもの' }, make('h2', {}, icon('check'), `${written} か所に反映しました（「元に戻す」で戻せます）`),
    make('div', { className: 'many', tabIndex: 0, role: 'group', 'aria-label': '機関ごとの数' }, make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows))),
    make('button', { onclick: () => handOut(record.bytes, record.name) }, icon('grid'), '決めた記録を Excel で残す'), make('button', { className: 'plain', onclick: () => { round.done = null; emit('round'); } }, icon('close'), '閉じる'));
}
