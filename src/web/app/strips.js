// The schedule of a row as a strip of months below its texts: bars that are drawn, stretched, moved, named and
// deleted by mouse or keys.

import { app, barsOf, choose, emit, meetingsOf, rowName, takesBars } from './state.js';
import { icon, isComposing, make } from './dom.js';
import { focusBody } from './focus.js';
import { STILL, barAt, barName, buttonOf, freeTime, isStill, lanes, shiftBar, shifted, spanName, spanOf, step } from './bars.js';
import { addBar, closeBarForm, openBarForm, removeBar } from './barform.js';
import { follow, ghost, place, unghost } from './drag.js';
import { hideMonths, inOrder, showMonths } from './months.js';

/** Draws the strip of a row. */
export function drawStrip(strip, theme, index, data) {
  const row = data.themes[theme].rows[index];
  const focused = strip.contains(document.activeElement);
  const bars = barsOf(row);
  const meetings = (meetingsOf(row) ?? []).map((meeting) => ({ ...meeting, span: wide(meeting.at) }));
  const lane = lanes([...bars, ...meetings]);
  strip.style.setProperty('--count', data.thirds);
  strip.style.setProperty('--month', `${100 / data.times.length}%`);
  strip.style.setProperty('--quarter', `${(100 * 9) / data.thirds}%`);
  strip.style.setProperty('--lanes', Math.max(1, ...lane.map((it) => it + 1)));
  strip.ariaLabel = `${rowName(row)} の予定`;
  strip.replaceChildren(make('div', { className: 'quarters' }), ...meets(data));
  strip.append(...meetings.map((meeting, at) => meetingBar(meeting, lane[at], () => emit('meetings', { theme, row: index }))));
  bars.forEach((bar, at) => strip.append(barButton(bar, { theme, row: index, bar: at }, lane[at])));
  if (takesBars(row)) {
    strip.append(make('button', {
      className: 'add-bar', tabIndex: bars.length ? -1 : 0, onclick: () => addBar({ theme, row: index }, freeTime(bars, data)), onkeydown: (event) => stripKey(event, strip),
    }, icon('plus'), '帯'));
  }
  if (!strip.dataset.months) {
    strip.dataset.months = 'yes';
    strip.addEventListener('focusin', () => showMonths(strip, stripKey));
    strip.addEventListener('focusout', (event) => hideMonths(strip, event));
  }
  strip.onpointerdown = (event) => pressEmpty(event, strip, { theme, row: index });
  if (focused && app.chosen.theme === theme && app.chosen.row === index) {
    focusStrip(strip.closest('tbody'), app.chosen.bar ?? 0);
  }
}

function meets(data) {
  return data.occasions.map((meeting) => {
    const shade = make('div', { className: 'meets' });
    shade.style.left = `${(100 * meeting.at[0]) / data.thirds}%`;
    shade.style.width = `${(100 * (meeting.at[1] - meeting.at[0])) / data.thirds}%`;
    return shade;
  });
}

/** The months that a meeting takes in a strip, so that its name can be read. */
const wide = ([start, end]) => [Math.max(0, start - step()), Math.min(app.state.table.thirds, end + step())];

function meetingBar({ label, at, span }, lane, onclick) {
  const name = label.replaceAll('\n', '');
  const words = `${name}（${spanName(at)}）`;
  const button = make('button', { className: 'bar meeting', textContent: name, title: words, ariaLabel: words, onclick, onkeydown: (event) => stripKey(event, button.parentElement) });
  place(button, span, lane);
  return button;
}

function barButton(bar, at, lane) {
  const button = make('button', { className: 'bar', tabIndex: at.bar === 0 ? 0 : -1 });
  button.dataset.bar = at.bar;
  place(button, spanOf(bar), lane);
  if (bar.span) {
    button.append(bar.is_word && !bar.kind.includes(bar.months) ? `${bar.kind}（${bar.months}）` : bar.kind);
    button.ariaLabel = `帯「${bar.kind}」 ${barName(bar)}`;
    button.title = bar.is_whole ? STILL(bar) : button.textContent;
    button.classList.toggle('mark', bar.is_mark);
    button.classList.toggle('still', bar.is_whole);
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
  if (bar?.span && !bar.is_whole) {
    for (const [side, month] of /** @type {Array<[string, number]>} */ ([['start', bar.span[0]], ['end', bar.span[1]]])) {
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

/** Puts the focus on a bar of a row, or on the button that adds one. */
export function focusStrip(body, bar = 0) {
  // A row that has not been near the view has no bars yet.
  body.warm?.();
  const bars = body.querySelectorAll('.bar');
  const target = bars[Math.min(bar, bars.length - 1)] ?? body.querySelector('.add-bar');
  target?.focus();
  return Boolean(target);
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
  const things = inOrder(strip);
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
    if (!way || !span || isStill(barAt(at))) {
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
  if (event.target.closest('button, .handle') || event.button !== 0 || !takesBars(row)) {
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
