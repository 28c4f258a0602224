// How many places of the data have been changed, as people count them: a text, a bar, a meeting, a row.

/** @typedef {import('./types.js').Table} Table */
/** @typedef {import('./types.js').Row} Row */

/**
 * Counts the places in which two tables differ.
 * @param {Table} before
 * @param {Table} now
 */
export function countPlaces(before, now) {
  const others = ['meetings', 'ignored'].map((part) => differing(before[part], now[part]));
  const heads = Object.keys({ ...before.head, ...now.head }).filter((key) => before.head[key] !== now.head[key]).length;
  const [old, present] = between(before, now);
  const rows = paired(old.filter(isRow), present.filter(isRow));
  const headings = differing(old.filter((item) => !isRow(item)), present.filter((item) => !isRow(item)));
  const texts = [...rows.pairs].map(([row, other]) => changedIn(other, row, before, now));
  return sum([heads, headings, ...others, ...texts, rows.added, rows.gone, moved(old, present, rows.pairs)]);
}

/** The headings and rows of both tables, without those that both begin and end with: most have not changed. */
function between(before, now) {
  const [old, present] = [inOrder(before), inOrder(now)];
  const least = JSON.stringify(before.columns) === JSON.stringify(now.columns) ? Math.min(old.length, present.length) : 0;
  let [first, last] = [0, 0];
  while (first < least && isAlike(old[first], present[first])) {
    first += 1;
  }
  while (last < least - first && isAlike(old.at(-1 - last), present.at(-1 - last))) {
    last += 1;
  }
  return [old.slice(first, old.length - last), present.slice(first, present.length - last)];
}

/** Themes by their headings, and rows. */
const inOrder = ({ themes }) => themes.flatMap((theme) => [JSON.stringify([theme.heading, theme.category]), ...theme.rows]);
const isRow = (item) => typeof item !== 'string';

function isAlike(one, other) {
  if (!isRow(one) || !isRow(other)) {
    return one === other;
  }
  const isText = one.number === other.number && one.starts_page === other.starts_page && one.texts.every((text, index) => text === other.texts[index]);
  return isText && JSON.stringify(timesOf(one)) === JSON.stringify(timesOf(other));
}

/** What a schedule says: its bars by names and months, or all of it. */
const timesOf = ({ schedule }) => schedule.bars?.map(({ kind, months }) => [kind, months]) ?? schedule;

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const contentOf = (row) => JSON.stringify([row.texts, timesOf(row)]);

/** The rows of both tables that are the same one: those that are alike, then those of one number. */
function paired(before, now) {
  const [left, pairs] = [new Set(before), /** @type {Map<Row, Row>} */ (new Map())];
  for (const keyOf of [(row) => JSON.stringify([row.number, contentOf(row)]), contentOf, ({ number }) => number]) {
    const known = Map.groupBy(left, keyOf);
    for (const row of now.filter((row) => !pairs.has(row))) {
      const other = known.get(keyOf(row))?.shift();
      if (other) {
        pairs.set(row, other);
        left.delete(other);
      }
    }
  }
  return { pairs, added: now.length - pairs.size, gone: left.size };
}

/** How many texts and bars of a row differ. */
function changedIn(before, now, { columns: old }, { columns }) {
  const text = (row, list, name) => row.texts[list.findIndex(({ key }) => key === name)] ?? '';
  const texts = columns.filter(({ key }) => text(before, old, key) !== text(now, columns, key)).length;
  const bars = differing([timesOf(before)].flat(), [timesOf(now)].flat());
  return texts + bars + Number(before.number !== now.number) + Number(before.starts_page !== now.starts_page);
}

/** How many items of two lists have none that is alike in the other one. */
function differing(before, now) {
  const known = Map.groupBy(before, (item) => JSON.stringify(item));
  const added = now.filter((item) => !known.get(JSON.stringify(item))?.shift());
  return Math.max(added.length, before.length - (now.length - added.length));
}

/** How many rows stand elsewhere: all but the most that have kept their order, among themselves and under their
 * headings. */
function moved(old, present, pairs) {
  const places = new Map(old.map((item, index) => [item, index]));
  const order = present.map((item) => places.get(pairs.get(item) ?? item)).filter((place) => place !== undefined);
  return order.length - longestRise(order);
}

/** How long the longest rising part of a sequence is that leaves items out (patience sorting). */
function longestRise(sequence) {
  const piles = [];
  for (const value of sequence) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = piles[middle] < value ? [middle + 1, high] : [low, middle];
    }
    piles[low] = value;
  }
  return piles.length;
}
