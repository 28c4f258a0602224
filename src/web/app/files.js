// Opens and saves files: in place where the browser lets it, else as downloads. What is not saved is kept as a
// draft. Where several are chosen at once, one holds the data, and the others lie beside it (`beside.js`).

import { app, emit, inTurn, isTextSaved, isUnsaved, noteSaved, on, openFile, putBeside, unsavedBeside, unsavedCount } from './state.js';
import { ask } from './program.js';
import { byId, make, say } from './dom.js';
import { all, forget, keep } from './drafts.js';
import { MOST_BYTES, dataOf, listed } from './beside.js';
import { round } from './round.js';

/** How long after a change the draft is written. */
const DRAFT_DELAY = 800;

const TYPES = [{ description: '資料３のデータ', accept: { 'application/yaml': ['.yaml', '.yml'] } }];

/** The file on the disk that is saved to, where the browser lets us. @type {any} */
let handle = null;
/** When that file was changed last, as far as we know. */
let changed = 0;
/** Names the draft of what is open. */
let draftId = '';
let draftTimer = 0;
let draftedAt = '';
let savedAt = '';

const inPlace = () => typeof window.showOpenFilePicker === 'function';
const time = () => new Date().toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' });

export function startFiles() {
  byId('save').onclick = () => save();
  byId('pdf').onclick = () => makeFile('pdf');
  byId('xlsx').onclick = () => makeFile('xlsx');
  byId('picker').onchange = ({ target }) => openAll([...target.files].map((file) => ({ file, handle: null }))).then(() => { target.value = ''; picked(); });
  byId('picker').oncancel = () => picked();
  on('opened', () => { draftId = crypto.randomUUID(); });
  ['state', 'saved'].forEach((event) => on(event, () => { tell(); wantDraft(); }));
  addEventListener('beforeunload', (event) => isUnsaved() && event.preventDefault());
  addEventListener('focus', () => handle && isChangedOnDisk().then((is) => is && !asking && askChanged()));
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

// Opening

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

/** Opens the data among some files. What the open data want is put beside them. */
async function openAll(items) {
  const wanted = (app.state?.missing ?? []).map((way) => way.split(/[\\/]/).at(-1));
  if (items.length > 0 && items.every(({ file }) => wanted.includes(file.name))) {
    await takeBeside(items.map(({ file }) => file));
    return;
  }
  const [data, others] = await dataOf(items, question);
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
  if (!(await mayLeave())) {
    return;
  }
  if (file.size > MOST_BYTES) {
    emit('failed', `${file.name} は大きすぎます（8 MB まで開けます）`);
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const refused = await openFile(file.name, bytes, { beside });
  if (refused) {
    emit('failed', `${file.name}: ${refused.message}。${refused.remedy}`);
    return;
  }
  begun(found, file.lastModified);
  await remember();
}

/** Keeps the open file among those of late, with what lies beside it. */
async function remember() {
  if (handle) {
    await keep('recent', { id: await idOf(handle), name: handle.name, handle, beside: app.beside }).catch(() => {});
  }
}

/** The id of a file among those of late: that of the same file, or a new one. */
async function idOf(found) {
  for (const entry of await all('recent')) {
    if (await entry.handle?.isSameEntry(found)) {
      return entry.id;
    }
  }
  return crypto.randomUUID();
}

/** Opens a text that stands in no file; gives whether it has been opened. */
export async function openNew(name, bytes, { id = crypto.randomUUID(), found = null, beside = [] } = {}) {
  if (!(await mayLeave())) {
    return false;
  }
  const refused = await openFile(name, bytes, { beside, isNew: true });
  if (refused) {
    emit('failed', refused.message);
    return false;
  }
  begun(found, 0);
  draftId = id;
  return true;
}

function begun(found, at) {
  handle = found;
  changed = at;
  draftedAt = savedAt = '';
  tell();
}

/** Whether a new file is open that nobody has touched. */
const isUntouched = () => app.savedAt === null && app.undo.length + app.redo.length === 0;

/** Asks whether unsaved changes may be left, which stay as a draft, and decisions, which do not. */
async function mayLeave() {
  const isChanged = isUnsaved() && !isUntouched();
  if (!isChanged && !round.isUnsaved) {
    return true;
  }
  if (isChanged) {
    await writeDraft();
  }
  const kept = isChanged ? `${app.name} の変更 ${unsavedCount()} か所は、下書きに残ります。` : '';
  const lost = round.isUnsaved ? '回答について決めたことは残りません。残すには、反映するか、突合表を保存してください。' : '';
  return (await question({ title: isChanged ? '保存していない変更があります' : '反映していない決定があります', text: kept + lost, answers: [['開く', true], ['やめる', false]] })) === true;
}

// Saving

/** Saves to the file; asks for one where there is none. */
export async function save({ isCopy = false } = {}) {
  const { file, refused } = await inTurn(() => ask({ ask: 'save' }));
  if (refused) {
    emit('failed', `保存できません。${refused.message}。${refused.remedy}`);
    return;
  }
  const number = app.undo.at(-1)?.number;
  if (!inPlace()) {
    download(file, app.name, 'application/yaml');
  } else if (!(await write(file, isCopy))) {
    return;
  }
  if (number === app.undo.at(-1)?.number) {
    noteSaved();
  }
  savedAt = time();
  tell();
  const others = unsavedBeside();
  emit('told', ['保存しました', ...others.map(({ name }) => `${name} はまだ保存していません`)].join('。'));
  others.forEach(offerBeside);
}

/** Offers to save a file without which the data can't be opened again. */
function offerBeside(file) {
  emit('offer', { text: `${file.name} も、資料と同じフォルダーに保存してください`, button: '保存する', act: () => saveBeside(file) });
}

/** Saves a file that lies beside the data. */
export async function saveBeside(file) {
  if (!inPlace()) {
    download(file.bytes, file.name, 'application/yaml');
  } else if (!(await writeBeside(file))) {
    return;
  }
  file.isNew = false;
  emit('saved');
}

async function writeBeside({ name, bytes }) {
  try {
    const picked = await window.showSaveFilePicker({ suggestedName: name, startIn: handle ?? 'documents', types: TYPES });
    const stream = await picked.createWritable();
    await stream.write(bytes);
    await stream.close();
    return true;
  } catch (error) {
    if (error.name !== 'AbortError') {
      emit('failed', `${name} を保存できませんでした`);
    }
    return false;
  }
}

async function write(bytes, isCopy) {
  if (handle && !isCopy && (await isChangedOnDisk()) && !(await askChanged())) {
    return false;
  }
  try {
    if (!handle || isCopy) {
      handle = await window.showSaveFilePicker({ suggestedName: app.name, types: TYPES });
      if (handle.name !== app.name) {
        app.name = handle.name;
        await inTurn(() => ask({ ask: 'rename', name: app.name }));
      }
    }
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
    changed = (await handle.getFile()).lastModified;
    await remember();
    return true;
  } catch (error) {
    if (error.name !== 'AbortError') {
      await writeDraft();
      emit('failed', '保存できませんでした。ほかの人が開いているか、書き込めない場所です。内容は下書きに残してあります');
    }
    return false;
  }
}

async function isChangedOnDisk() {
  try {
    return changed > 0 && (await handle.getFile()).lastModified > changed;
  } catch {
    return false;
  }
}

let asking = false;

/** Asks what to do with a file that somebody else has changed; gives whether it may be written. */
async function askChanged() {
  asking = true;
  const answer = await question({
    title: 'ほかの所でファイルが直されました', text: `${app.name} は、開いた後にほかの所で直されています。`,
    answers: [['読み直す（こちらの変更は下書きに残します）', 'read'], ['このまま続ける', 'go on']],
  });
  asking = false;
  const file = await handle.getFile();
  changed = file.lastModified;
  if (answer === 'read') {
    await writeDraft();
    await openFile(file.name, new Uint8Array(await file.arrayBuffer()), { beside: app.beside });
    return false;
  }
  return true;
}

/** Hands out a file as a download. */
export function download(bytes, name, type) {
  const link = make('a', { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const MADE_TYPES = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip: 'application/zip' };

/** How the names of files end that show what changed. */
const ENDINGS = { clean: '', marked: '_見え消し', comparison: '_新旧対照表' };

/** Makes a PDF or a workbook of what is held, or of what changed in it; with mistakes in it, leads to the first of
 * them. */
export async function makeFile(format, version = 'clean') {
  const { file } = await inTurn(() => ask({ ask: format, version }));
  if (file) {
    handOut(file, `${app.name.replace(/\.[^.]*$/, '')}${ENDINGS[version]}.${format}`);
  } else {
    emit('mistaken');
  }
}

/** Hands out a file that has been made. */
export function handOut(bytes, name) {
  download(bytes, name, MADE_TYPES[name.split('.').at(-1)]);
  emit('made', `${name} を作りました`);
}

// Drafts

/** Keeps a draft of what is not saved, and none of what is. */
function wantDraft() {
  clearTimeout(draftTimer);
  if (!isUnsaved()) {
    draftedAt = '';
    forget('drafts', draftId).catch(() => {});
  } else if (!isUntouched()) {
    draftTimer = setTimeout(writeDraft, DRAFT_DELAY);
  }
}

async function writeDraft() {
  try {
    await keep('drafts', { id: draftId, name: app.name, text: app.state.text, count: unsavedCount(), handle, beside: app.beside });
    draftedAt = time();
    tell();
  } catch {
    emit('failed', '下書きを残せません。こまめに保存してください');
  }
}

/** Tells how the file stands. */
function tell() {
  const unsaved = isUnsaved();
  say(byId('file-name'), app.name);
  say(byId('saved'), unsaved ? `● ${unsavedWords()}` : savedAt ? `保存しました ${savedAt}` : '変更はありません');
  byId('saved').classList.toggle('unsaved', unsaved);
  byId('save').classList.toggle('strong', unsaved);
  document.title = `${unsaved ? '● ' : ''}${app.name} － 資料３`;
  emit('facts', draftedAt && unsaved ? `下書きを控えました ${draftedAt}` : '');
}

function unsavedWords() {
  if (isTextSaved()) {
    return `${unsavedBeside().map(({ name }) => name).join('、')} を保存していません`;
  }
  const word = handle || !inPlace() ? '保存していない変更' : 'まだ保存していません';
  return app.undo.length > 0 ? `${word} ${unsavedCount()} か所` : 'まだファイルに保存していません';
}

// Questions

/** Asks a question that stands in the way; gives the value of the answer, or nothing. */
export function question({ title, text, answers }) {
  const dialog = byId('question');
  return new Promise((resolve) => {
    const buttons = answers.map(([word, value], index) => make('button', { textContent: word, className: index === 0 ? 'strong' : '', onclick: () => { dialog.close(); resolve(value); } }));
    dialog.replaceChildren(make('h2', { id: 'question-title', textContent: title }), make('p', { textContent: text }), make('div', { className: 'answers' }, ...buttons));
    dialog.setAttribute('aria-labelledby', 'question-title');
    dialog.oncancel = () => resolve(undefined);
    dialog.showModal();
  });
}
