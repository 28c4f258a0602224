// What came back from agencies, and what people decide about it. What replies would change, the program finds.

import { app, emit, inTurn, on, takeIn } from './state.js';
import { ask } from './program.js';

/** The most that is read of a file: more than the program takes of a workbook. */
const MOST_BYTES = (64 << 20) + 1;

/** How long after a choice the pages follow. */
const DELAY = 200;

/** @typedef {{id: number, name: string, bytes: Uint8Array, told: string | null, isUsed: boolean, isSent: boolean,
 *   reading: import('./types.js').Reading | null}} Returned */

/** What is known of the round of replies. */
export const round = {
  /** The workbooks that came back. @type {Returned[]} */
  files: [],
  /** The name of the workbook (突合表) that the proposals were read from, where they were. @type {string | null} */
  table: null,
  /** @type {import('./types.js').Proposal[]} */
  proposals: [],
  /** The proposals that are decided together: those of one place, where they contradict each other. @type {number[][]} */
  groups: [],
  /** @type {Array<import('./types.js').Choice | null>} */
  choices: [],
  /** @type {import('./types.js').Note[]} */
  notes: [],
  /** What the data would be with what is chosen. @type {import('./types.js').Tried | null} */
  tried: null,
  /** Why the replies can't be compared. @type {import('./types.js').Refusal | null} */
  refused: null,
  /** What has been written into the data last, by which step, and who had a part in it. @type {{step: number | undefined, written: number, tally: import('./types.js').Tried['tally'], record: {name: string, bytes: Uint8Array}} | null} */
  done: null,
  /** Whether something has been decided that no file has. */
  isUnsaved: false,
};

/** What people have decided, by what was proposed: it holds as long as the same is proposed. @type {Map<string, import('./types.js').Choice | null>} */
const decided = new Map();
/** What was decided when it was last written, by all but the text in its place, which has changed with that. @type {Set<string>} */
let written = new Set();
let lastId = 0;
/** The text that the proposals are for. */
let comparedText = '';
let tryTimer = 0;

const keyOf = ({ number, field, kind, base, current, agencies, reply }) => JSON.stringify([number, field, kind, base, current, agencies, reply]);
const replyOf = ({ number, field, base, agencies, reply }) => JSON.stringify([number, field, base, agencies, reply]);

export function startRound() {
  on('opened', forgetAll);
  on('restarted', () => round.files.forEach((file) => { file.isSent = false; }));
  on('state', takeBack);
  on('layout', follow);
  on('tab', follow);
  addEventListener('beforeunload', (event) => round.isUnsaved && event.preventDefault());
}

function forgetAll() {
  Object.assign(round, { files: [], table: null, proposals: [], groups: [], choices: [], notes: [], tried: null, refused: null, done: null, isUnsaved: false });
  decided.clear();
  written.clear();
  comparedText = '';
  emit('round');
}

/** Where the step has been undone that wrote what was decided, that is written no more. */
function takeBack() {
  if (app.redo.some(({ number }) => number === round.done?.step)) {
    Object.assign(round, { done: null, isUnsaved: round.files.length > 0 });
    emit('round');
  }
}

/** Compares anew where the data have changed since. */
async function follow() {
  if (app.tab !== 'replies' || !app.layout) {
    return;
  }
  if (round.files.length > 0 && comparedText !== app.state.text) {
    await compare();
  } else if (round.table && comparedText !== app.state.text) {
    take({ files: [], proposals: [], choices: [], notes: [] });
    round.table = null;
    emit('round');
  }
  show();
}

/** Takes workbooks that came back. One that is there already is not taken twice. */
export async function addFiles(files) {
  for (const file of files) {
    const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
    const isThere = round.files.some((other) => other.name === file.name && isSame(other.bytes, bytes));
    if (!isThere) {
      lastId += 1;
      round.files.push({ id: lastId, name: file.name, bytes, told: null, isUsed: true, isSent: false, reading: null });
    }
  }
  await compare();
}

const isSame = (one, other) => one.length === other.length && one.every((byte, index) => byte === other[index]);

/** Compares the workbooks with the data. */
export async function compare() {
  const { text } = app.state;
  const answer = await inTurn(async () => {
    for (const file of round.files.filter(({ isSent }) => !isSent)) {
      await ask({ ask: 'receive', id: file.id, name: file.name }, file.bytes);
      file.isSent = true;
    }
    return ask({ ask: 'match', files: round.files.map(({ id, told, isUsed }) => ({ id, agency: told, is_used: isUsed })) });
  });
  comparedText = text;
  round.refused = answer.refused ?? null;
  round.table = null;
  if (answer.matched) {
    take(answer.matched);
  }
  emit('round');
  want();
}

/** Takes what is proposed, and what is decided about it. */
function take({ files, proposals, choices, notes }) {
  proposals.filter((proposal) => written.has(replyOf(proposal))).forEach((proposal) => decided.set(keyOf(proposal), 'current'));
  written = new Set();
  const readings = new Map(files.map((reading) => [reading.id, reading]));
  round.files.forEach((file) => { file.reading = readings.get(file.id) ?? null; });
  const choice = (proposal, index) => (decided.has(keyOf(proposal)) ? decided.get(keyOf(proposal)) : choices[index]);
  Object.assign(round, { proposals, groups: grouped(proposals), notes, choices: proposals.map(choice), tried: null });
}

function grouped(proposals) {
  const isBeside = (one, other) => !one.is_row && !other.is_row && one.number === other.number && one.field === other.field;
  const places = [];
  proposals.forEach((proposal, index) => (index > 0 && isBeside(proposals[index - 1], proposal) ? places.at(-1).push(index) : places.push([index])));
  return places.flatMap((place) => (place.some((index) => proposals[index].is_conflict) ? [place] : place.map((index) => [index])));
}

/** Says what is known of a workbook: who sent it, and whether it is used. */
export function setFile(file, change) {
  Object.assign(file, change);
  return compare();
}

/** Reads what was decided in a workbook; gives why that can't be. */
export async function readTable(file) {
  const { text } = app.state;
  const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
  const { matched, refused } = await inTurn(() => ask({ ask: 'decisions', name: file.name }, bytes));
  if (refused) {
    emit('refused', refused);
    return;
  }
  decided.clear();
  matched.proposals.forEach((proposal, index) => decided.set(keyOf(proposal), matched.choices[index]));
  comparedText = text;
  round.table = file.name;
  round.isUnsaved = false;
  // What was said beside the proposals the workbook does not carry.
  take({ ...matched, files: round.files.map(({ reading }) => reading).filter(Boolean), notes: round.notes });
  emit('round');
  want();
}

/** Decides about a proposal. @param {import('./types.js').Choice | null} choice */
export function decide(index, choice) {
  round.choices[index] = choice;
  decided.set(keyOf(round.proposals[index]), choice);
  round.isUnsaved = true;
  emit('decided', index);
  want();
}

/** Whether nobody has decided about some proposals that are decided together. */
export const isOpen = (group) => group.some((index) => round.choices[index] === null);

/** What is written by hand in place of a proposal, if that is what was chosen. */
export function ownText(index) {
  const choice = round.choices[index];
  return choice !== null && typeof choice === 'object' ? choice.own : undefined;
}

/** How many are to be decided yet. */
export const undecided = () => round.groups.filter(isOpen).length;

/** Whether something is chosen that would be written. */
export const isAnyChosen = () => round.choices.some((choice) => choice !== null && choice !== 'current');

// What it would come to

function want() {
  clearTimeout(tryTimer);
  tryTimer = setTimeout(tryOut, DELAY);
}

async function tryOut() {
  const { choices } = round;
  /** @type {import('./types.js').Answer} */
  const answer = isAnyChosen() ? await inTurn(() => ask({ ask: 'try', choices })).catch(() => ({})) : {};
  if (choices === round.choices) {
    round.tried = answer.tried ?? null;
    emit('tried');
    show();
  }
}

/** Shows the pages with what is chosen, marked. */
function show() {
  if (app.tab !== 'replies') {
    return;
  }
  const { tried } = round;
  const [before, after] = tried?.count ?? [];
  const note = before === after ? `${after} ページのままです` : `${before} ページが ${after} ページになります`;
  const follows = round.proposals.every(({ is_row: isRow }, index) => !isRow || round.choices[index] !== 'reply');
  app.instead = tried?.pages ? { pages: tried.pages, follows, note: `選んだ文を入れた紙面です（まだ資料には入れていません）。${note}` } : null;
  emit('view');
}

/** Writes what is chosen into the data, as one step; what was decided is kept as a workbook. */
export async function takeAllIn() {
  const { choices, proposals } = round;
  const [{ tried }, { files }] = await inTurn(async () => [await ask({ ask: 'try', choices }), await ask({ ask: 'table', choices })]);
  if (tried && tried.mistakes.length === 0 && (await takeIn(choices))) {
    written = new Set(proposals.filter((_, index) => choices[index] !== null).map(replyOf));
    round.done = { step: app.undo.at(-1)?.number, written: tried.written, tally: tried.tally, record: files[0] };
    round.isUnsaved = false;
    emit('round');
    emit('told', `${tried.written} か所に反映しました`);
  }
}

/** The workbook to decide in, with what is decided. */
export async function tableFile() {
  const { files, refused } = await inTurn(() => ask({ ask: 'table', choices: round.choices }));
  if (refused) {
    emit('refused', refused);
    return null;
  }
  round.isUnsaved = false;
  return files[0];
}
