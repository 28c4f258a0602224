// How many places of the data have been changed, as people count them: a text, a bar, a meeting, a row.

/** @typedef {import('./types.js').Table} Table */
/** @typedef {import('./types.js').Row} Row */

/**
 * Counts the places in which two tables differ.
 * @param {Table} before
 * @param {Table} now
 */
export function countPlaces(before, now) {
  const [rows, others] = [paired(rowsOf(before), rowsOf(now)), ['meetings', 'ignored'].map((part) => differing(before[part], now[part]))];
  const heads = Object.keys({ ...before.head, ...now.head }).filter((key) => before.head[key] !== now.head[key]).length;
  const headings = differing(before.themes.map(headOf), now.themes.map(headOf));
  const texts = [...rows.pairs].map(([row, other]) => changedIn(other, row, before, now));
  return sum([heads, headings, ...others, ...texts, rows.added, rows.gone, moved(before, now, rows.pairs)]);
}

const rowsOf = ({ themes }) => themes.flatMap(({ rows }) => rows);
const headOf = ({ heading, category }) => [heading, category];
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const contentOf = ({ texts, schedule }) => JSON.stringify([texts, schedule]);

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
  const isKnown = [before, now].every(({ schedule }) => 'bars' in schedule);
  const bars = isKnown ? differing(barsOf(before), barsOf(now)) : Number(JSON.stringify(before.schedule) !== JSON.stringify(now.schedule));
  return texts + bars + Number(before.number !== now.number) + Number(before.starts_page !== now.starts_page);
}

const barsOf = ({ schedule }) => schedule.bars.map(({ kind, months }) => [kind, months]);

/** How many items of two lists have none that is alike in the other one. */
function differing(before, now) {
  const known = Map.groupBy(before, (item) => JSON.stringify(item));
  const added = now.filter((item) => !known.get(JSON.stringify(item))?.shift());
  return Math.max(added.length, before.length - (now.length - added.length));
}

/** How many rows stand elsewhere: all but the most that have kept their order, among themselves and under their
 * headings. */
function moved(before, now, pairs) {
  const places = new Map(inOrder(before).map((item, index) => [item, index]));
  const order = inOrder(now).map((item) => places.get(pairs.get(item) ?? item)).filter((place) => place !== undefined);
  return order.length - longestRise(order);
}

/** Themes by their headings, and rows. */
const inOrder = ({ themes }) => themes.flatMap((theme) => [JSON.stringify(headOf(theme)), ...theme.rows]);

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
