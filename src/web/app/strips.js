// The schedule of a row as a strip of months below its texts: bars that are drawn, stretched, moved, named and
// deleted by mouse or keys.

import { app, barsOf, change, choose, emit, rowName, rowPath } from './state.js';
import { byId, icon, isComposing, make, placeBelow } from './dom.js';
import { focusBody } from './focus.js';

/** How far the mouse goes before a press is a drag. */
const DRAG = 4;

/** @typedef {{theme: number, row: number, bar: number}} BarAt */

/** Each bar's lane: the first in which nothing stands at its time. */
function lanes(bars) {
  const taken = [];
  return bars.map(({ span }) => {
    if (!span) {
      return 0;
    }
    const isFree = (lane) => lane.every((other) => other[1] <= span[0] || span[1] <= other[0]);
    const found = taken.findIndex(isFree);
    const lane = found < 0 ? taken.length : found;
    (taken[lane] ??= []).push(span);
    return lane;
  });
}

/** How many thirds of a month a column of the schedule has. */
const step = () => app.state.table.times[0].end;

/** A span in words. Ends that lie within a column are named by it. */
function spanName([start, end]) {
  const { times } = app.state.table;
  const [first, last] = [times.find((time) => start < time.end), times.findLast((time) => time.start < end)].map((time) => time.full_name);
  return first === last ? first : `${first}から${last}まで`;
}

/** How long a span is, in months. */
const lengthName = ([start, end]) => `${Math.round((end - start) / 3)}か月`;

/** A span in words, as it has been read. */
const barName = ({ ends: [first, last] }) => (first === last ? first : `${first}から${last}まで`);

/** Draws the strip of a row. */
export function drawStrip(strip, theme, index, data) {
  const row = data.themes[theme].rows[index];
  const focused = strip.contains(document.activeElement);
  const bars = barsOf(row);
  const lane = lanes(bars);
  strip.style.setProperty('--count', data.thirds);
  strip.style.setProperty('--month', `${100 / data.times.length}%`);
  strip.style.setProperty('--quarter', `${(100 * 9) / data.thirds}%`);
  strip.style.setProperty('--lanes', Math.max(1, ...lane.map((it) => it + 1)));
  strip.ariaLabel = `${rowName(row)} の予定`;
  strip.replaceChildren(make('div', { className: 'quarters' }), ...meets(data));
  if (row.schedule === 'meetings') {
    strip.append(...data.meetings.map((meeting) => meetingBar(meeting, theme, index)));
  }
  bars.forEach((bar, at) => strip.append(barButton(bar, { theme, row: index, bar: at }, lane[at])));
  if (row.schedule !== 'meetings') {
    strip.append(make('button', {
      className: 'add-bar', tabIndex: bars.length ? -1 : 0, onclick: () => addBar({ theme, row: index }, freeTime(bars, data)), onkeydown: (event) => stripKey(event, strip),
    }, icon('plus'), '帯'));
  }
  strip.onpointerdown = (event) => pressEmpty(event, strip, { theme, row: index });
  if (focused && app.chosen.theme === theme && app.chosen.row === index) {
    focusStrip(strip.closest('tbody'), app.chosen.bar ?? 0);
  }
}

function meets(data) {
  return data.meetings.filter((meeting) => meeting.at !== null).map((meeting) => {
    const shade = make('div', { className: 'meets' });
    shade.style.left = `${(100 * meeting.at[0]) / data.thirds}%`;
    shade.style.width = `${(100 * (meeting.at[1] - meeting.at[0])) / data.thirds}%`;
    return shade;
  });
}

function place(element, [start, end], lane) {
  element.style.setProperty('--start', start);
  element.style.setProperty('--length', end - start);
  element.style.setProperty('--lane', lane);
}

function meetingBar(meeting, theme, row) {
  const name = meeting.label.replaceAll('\n', '');
  const button = make('button', { className: 'bar meeting', textContent: name, title: name, onclick: () => emit('meetings', { theme, row }), onkeydown: (event) => stripKey(event, button.parentElement) });
  const [start, end] = meeting.at ?? [0, 3];
  place(button, [Math.max(0, start - 3), Math.min(app.state.table.thirds, end + 3)], 0);
  return button;
}

function barButton(bar, at, lane) {
  const button = make('button', { className: 'bar', tabIndex: at.bar === 0 ? 0 : -1 });
  button.dataset.bar = at.bar;
  place(button, bar.span ?? [0, app.state.table.thirds], lane);
  if (bar.span) {
    button.append(bar.is_word ? `${bar.kind}（${bar.months}）` : bar.kind);
    button.ariaLabel = `帯「${bar.kind}」 ${barName(bar)}`;
    button.style.setProperty('--fill', bar.fill);
    button.style.setProperty('--text', bar.ink);
  } else {
    button.classList.add('wrong');
    button.append(`${bar.kind} ${bar.months}`);
    button.ariaLabel = `帯「${bar.kind}」 ${bar.months}（月が読めません）`;
  }
  button.addEventListener('focus', () => markChosen(button, at));
  button.addEventListener('pointerdown', (event) => pressBar(event, button, at, 'move'));
  button.addEventListener('keydown', (event) => barKey(event, button, at));
  button.addEventListener('dblclick', () => openBarForm(button, at));
  return button;
}

/** Marks a bar as chosen, with handles at its ends. */
function markChosen(button, at) {
  const strip = button.parentElement;
  document.querySelectorAll('.bar.chosen').forEach((other) => other.classList.remove('chosen'));
  document.querySelectorAll('.handle').forEach((handle) => handle.remove());
  button.classList.add('chosen');
  strip.querySelectorAll('.bar').forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
  const bar = barAt(at);
  if (bar?.span) {
    for (const [side, month] of [['start', bar.span[0]], ['end', bar.span[1]]]) {
      const handle = make('div', { className: 'handle', onpointerdown: (event) => pressBar(event, button, at, side) });
      handle.style.left = `${(100 * month) / app.state.table.thirds}%`;
      handle.style.setProperty('--lane', button.style.getPropertyValue('--lane'));
      strip.append(handle);
    }
  }
  if (app.chosen.theme !== at.theme || app.chosen.row !== at.row || app.chosen.bar !== at.bar) {
    choose(at);
  }
}

/** The bar at a place, as the data have it now. */
export const barAt = ({ theme, row, bar }) => barsOf(app.state.table.themes[theme]?.rows[row])[bar];

/** Puts the focus on a bar of a row, or on the button that adds one. */
export function focusStrip(body, bar = 0) {
  const bars = body.querySelectorAll('.bar');
  const target = bars[Math.min(bar, bars.length - 1)] ?? body.querySelector('.add-bar');
  target?.focus();
  return Boolean(target);
}

// Changes

/** Stretches or moves a span by columns, as far as the schedule goes. Ends come to lie between columns. */
function shifted([start, end], way, by) {
  const [size, most] = [step(), app.state.table.thirds];
  if (way === 'move') {
    const wanted = Math.max(-start, Math.min(by * size, most - end));
    return [start + wanted, end + wanted];
  }
  const next = (at) => (by > 0 ? Math.floor(at / size) : Math.ceil(at / size)) * size + by * size;
  return way === 'start' ? [Math.max(0, Math.min(next(start), end - size)), end] : [start, Math.min(most, Math.max(next(end), start + size))];
}

const LABELS = { move: '帯を動かす', start: '帯の始まりを直す', end: '帯の終わりを直す' };

/** Stretches or moves a bar by months. */
export function shiftBar(at, way, by, key) {
  return change(`${LABELS[way]}（${rowName(app.state.table.themes[at.theme].rows[at.row])}）`, () => {
    const bar = barAt(at);
    const span = shifted(bar?.span ?? [0, step()], way, by);
    if (!bar || (bar.span && span.join() === bar.span.join())) {
      return null;
    }
    return [{ setMonths: [bar.path, span] }];
  }, { key }).then((done) => done && tell(at));
}

/** Gives a bar its months. */
export function setMonths(at, span) {
  return change(`帯の月を直す（${rowName(app.state.table.themes[at.theme].rows[at.row])}）`, () => [{ setMonths: [barAt(at).path, span] }]).then((done) => done && tell(at));
}

function tell(at) {
  const bar = barAt(at);
  if (bar?.span) {
    emit('told', `${bar.kind} ${barName(bar)}、${lengthName(bar.span)}`);
  }
}

export async function addBar({ theme, row }, span) {
  const { kinds, themes } = app.state.table;
  const bars = barsOf(themes[theme].rows[row]);
  const own = bars.map((bar) => bar.kind);
  const kind = ['方法検討', '順次実施', ...kinds].find((name) => !own.includes(name)) ?? '帯';
  const done = await change(`帯を加える（${rowName(themes[theme].rows[row])}）`, [{ addBar: [rowPath(theme, row), kind, span] }]);
  if (done) {
    const at = { theme, row, bar: barsOf(app.state.table.themes[theme].rows[row]).length - 1 };
    choose(at, { focus: true });
    openBarForm(buttonOf(at), at, true);
  }
}

export async function removeBar(at) {
  const bar = barAt(at);
  closeBarForm();
  const done = await change(`帯「${bar.kind}」を消す`, () => [{ remove: barAt(at).path }]);
  if (done) {
    emit('told', `帯「${bar.kind}」を消しました`);
    choose({ ...at, bar: Math.max(0, at.bar - 1) }, { focus: true });
  }
}

export const buttonOf = ({ theme, row, bar }) => byId(`row-${theme}-${row}`)?.querySelectorAll('.bar')[bar];

/** The first column of the schedule in which a row has no bar. */
function freeTime(bars, data) {
  const isFree = (time) => bars.every(({ span }) => !span || time.end <= span[0] || span[1] <= time.start);
  const { start, end } = data.times.find(isFree) ?? data.times[0];
  return [start, end];
}

// Keys

function barKey(event, button, at) {
  if (isComposing(event)) {
    return;
  }
  const { key, shiftKey, ctrlKey } = event;
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const series = `bar ${at.theme} ${at.row} ${at.bar}`;
  if (by && ctrlKey && shiftKey) {
    shiftBar(at, 'start', by, `${series} start`);
  } else if (by && shiftKey) {
    shiftBar(at, 'end', by, `${series} end`);
  } else if (by && ctrlKey) {
    shiftBar(at, 'move', by, `${series} move`);
  } else if (key === 'Enter' || key === 'F2') {
    openBarForm(button, at, key === 'F2');
  } else if (key === 'Delete') {
    removeBar(at);
  } else {
    stripKey(event, button.parentElement);
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Keys that lead from one thing of a strip to the next, and out of it. */
function stripKey(event, strip) {
  const things = [...strip.querySelectorAll('button')];
  const index = things.indexOf(event.currentTarget);
  const body = strip.closest('tbody');
  const { key, shiftKey, ctrlKey, altKey } = event;
  if (ctrlKey || altKey || isComposing(event)) {
    return;
  }
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (by && !shiftKey) {
    things[index + by]?.focus();
  } else if (key === 'ArrowUp' || (key === 'Tab' && shiftKey)) {
    focusBody(body, key === 'Tab' ? Infinity : 0);
  } else if (key === 'ArrowDown' || key === 'Tab') {
    if (!focusBody(body.nextElementSibling, 0)) {
      return;
    }
  } else if (key === 'Escape') {
    closeBarForm();
  } else {
    return;
  }
  event.preventDefault();
}

// The mouse

/** Follows the mouse until it lets go. Esc gives up. */
export function follow(event, moved, done) {
  const start = { x: event.clientX, y: event.clientY };
  let isDrag = false;
  const move = (next) => {
    isDrag ||= Math.hypot(next.clientX - start.x, next.clientY - start.y) >= DRAG;
    if (isDrag) {
      moved(next);
    }
  };
  const end = (last) => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', escape, true);
    done(isDrag && last !== null, last);
  };
  const cancel = () => end(null);
  const escape = (key) => {
    if (key.key === 'Escape') {
      key.preventDefault();
      key.stopPropagation();
      end(null);
    }
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', end);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', escape, true);
}

/** Shows months that would be. */
function ghost(strip, span, lane) {
  const shown = strip.querySelector('.ghost') ?? strip.appendChild(make('div', { className: 'ghost' }));
  place(shown, span, lane);
  shown.textContent = `${spanName(span)}（${lengthName(span)}）`;
}

const unghost = (strip) => strip.querySelector('.ghost')?.remove();

function pressBar(event, button, at, way) {
  if (event.button !== 0) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const wasChosen = button.classList.contains('chosen');
  const strip = button.parentElement;
  const box = strip.getBoundingClientRect();
  button.focus();
  dragBar({ event, at, way: wasChosen || way !== 'move' ? way : null, third: box.width / app.state.table.thirds, show: (span) => ghost(strip, span, button.style.getPropertyValue('--lane')), hide: () => unghost(strip) });
}

/**
 * Drags a bar, in its strip or on the page. `way` is nothing for a bar that was not chosen before: bars should
 * not move by accident.
 */
export function dragBar({ event, at, way, third, show, hide }) {
  const { span } = barAt(at);
  let wanted = null;
  const moved = (next) => {
    if (!way || !span) {
      return;
    }
    const by = Math.round((next.clientX - event.clientX) / (third * step()));
    wanted = { way, by };
    show(by === 0 ? span : shifted(span, way, by));
  };
  follow(event, moved, (isDrag, last) => {
    hide();
    if (isDrag && wanted?.by) {
      shiftBar(at, wanted.way, wanted.by);
    } else if (!isDrag && last) {
      openBarForm(buttonOf(at), at);
    }
  });
}

/** A press on empty months makes a bar, of one month or of those that are drawn over. */
function pressEmpty(event, strip, at) {
  const row = app.state.table.themes[at.theme].rows[at.row];
  if (event.target.closest('button, .handle') || event.button !== 0 || row.schedule === 'meetings') {
    return;
  }
  event.preventDefault();
  const [box, { times }] = [strip.getBoundingClientRect(), app.state.table];
  const timeAt = (x) => times[Math.max(0, Math.min(times.length - 1, Math.floor(((x - box.left) / box.width) * times.length)))];
  const first = timeAt(event.clientX);
  let span = [first.start, first.end];
  follow(event, (next) => {
    const other = timeAt(next.clientX);
    span = [Math.min(first.start, other.start), Math.max(first.end, other.end)];
    ghost(strip, span, 0);
  }, (_, last) => {
    unghost(strip);
    if (last) {
      addBar(at, span);
    }
  });
}

// The form of a bar

/** Opens the small form with a bar's name and months. */
export function openBarForm(button, at, withName = false) {
  const form = byId('bar-form');
  const bar = barAt(at);
  if (!button || !bar) {
    return;
  }
  const { times, kinds } = app.state.table;
  const [start, end] = bar.span ?? guess(bar);
  const name = make('input', { value: bar.kind, autocomplete: 'off', onchange: () => rename(at, name) });
  name.setAttribute('list', 'kinds');
  const ends = (side, value, given, isPossible) => {
    const names = new Map(times.map((time) => [time[side], time.full_name]));
    if (given) {
      names.set(value, given);
    }
    const options = [...names].filter(([third]) => isPossible(third)).sort(([one], [other]) => one - other);
    return make('select', {}, ...options.map(([third, word]) => make('option', { value: third, textContent: word, selected: third === value })));
  };
  const [first, last] = [ends('start', start, bar.ends?.[0], (third) => third < end), ends('end', end, bar.ends?.[1], (third) => third > start)];
  first.onchange = () => setMonths(at, [Number(first.value), end]).then(() => refresh(at));
  last.onchange = () => setMonths(at, [start, Number(last.value)]).then(() => refresh(at));
  const list = make('datalist', { id: 'kinds' }, ...[...new Set([...kinds, '方法検討', '順次実施'])].map((kind) => make('option', { value: kind })));
  form.replaceChildren(make('label', {}, '名前', name), make('label', {}, first, 'から'), make('label', {}, last, 'まで'), make('span', { textContent: lengthName([start, end]) }),
    ...(bar.span ? [] : [make('button', { className: 'strong', textContent: 'この月にする', onclick: () => setMonths(at, [Number(first.value), Number(last.value)]).then(() => refresh(at)) })]),
    make('button', { onclick: () => removeBar(at) }, icon('trash'), '消す'),
    make('button', { className: 'plain', 'aria-label': '閉じる', onclick: () => closeBarForm(true) }, icon('close')), list);
  form.ariaLabel = `帯「${bar.kind}」`;
  form.at = at;
  form.onkeydown = (event) => {
    if (!isComposing(event) && (event.key === 'Escape' || event.key === 'Enter') && event.target.tagName !== 'BUTTON') {
      event.preventDefault();
      event.stopPropagation();
      document.activeElement.blur();
      closeBarForm(true);
    }
  };
  if (!form.matches(':popover-open')) {
    form.showPopover();
  }
  placeBelow(form, button);
  if (withName) {
    name.focus();
    name.select();
  }
}

/** What may be meant by months that can't be read: those of them that there are, else up to the end. */
function guess({ months }) {
  const { times, thirds } = app.state.table;
  const named = [...months.normalize('NFKC').matchAll(/\d+月/g)].map(([name]) => times.find((time) => time.name === name));
  const start = named[0]?.start ?? 0;
  const end = named.at(-1)?.end ?? thirds;
  return [start, end > start ? end : thirds];
}

function refresh(at) {
  const form = byId('bar-form');
  if (form.matches(':popover-open')) {
    const index = [...form.querySelectorAll('input, select')].indexOf(document.activeElement);
    openBarForm(buttonOf(at), at);
    form.querySelectorAll('input, select')[index]?.focus();
  }
}

function rename(at, input) {
  const name = input.value.trim();
  if (name && name !== barAt(at).kind) {
    change(`帯の名前を直す`, () => [{ rename: [barAt(at).path, name] }]).then((done) => {
      if (!done) {
        input.value = barAt(at).kind;
      }
    });
  }
}

/** Closes the form; the focus may go back to its bar. */
export function closeBarForm(isBack = false) {
  const form = byId('bar-form');
  if (form.matches(':popover-open')) {
    form.hidePopover();
    if (isBack) {
      buttonOf(form.at)?.focus();
    }
  }
}

document.addEventListener('pointerdown', (event) => {
  if (!event.target.closest('#bar-form, .bar, .handle')) {
    closeBarForm();
  }
});
