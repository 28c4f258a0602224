// Opens files. Where several are chosen at once, one holds the data, and the others lie beside it (`beside.js`).

import { app, emit, isUnsaved, openFile, putBeside, unsavedBeside, unsavedPlaces } from './state.js';
import { byId, make } from './dom.js';
import { MOST_BYTES, dataOf, listed } from './beside.js';
import { makeFile } from './made.js';
import { ask } from './program.js';
import { question } from './question.js';
import { begun, inPlace, isUntouched, standing, writeDraft } from './standing.js';
import { TYPES, remember, save, saveBeside } from './saving.js';
import { round } from './round.js';

export function startFiles() {
  byId('save').onclick = () => save();
  byId('pdf').onclick = () => makeFile('pdf');
  byId('xlsx').onclick = () => makeFile('xlsx');
  byId('picker').onchange = ({ target }) => openAll([...target.files].map((file) => ({ file, handle: null }))).then(() => { target.value = ''; picked(); });
  byId('picker').oncancel = () => picked();
  addEventListener('dragover', (event) => { event.preventDefault(); document.body.classList.toggle('dropping', [...event.dataTransfer.items].some(({ kind }) => kind === 'file')); });
  addEventListener('dragleave', (event) => event.relatedTarget === null && document.body.classList.remove('dropping'));
  addEventListener('drop', dropped);
}

async function dropped(event) {
  document.body.classList.remove('dropping');
  const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
  if (items.length > 0) {
    event.preventDefault();
    // All are asked for at once: behind the event they are gone.
    const dropped = items.map(async (item) => [item.getAsFile(), await item.getAsFileSystemHandle?.().catch(() => null)]);
    const found = (await Promise.all(dropped)).map(([file, handle]) => (handle?.kind === 'directory' ? listed(handle) : [{ file, handle: handle ?? null }]));
    await openAll((await Promise.all(found)).flat());
  }
}

// What is chosen

/** Tells that the page's own picker is done with. */
let picked = () => {};

/** Asks for a file and opens it, or gives up. */
export async function pickFile() {
  if (!inPlace()) {
    byId('picker').click();
    await new Promise((resolve) => { picked = () => resolve(undefined); });
    return;
  }
  await openHandles(await window.showOpenFilePicker({ types: TYPES, multiple: true }).catch(() => []));
}

async function openHandles(handles) {
  if (handles.length === 1) {
    await openHandle(handles[0]);
  } else {
    await openAll(await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle }))));
  }
}

/** Asks for a folder, and opens the data in it together with what lies beside them. */
export async function pickFolder() {
  const folder = await window.showDirectoryPicker({ mode: 'readwrite' }).catch(() => null);
  if (folder) {
    await openAll(await listed(folder));
  }
}

/** Asks for files that are wanted beside the data. */
export function pickBeside() {
  const picker = make('input', { type: 'file', multiple: true, onchange: () => takeBeside([...picker.files]) });
  picker.click();
}

async function takeBeside(files) {
  await putBeside(await Promise.all(files.map(read)));
  await remember();
}

const read = async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });

// Opening

/** Opens the data among some files. What the open data want is put beside them. */
async function openAll(items) {
  const wanted = (app.state?.missing ?? []).map((way) => way.split(/[\\/]/).at(-1));
  if (items.length > 0 && items.every(({ file }) => wanted.includes(file.name))) {
    await takeBeside(items.map(({ file }) => file));
    return;
  }
  const [data, others] = await dataOf(items);
  if (data) {
    await openPicked(data.file, data.handle, await Promise.all(others.map(({ file }) => read(file))));
  }
}

/** Opens a file of the disk that is known already; Edge asks whether it may be written. */
export async function openHandle(found, beside = []) {
  await found.requestPermission?.({ mode: 'readwrite' }).catch(() => 'denied');
  try {
    await openPicked(await found.getFile(), found, beside);
  } catch {
    emit('failed', `${found.name} を開けません。移されたか、消されたようです`);
  }
}

async function openPicked(file, found, beside = []) {
  if (file.size > MOST_BYTES) {
    emit('failed', `${file.name} は大きすぎます（8 MB まで開けます）`);
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  // What holds no data is told before anything is asked about the open file.
  const { refused: unfit } = await ask({ ask: 'names', name: file.name }, bytes);
  if (!unfit && !(await mayLeave())) {
    return;
  }
  const refused = unfit ?? (await openFile(file.name, bytes, { beside }));
  if (refused) {
    emit('failed', `${file.name}: ${refused.message}。${refused.remedy}`);
    return;
  }
  begun(found, file.lastModified);
  await remember();
}

/** Opens a text that stands in no file, as a draft with the steps that led to it; gives whether it has been opened. */
export async function openNew(name, bytes, { id = crypto.randomUUID(), found = null, beside = [], steps = [] } = {}) {
  if (!(await mayLeave())) {
    return false;
  }
  const refused = await openFile(name, bytes, { beside, isNew: true, steps });
  if (refused) {
    emit('failed', refused.message);
    return false;
  }
  begun(found, 0);
  standing.draftId = id;
  return true;
}

/** Asks whether unsaved changes may be left, which stay as a draft, and decisions, which do not. */
async function mayLeave() {
  const isChanged = isUnsaved() && !isUntouched();
  if (!isChanged && !round.isUnsaved) {
    return true;
  }
  if (isChanged) {
    await writeDraft();
  }
  const kept = isChanged ? `${unsavedPlaces(`${app.name} の変更`)}は、保存しなくても下書きに残ります。` : '';
  const lost = round.isUnsaved ? '回答について決めたことは残りません。残すには、反映するか、突合表を保存してください。' : '';
  /** @type {Array<[string, () => boolean | Promise<boolean>]>} */
  const answers = isChanged ? [['保存して開く', saveAll], ['保存しないで開く', () => true]] : [['開く', () => true]];
  const go = await question({ title: isChanged ? '保存していない変更があります' : '反映していない決定があります', text: kept + lost, answers: [...answers, ['やめる', () => false]] });
  return (await go?.()) === true;
}

/** Saves the data and what lies beside them; gives whether nothing is left to be saved. */
async function saveAll() {
  if (await save()) {
    for (const file of unsavedBeside()) {
      await saveBeside(file);
    }
  }
  return !isUnsaved();
}
