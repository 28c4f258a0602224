// The panel for what is not in rows: number, title, year and the meetings.

import { app, change, emit, on } from './state.js';
import { byId, focused, icon, make } from './dom.js';

const FIELDS = [['資料番号', ''], ['年度', ''], ['期間', ''], ['表題', 'wide'], ['作成日', ''], ['収めるページ数', '']];

/** Keys that need not be written. */
const OPTIONAL = ['年度', '期間', '作成日', '収めるページ数'];

/** What stands above the fields of the meetings, which have labels of their own. */
const meetingHeads = () => make('div', { className: 'meeting', 'aria-hidden': 'true' }, ...['月', '紙に出す言葉', '検討事項（一行に一つ）'].map((textContent) => make('small', { textContent })));

/** Of these a file has one. */
const EITHER = ['年度', '期間'];

export function startPanel() {
  byId('head-button').onclick = () => show(byId('head-panel').hidden);
  byId('head-panel').onsubmit = (event) => event.preventDefault();
  on('state', draw);
  on('meetings', () => { show(true); byId('head-panel').querySelector('.meeting textarea')?.focus(); });
  on('go', ({ path }) => {
    if (path[0] !== '課題' && path.length > 0 && app.state.table) {
      show(true);
      const fields = byId('head-panel').querySelectorAll(`[data-path^="${path[0]}"]`);
      const exact = [...fields].find((field) => field.dataset.path === path.slice(0, 3).join('/'));
      (exact ?? fields[0])?.focus();
    }
  });
}

function show(isShown) {
  byId('head-panel').hidden = !isShown;
  byId('head-button').ariaExpanded = String(isShown);
  if (isShown) {
    draw();
  }
}

function draw() {
  const panel = byId('head-panel');
  const data = app.state.table;
  if (panel.hidden || !data) {
    return;
  }
  const had = panel.contains(document.activeElement) ? focused().dataset.path : null;
  const isShown = ([key]) => !EITHER.includes(key) || data.head[key] !== null || (key === '年度' && data.head['期間'] === null);
  const fields = FIELDS.filter(isShown).flatMap(([key, style]) => [make('label', { for: `head-${key}`, textContent: key }), field([key], data.head[key] ?? '', { id: `head-${key}`, className: `box ${style}` })]);
  const meetings = data.meetings.map((meeting, index) => meetingLine(meeting, index, data));
  panel.replaceChildren(make('div', { className: 'fields' }, ...fields), make('h2', { textContent: '会議' }), ...(meetings.length ? [meetingHeads()] : []), ...meetings,
    make('button', { type: 'button', onclick: addMeeting }, icon('plus'), '会議を加える'), ' ',
    ...(data.ignored.length ? [make('h2', { textContent: '示さない指摘（無視）' }), ...data.ignored.map((text, index) => make('button', { type: 'button', 'aria-label': `「${text}」をまた示す`, onclick: () => change(`「${text}」をまた示す`, [{ remove: data.ignored.length > 1 ? ['無視', index] : ['無視'] }]) }, text, icon('close')))] : []));
  if (had) {
    panel.querySelector(`[data-path="${had}"]`)?.focus();
  }
}

/** A text field of the data; it is changed when it is left. */
function field(path, text, properties) {
  const area = make('textarea', { rows: 1, value: text, spellcheck: false, autocomplete: 'off', className: 'box', ...properties });
  area.dataset.path = path.join('/');
  area.onchange = () => set(path, area.value, text);
  area.onkeydown = (event) => {
    if (event.key === 'Enter' && !event.altKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      area.blur();
    }
    if (event.key === 'Escape') {
      area.value = text;
    }
  };
  return area;
}

function set(path, text, before) {
  const label = `${path.filter((step) => typeof step === 'string').at(-1)} を直す`;
  const isGone = text.trim() === '' && OPTIONAL.includes(path[0]);
  change(label, isGone ? (before === '' ? [] : [{ remove: path }]) : [{ set: [path, text] }]);
}

function meetingLine(meeting, index, data) {
  const name = `会議${index + 1}`;
  const remove = make('button', { type: 'button', className: 'plain', 'aria-label': `${name}を消す`, onclick: () => change(`${name}を消す`, [{ remove: data.meetings.length > 1 ? ['会議', index] : ['会議'] }]) }, icon('trash'), '消す');
  if (meeting.held !== null) {
    return make('div', { className: 'meeting' }, make('p', { className: 'held', textContent: `${meeting.body}（${meeting.held}）　この会議は YAML で直してください` }), remove);
  }
  const months = make('select', { ariaLabel: `${name} 月`, onchange: ({ target }) => set(['会議', index, '月'], target.value, '') });
  months.dataset.path = `会議/${index}/月`;
  const names = data.thirds === 36 ? data.times.map((time) => time.name) : [];
  const options = new Set([...names, ...(meeting.at === null || names.length === 0 ? [meeting.month] : [])]);
  const chosen = data.times.find(({ start }) => start === meeting.at?.[0])?.name;
  months.append(...[...options].map((month) => make('option', { value: month, textContent: month, selected: month === chosen || month === meeting.month })));
  const agenda = field(['会議', index, '検討事項'], meeting.agenda.join('\n'), { ariaLabel: `${name} 検討事項（一行に一つ）`, placeholder: '検討事項（Alt+Enter で次の行）' });
  agenda.onchange = () => setAgenda(index, agenda.value.split('\n').map((line) => line.trim()).filter(Boolean), meeting.agenda);
  return make('div', { className: 'meeting' }, months, field(['会議', index, '表示'], meeting.label, { ariaLabel: `${name} 表示` }), agenda, remove);
}

/** Makes the points of a meeting these, and touches only those that differ. */
function setAgenda(index, points, before) {
  const path = ['会議', index, '検討事項'];
  const changes = points.slice(0, before.length).flatMap((point, at) => (point === before[at] ? [] : [{ set: [[...path, at], point] }]));
  before.slice(points.length).forEach(() => changes.push({ remove: [...path, points.length] }));
  points.slice(before.length).forEach((point, at) => changes.push({ add: [[...path, before.length + at], { text: point }] }));
  change('検討事項を直す', changes);
}

async function addMeeting() {
  const { meetings, occasions, times } = app.state.table;
  const isFree = ({ start, end }) => occasions.every(({ at }) => at[0] >= end || start >= at[1]);
  const month = (times.find((time, index) => index % 3 === 2 && isFree(time)) ?? times[0]).full_name;
  await change('会議を加える', [{ add: [['会議', meetings.length], { map: [['月', { text: month }], ['表示', { text: `会議開催（${month}頃）` }]] }] }]);
  emit('meetings', {});
}
