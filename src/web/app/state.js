// What the page knows, and the steps that change it. All changes of the data go through here, one after the
// other, so that each is made to what the one before it left.

import { ask } from './program.js';
import { countPlaces } from './places.js';

/** The most steps that can be undone. */
const MOST_STEPS = 500;

/** What the page knows. */
export const app = {
  /** The name of the file, without folders. */
  name: '',
  /** @type {import('./types.js').State | null} */
  state: null,
  /** @type {import('./types.js').Layout | null} */
  layout: null,
  /** The files beside the data: their template, and its font files. @type {import('./types.js').Beside[]} */
  beside: [],
  /** The pages of the last state that had no mistake. @type {import('./types.js').Made | null} */
  made: null,
  /** Which work is done: `edit`, `marks` or `replies`. */
  tab: 'edit',
  /** The pages that are shown in place of those of the data, and what is said of them. `follows` says that they have the rows of the data. @type {{pages: string[], note?: string, follows?: boolean} | null} */
  instead: null,
  /** What is chosen: a row of a theme, and in it a text or a bar. */
  chosen: { theme: 0, row: 0, field: /** @type {string | null} */ (null), bar: /** @type {number | null} */ (null) },
  /** @type {Step[]} */
  undo: [],
  /** @type {Step[]} */
  redo: [],
  /** The number of the step before the first that can be undone. */
  base: 0,
  /** The number of the last step that was saved; nothing for what never was in a file. */
  savedAt: /** @type {number | null} */ (0),
  /** The table as it was when it was opened or saved last. @type {import('./types.js').Table | null} */
  savedTable: null,
};

/** @typedef {{label: string, key: string | null, patches: import('./types.js').Patch[], beside?: {before: import('./types.js').Beside | null, after: import('./types.js').Beside}, chosen: object, number: number}} Step */

/** @type {Map<string, Array<(detail?: any) => void>>} */
const listeners = new Map();

/** Calls a function whenever something has happened, as `state`, `layout`, `chosen`, `opened` or `saved`. */
export function on(event, listener) {
  listeners.set(event, [...(listeners.get(event) ?? []), listener]);
}

/** Tells those who listen that something has happened. */
export function emit(event, detail) {
  (listeners.get(event) ?? []).forEach((listener) => listener(detail));
}

/** @typedef {import('./types.js').Change} Change */

let turn = Promise.resolve();

/**
 * Does something when all that was asked before is done. What it gives or throws goes to who asked.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inTurn(work) {
  const done = turn.then(work);
  turn = done.then(() => {}, () => {});
  return done;
}

let stepNumber = 0;

/**
 * Changes the data, as one step that can be undone. `changes` may be a function of the state that it will be
 * made to. Steps of the same `key` become one, as the letters of a word do.
 * @param {string} label what it is called when it is undone
 * @param {Change[] | (() => Change[] | null)} changes
 * @param {{key?: string, chosen?: object}} [more]
 * @returns {Promise<boolean>} whether it has been done
 */
export function change(label, changes, { key = null, chosen } = {}) {
  return inTurn(async () => {
    const list = typeof changes === 'function' ? changes() : changes;
    if (!list || list.length === 0) {
      return false;
    }
    const answer = await ask({ ask: 'edit', changes: list });
    return taken(answer, { label, key, chosen });
  });
}

/** Takes the whole text as it has been typed. */
export function typeText(text, key) {
  return inTurn(async () => taken(await ask({ ask: 'type', text }), { label: '元の文字を直す', key }));
}

/** Puts texts in the place of others, as one step. */
export function splice(label, patches) {
  return inTurn(async () => taken(await ask({ ask: 'splice', patches }), { label, key: null }));
}

/** Writes what was chosen about replies into the data, as one step. */
export function takeIn(choices) {
  return inTurn(async () => taken(await ask({ ask: 'takeIn', choices }), { label: '回答を反映する', key: null }));
}

const NEW_TEMPLATE = '書式.yaml';

/** Changes the template, as one step; data without one of their own get one. */
export function changeTemplate(label, edit) {
  return inTurn(async () => {
    const { template, refused } = await ask({ ask: 'template', edit });
    if (refused) {
      emit('refused', refused);
      return;
    }
    const name = app.state.template ?? NEW_TEMPLATE;
    const before = app.beside.find((file) => file.name === name) ?? null;
    const after = { name, bytes: new TextEncoder().encode(template.text), isNew: true };
    await lay(after);
    const answer = app.state.template ? { state: app.state } : await ask({ ask: 'edit', changes: [{ add: [['書式'], { text: name }] }] });
    taken(answer, { label, key: null, beside: { before, after } });
    emit('beside');
  });
}

/** Lays a file beside the data, in the place of the one of its name. */
async function lay(file) {
  app.beside = [...app.beside.filter(({ name }) => name !== file.name), file];
  app.state = { ...(await ask({ ask: 'beside', name: file.name }, file.bytes)).state, patch: null };
}

/**
 * Takes a new state, and notes the step that led to it.
 * @param {import('./types.js').Answer} answer
 * @param {{label: string, key: string | null, chosen?: object,
 *   beside?: {before: import('./types.js').Beside | null, after: import('./types.js').Beside}}} step
 */
function taken(answer, { label, key, chosen, beside }) {
  if (answer.refused) {
    emit('refused', answer.refused);
    return false;
  }
  const { patch } = answer.state;
  if (patch || beside) {
    const last = app.undo.at(-1);
    if (key && last?.key === key && app.redo.length === 0 && app.savedAt !== last.number) {
      last.patches.push(patch);
    } else {
      stepNumber += 1;
      app.undo.push({ label, key, patches: patch ? [patch] : [], beside, chosen: { ...app.chosen }, number: stepNumber });
      const forgotten = app.undo.splice(0, app.undo.length - MOST_STEPS);
      app.base = forgotten.at(-1)?.number ?? app.base;
    }
    app.redo = [];
  }
  app.state = answer.state;
  if (chosen) {
    app.chosen = { ...app.chosen, field: null, bar: null, ...chosen };
  }
  emit('state');
  if (chosen) {
    emit('chosen', { focus: true });
  }
  return true;
}

/** Takes the last step back. */
export function undo() {
  return back(app.undo, app.redo, ({ at, old, new: text }) => ({ at, old: text, new: old }), true);
}

/** Does the step again that was taken back last. */
export function redo() {
  return back(app.redo, app.undo, (patch) => patch, false);
}

function back(from, to, turned, isReversed) {
  return inTurn(async () => {
    const step = from.at(-1);
    if (!step) {
      return;
    }
    const patches = step.patches.map(turned);
    const answer = await ask({ ask: 'splice', patches: isReversed ? patches.reverse() : patches });
    if (answer.refused) {
      emit('refused', answer.refused);
      return;
    }
    from.pop();
    to.push(step);
    step.key = null;
    app.state = answer.state;
    await turnBeside(step.beside, isReversed);
    app.chosen = { ...step.chosen };
    emit('state');
    emit('chosen', { focus: true });
    emit('told', `${isReversed ? '元に戻しました' : 'やり直しました'}: ${step.label}`);
  });
}

/** Lays the file beside the data that was there before a step, or behind it. */
async function turnBeside(change, isReversed) {
  const file = isReversed ? change?.before : change?.after;
  if (file) {
    await lay(file);
    emit('beside');
  } else if (change) {
    app.beside = app.beside.filter(({ name }) => name !== change.after.name);
  }
}

/** The most that a draft keeps of steps, in characters of what they have replaced. */
const MOST_KEPT = 500000;

/** The last steps, as many as a draft keeps. */
export function keptSteps() {
  let size = 0;
  const isLarge = ({ patches }) => {
    size += patches.reduce((sum, { old, new: text }) => sum + old.length + text.length, 0);
    return size > MOST_KEPT;
  };
  return app.undo.slice(app.undo.findLastIndex(isLarge) + 1);
}

/** The number of the last step that has been made. */
const present = () => app.undo.at(-1)?.number ?? app.base;

/** Whether the data are those of the file that was saved. */
export const isTextSaved = () => present() === app.savedAt;

/** The files that the data name and that are in no file yet. */
export const unsavedBeside = () => app.beside.filter(({ name, isNew }) => isNew && name === app.state?.template);

/** Whether something differs from what was saved. */
export const isUnsaved = () => app.state !== null && (!isTextSaved() || unsavedBeside().length > 0);

/** How many places differ from what was saved: one at least, as a comment may. Nothing where that can't be told. */
export function unsavedCount() {
  const [before, now] = [app.savedTable, app.state.table];
  return before && now && Math.max(1, countPlaces(before, now));
}

/** That in words. */
export function unsavedPlaces(word) {
  const count = unsavedCount();
  return count ? `${word} ${count} か所` : word;
}

/** Takes note that the present text has been saved. */
export function noteSaved() {
  app.savedAt = present();
  app.savedTable = app.state.table;
  const last = app.undo.at(-1);
  if (last) {
    last.key = null;
  }
  emit('saved');
}

/**
 * Opens a file, with others that lie beside it. It is unsaved from the start where it comes of no file, as a draft
 * or a sample does.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {{beside?: import('./types.js').Beside[], isNew?: boolean, steps?: Step[]}} [more] `steps` are those that led
 *   to a draft
 * @returns {Promise<import('./types.js').Refusal | null>} why it can't be opened
 */
export function openFile(name, bytes, { beside = [], isNew = false, steps = [] } = {}) {
  return inTurn(async () => {
    const { state, refused } = await held(name, bytes, beside);
    if (refused) {
      return refused;
    }
    // What a draft was before its steps is not known as a table.
    const savedTable = steps.length > 0 ? null : state.table;
    Object.assign(app, { name, beside, state, savedTable, layout: null, made: null, redo: [] });
    stepNumber += 1;
    app.base = stepNumber;
    app.savedAt = isNew ? null : stepNumber;
    app.undo = steps.map((step) => ({ ...step, key: null, number: (stepNumber += 1) }));
    app.chosen = { theme: 0, row: 0, field: null, bar: null };
    emit('opened');
    emit('state');
    return null;
  });
}

/** Gives the program a file, and those beside it; gives its last answer. */
async function held(name, bytes, beside) {
  let answer = await ask({ ask: 'open', name }, bytes);
  for (const file of answer.refused ? [] : beside) {
    answer = await ask({ ask: 'beside', name: file.name }, file.bytes);
  }
  return answer;
}

/** Puts files beside the data, in the place of those of the same names. */
export function putBeside(files) {
  return inTurn(async () => {
    for (const file of files) {
      await lay(file);
    }
    emit('beside');
    emit('state');
  });
}

/** Gives the program, which has been started anew, the text that the page has. */
export function handOver() {
  if (!app.state) {
    return Promise.resolve();
  }
  return inTurn(async () => {
    const answer = await held(app.name, new TextEncoder().encode(app.state.text), app.beside);
    if (answer.state) {
      app.state = answer.state;
      emit('state');
    }
  });
}

/** Chooses a row, and in it a text or a bar. */
export function choose(chosen, how = {}) {
  app.chosen = { ...app.chosen, field: null, bar: null, ...chosen };
  emit('chosen', how);
}

/** The row that is chosen, if there is one. @returns {import('./types.js').Row | undefined} */
export const chosenRow = () => app.state?.table?.themes[app.chosen.theme]?.rows[app.chosen.row];

/** The way to a row. @returns {import('./types.js').Path} */
export const rowPath = (theme, row) => ['課題', theme, '取組', row];

/** The bars of a row, in the order of the data. @returns {import('./types.js').Bar[]} */
export const barsOf = (row) => row?.schedule?.bars ?? [];

/** The meetings that a row shows in place of bars. @returns {import('./types.js').Occasion[] | undefined} */
export const meetingsOf = (row) => row?.schedule?.meetings;

/** Whether bars can be drawn in a row: its schedule is no word, as 会議 or 通年. */
export const takesBars = (row) => !meetingsOf(row) && !barsOf(row).some((bar) => bar.is_whole);

/** A row as people call it. */
export const rowName = (row) => `取組${row?.number ?? ''}`;
