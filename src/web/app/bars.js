// The bars of the data: what they are called, and how they change.

import { app, barsOf, change, emit, rowName, rowPath } from './state.js';
import { byId } from './dom.js';

/** @typedef {{theme: number, row: number, bar: number}} BarAt */

/** The bar at a place, as the data have it now. */
export const barAt = ({ theme, row, bar }) => barsOf(app.state.table.themes[theme]?.rows[row])[bar];

/** The button of a bar. */
export const buttonOf = ({ theme, row, bar }) => byId(`row-${theme}-${row}`)?.querySelectorAll('.bar')[bar];

/** Where a bar stands in a strip. */
export const spanOf = (bar) => bar.span ?? guess(bar);

/** What may be meant by months that can't be read: those of them that there are, else up to the end. */
function guess({ months }) {
  const { times, thirds } = app.state.table;
  const named = [...months.normalize('NFKC').matchAll(/\d+月/g)].map(([name]) => times.find((time) => time.name === name));
  const start = named[0]?.start ?? 0;
  const end = named.at(-1)?.end ?? thirds;
  return [start, end > start ? end : thirds];
}

/** Each bar's lane: the first in which nothing stands at its time. */
export function lanes(bars) {
  const taken = [];
  return bars.map((bar) => {
    const span = spanOf(bar);
    const isFree = (lane) => lane.every((other) => other[1] <= span[0] || span[1] <= other[0]);
    const found = taken.findIndex(isFree);
    const lane = found < 0 ? taken.length : found;
    (taken[lane] ??= []).push(span);
    return lane;
  });
}

/** How many thirds of a month a column of the schedule has. */
export const step = () => app.state.table.times[0].end;

/** A span in words. Ends that lie within a column are named by it. */
export function spanName([start, end]) {
  const { times } = app.state.table;
  const [first, last] = [times.find((time) => start < time.end), times.findLast((time) => time.start < end)].map((time) => time.full_name);
  return first === last ? first : `${first}から${last}まで`;
}

/** How long a span is, in months. */
export const lengthName = ([start, end]) => `${Math.round((end - start) / 3)}か月`;

/** A span in words, as it has been read. */
export const barName = ({ ends: [first, last] }) => (first === last ? first : `${first}から${last}まで`);

/** Whether there is no bar in a column of the schedule. */
export const isFree = (bars) => (time) => bars.every(({ span }) => !span || time.end <= span[0] || span[1] <= time.start);

/** The first column of the schedule in which a row has no bar. */
export function freeTime(bars, data) {
  const { start, end } = data.times.find(isFree(bars)) ?? data.times[0];
  return [start, end];
}

// Changes

/**
 * Puts another schedule in the place of what a row has.
 * @param {{theme: number, row: number}} at
 * @param {import('./types.js').New} schedule
 * @returns {import('./types.js').Change[]}
 */
export function scheduled({ theme, row }, schedule) {
  const path = [...rowPath(theme, row), '予定'];
  return [...(isEmpty(app.state.table.themes[theme].rows[row]) ? [] : [{ remove: path }]), { add: [path, schedule] }];
}

/** Whether nothing is written of a row's schedule. */
const isEmpty = ({ schedule }) => schedule.other === '';

/** Whether a row's schedule is a word that shows nothing, as なし. */
export const isIdle = (row) => Boolean(row.schedule.other);

/** Whether a bar is a word that is all of its schedule; says then why it stays. */
export function isStill(bar) {
  if (bar?.is_whole) {
    emit('told', STILL(bar));
  }
  return Boolean(bar?.is_whole);
}

/** Why a bar stays where it is. */
export const STILL = ({ kind }) => `「予定: ${kind}」と書いてあります。月を選ぶには、消してから帯を加えてください`;

/** Stretches or moves a span by columns, as far as the schedule goes. Ends come to lie between columns.
 * @returns {[number, number]} */
export function shifted([start, end], way, by) {
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
  if (isStill(barAt(at))) {
    return null;
  }
  return change(`${LABELS[way]}（${rowName(app.state.table.themes[at.theme].rows[at.row])}）`, () => {
    const bar = barAt(at);
    const span = shifted(bar?.span ?? [0, step()], way, by);
    if (!bar || (bar.span && span.join() === bar.span.join())) {
      return null;
    }
    return [{ setMonths: [bar.path, span] }];
  }, { key }).then((done) => done && tell(at));
}

/**
 * Gives a bar its months.
 * @param {BarAt} at
 * @param {[number, number]} span
 */
export function setMonths(at, span) {
  return change(`帯の月を直す（${rowName(app.state.table.themes[at.theme].rows[at.row])}）`, () => [{ setMonths: [barAt(at).path, span] }]).then((done) => done && tell(at));
}

function tell(at) {
  const bar = barAt(at);
  if (bar?.span) {
    emit('told', `${bar.kind} ${barName(bar)}、${lengthName(bar.span)}`);
  }
}
