// The page's way to the program in its worker. Requests are answered in their order. When the program stops
// for a mistake of its own, or is stopped because it takes too long, it is started anew.

/** @type {Worker} */
let worker;
/** @type {Map<number, {resolve: Function, reject: Function}>} */
const waiting = new Map();
let lastId = 0;
/** @type {() => void} */
let onRestart = () => {};
/** The pages of the last layout by the numbers that the running program knows them by. @type {Map<number, string>} */
let held = new Map();

/** Whether the browser runs programs at all: a policy of an office may forbid it. */
export function canRun() {
  return typeof WebAssembly === 'object' && typeof Worker === 'function' && typeof DecompressionStream === 'function';
}

/** Starts the program. `restarted` is called when it has been started anew and holds nothing. */
export async function startProgram(restarted) {
  onRestart = restarted;
  await launch();
}

async function launch() {
  const script = document.getElementById('worker').textContent;
  worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  worker.onmessage = ({ data }) => settle(data);
  held = new Map();
  await post({ program: document.getElementById('program').textContent });
}

function post(message) {
  return new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    tellBusy();
    worker.postMessage({ id: lastId, ...message });
  });
}

async function settle({ id, answer, made, failed }) {
  const { resolve, reject } = waiting.get(id) ?? { resolve() {}, reject() {} };
  waiting.delete(id);
  tellBusy();
  if (failed === undefined) {
    resolve({ answer, made });
  } else {
    reject(new Error(failed));
    await restart();
  }
}

/** Stops the program and starts it anew; what waits for an answer fails. */
export async function restart() {
  worker.terminate();
  const stopped = new Error('stopped');
  waiting.forEach(({ reject }) => reject(stopped));
  waiting.clear();
  tellBusy();
  await launch();
  onRestart();
}

/** Marks the page while an answer is awaited. */
function tellBusy() {
  document.documentElement.dataset.busy = waiting.size > 0 ? 'yes' : 'no';
}

/**
 * Asks the program.
 * @param {object} request see types.js
 * @param {Uint8Array} [file]
 * @returns {Promise<import('./types.js').Answer>}
 */
export async function ask(request, file) {
  const { answer, made } = await post({ request, file });
  if (answer === 'file') {
    return { file: made };
  }
  if (answer.files) {
    return { files: apart(answer.files, made) };
  }
  if (answer.newYear) {
    answer.newYear.bytes = made;
  }
  return answer === 'mistaken' ? { mistaken: true } : answer;
}

/**
 * Asks for the findings and pages. Pages that are held need not come again.
 * @returns {Promise<import('./types.js').Layout>}
 */
export async function askLayout() {
  const known = held;
  const { layout: { made, ...found } } = await ask({ ask: 'layout', held: [...known.keys()] });
  if (!made) {
    return { ...found, made: null };
  }
  const pages = new Map(made.pages.map(({ number, svg }) => [number, svg ?? known.get(number)]));
  // Another program may run by now, or another answer have come before this one.
  held = held === known ? pages : held;
  return { ...found, made: { ...made, pages: [...pages.values()] } };
}

/** Files whose bytes follow one another. */
function apart(list, made) {
  let end = 0;
  return list.map(({ name, length }) => {
    end += length;
    return { name, bytes: made.slice(end - length, end) };
  });
}
