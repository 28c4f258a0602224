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
      const fields = [...byId('head-panel').querySelectorAll(`[data-path^="${path[0]}"]`)];
      const nearest = path.map((_, index) => fields.find((field) => field.dataset.path === path.slice(0, path.length - index).join('/'))).find(Boolean);
      (nearest ?? fields[0])?.focus();
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
  const meetings = data.meetings.flatMap((meeting, index) => (meeting.held ? bodyLines(meeting, data) : [meetingLine(meeting, `会議${index + 1}`, data, removal(meeting, `会議${index + 1}`, data.meetings))]));
  panel.style.setProperty('--month-field', data.thirds === 36 ? '76px' : '112px');
  panel.replaceChildren(make('div', { className: 'fields' }, ...fields), make('h2', { textContent: '会議' }), ...(data.meetings.every(isListed) ? [] : [meetingHeads()]), ...meetings,
    make('button', { type: 'button', onclick: () => addMeeting(['会議', data.meetings.length]) }, icon('plus'), '会議を加える'), ' ',
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

/** A button that takes a meeting away; with the last of the list the list goes. */
function removal(meeting, name, list) {
  const path = list.length > 1 ? meeting.path : meeting.path.slice(0, -1);
  return make('button', { type: 'button', className: 'plain', 'aria-label': `${name}を消す`, onclick: () => change(`${name}を消す`, [{ remove: path }]) }, icon('trash'), '消す');
}

/** Whether no more is written of the meetings of a body than their months. */
const isListed = ({ held }) => held?.every(({ is_bare }) => is_bare) ?? false;

/** The lines of a body: one field for its months, or a line for each of its meetings. */
function bodyLines(body, data) {
  const remove = removal(body, body.body, data.meetings);
  const path = [...body.path, '開催'];
  if (isListed(body)) {
    const months = field(path, body.held.map(({ month }) => month).join('、'), { ariaLabel: `${body.body} 開く月`, placeholder: '5月、8月' });
    months.onchange = () => setHeld(path, months.value.split(/[、，,・\s]+/).filter(Boolean), body.held);
    return [make('div', { className: 'meeting' }, make('p', { className: 'held', textContent: `${body.body}を開く月` }), months, remove)];
  }
  const add = make('button', { type: 'button', onclick: () => addMeeting([...path, body.held.length], body.body) }, icon('plus'), `${body.body}を加える`);
  const lines = body.held.map((meeting, index) => meetingLine(meeting, `${body.body}${index + 1}`, data, ...(body.held.length > 1 ? [removal(meeting, `${body.body}${index + 1}`, body.held)] : [])));
  return [make('div', { className: 'meeting' }, make('p', { className: 'held', textContent: body.body }), add, remove), ...lines];
}

function meetingLine(meeting, name, data, ...remove) {
  if (meeting.is_bare) {
    return make('div', { className: 'meeting' }, field(meeting.path, meeting.month, { ariaLabel: `${name} 月` }), make('span'), make('span'), ...remove);
  }
  const path = (key) => [...meeting.path, key];
  const agenda = field(path('検討事項'), meeting.agenda.join('\n'), { ariaLabel: `${name} 検討事項（一行に一つ）`, placeholder: '検討事項（Alt+Enter で次の行）' });
  agenda.onchange = () => setItems(path('検討事項'), agenda.value.split('\n').map((line) => line.trim()).filter(Boolean), meeting.agenda);
  return make('div', { className: 'meeting' }, monthField(path('月'), meeting, name, data), field(path('表示'), meeting.label, { ariaLabel: `${name} 表示` }), agenda, ...remove);
}

/** The month of a meeting: to be chosen where the schedule has columns for months, else to be written. */
function monthField(path, meeting, name, data) {
  if (data.thirds !== 36) {
    return field(path, meeting.month, { ariaLabel: `${name} 月`, placeholder: '令和9年2月' });
  }
  const months = make('select', { ariaLabel: `${name} 月`, onchange: ({ target }) => set(path, target.value, '') });
  months.dataset.path = path.join('/');
  const options = new Set([...data.times.map((time) => time.name), ...(meeting.at === null ? [meeting.month] : [])]);
  const chosen = data.times.find(({ start }) => start === meeting.at?.[0])?.name;
  months.append(...[...options].map((month) => make('option', { value: month, textContent: month, selected: month === chosen || month === meeting.month })));
  return months;
}

/** Makes the items of a list these, and touches only those that differ. */
function setItems(path, items, before) {
  const changes = items.slice(0, before.length).flatMap((item, at) => (item === before[at] ? [] : [{ set: [[...path, at], item] }]));
  before.slice(items.length).forEach(() => changes.push({ remove: [...path, items.length] }));
  items.slice(before.length).forEach((item, at) => changes.push({ add: [[...path, before.length + at], { text: item }] }));
  change(`${path.at(-1)}を直す`, changes);
}

/** Makes the months of a body these. One month may stand without a list. */
function setHeld(path, months, held) {
  if (held[0]?.path.length !== path.length) {
    setItems(path, months, held.map(({ month }) => month));
  } else if (months.length === 1) {
    set(path, months[0], '');
  } else {
    change('開催を直す', [{ remove: path }, { add: [path, { list: months.map((text) => ({ text })) }] }]);
  }
}

/** Adds a meeting at the end of a list, in a month that is free. */
async function addMeeting(path, label) {
  const { occasions, times } = app.state.table;
  const isFree = ({ start, end }) => occasions.every(({ at }) => at[0] >= end || start >= at[1]);
  const month = (times.find((time, index) => index % 3 === 2 && isFree(time)) ?? times[0]).full_name;
  await change('会議を加える', [{ add: [path, { map: [['月', { text: month }], ['表示', { text: label ?? `会議開催（${month}頃）` }]] }] }]);
  emit('meetings', {});
}
