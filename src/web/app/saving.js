// Saves files: in place where the browser lets it, else as downloads.

import { app, emit, inTurn, isUnsaved, noteSaved, openFile, unsavedBeside } from './state.js';
import { ask } from './program.js';
import { all, keep } from './drafts.js';
import { download } from './made.js';
import { question } from './question.js';
import { inPlace, standing, tell, time, writeDraft } from './standing.js';

/** The kind of file that holds data, as dialogs for files want it. */
export const TYPES = [{ description: '資料３のデータ', accept: { 'application/yaml': ['.yaml', '.yml'] } }];

export function startSaving() {
  addEventListener('focus', () => standing.handle && isChangedOnDisk().then((is) => is && !isAsking && askChanged()));
}

/** Saves to the file; asks for one where there is none. Gives whether all of the data is in it then. */
export async function save({ isCopy = false } = {}) {
  const { file, refused } = await inTurn(() => ask({ ask: 'save' }));
  if (refused) {
    emit('failed', `保存できません。${refused.message}。${refused.remedy}`);
    return false;
  }
  const number = app.undo.at(-1)?.number;
  if (!inPlace()) {
    download(file, app.name, 'application/yaml');
  } else if (!(await write(file, isCopy))) {
    return false;
  }
  const isAll = number === app.undo.at(-1)?.number;
  if (isAll) {
    noteSaved();
  }
  standing.savedAt = time();
  tell();
  const others = unsavedBeside();
  emit('told', ['保存しました', ...others.map(({ name }) => `${name} はまだ保存していません`)].join('。'));
  others.forEach(offerBeside);
  return isAll;
}

/** Offers to save a file without which the data can't be opened again. */
function offerBeside(file) {
  emit('offer', { text: `${file.name} も、資料と同じフォルダーに保存してください`, button: '保存する', act: () => saveBeside(file), holds: () => unsavedBeside().includes(file) });
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
    const picked = await window.showSaveFilePicker({ suggestedName: name, startIn: standing.handle ?? 'documents', types: TYPES });
    await put(picked, bytes);
    return true;
  } catch (error) {
    if (error.name !== 'AbortError') {
      emit('failed', `${name} を保存できませんでした`);
    }
    return false;
  }
}

/** Writes a file of the disk anew. */
export async function put(handle, bytes) {
  const stream = await handle.createWritable();
  await stream.write(bytes);
  await stream.close();
}

async function write(bytes, isCopy) {
  if (standing.handle && !isCopy && (await isChangedOnDisk()) && !(await askChanged())) {
    return false;
  }
  try {
    if (!standing.handle || isCopy) {
      standing.handle = await window.showSaveFilePicker({ suggestedName: app.name, types: TYPES });
      await rename(standing.handle.name);
    }
    await put(standing.handle, bytes);
    standing.changed = (await standing.handle.getFile()).lastModified;
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

async function rename(name) {
  if (name !== app.name) {
    app.name = name;
    await inTurn(() => ask({ ask: 'rename', name }));
  }
}

/** Keeps the open file among those of late, with what lies beside it. */
export async function remember() {
  const { handle } = standing;
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

// Changes by others

async function isChangedOnDisk() {
  const { handle, changed } = standing;
  try {
    return changed > 0 && (await handle.getFile()).lastModified > changed;
  } catch {
    return false;
  }
}

let isAsking = false;

/** Asks what to do with a file that somebody else has changed; gives whether it may be written. */
async function askChanged() {
  isAsking = true;
  const kept = isUnsaved() ? '（こちらの変更は下書きに残します）' : '';
  const answer = await question({
    title: 'ほかの所でファイルが直されました', text: `${app.name} は、開いた後にほかの所で直されています。`,
    answers: [[`読み直す${kept}`, 'read'], ['このまま続ける', 'go on']],
  });
  isAsking = false;
  const file = await standing.handle.getFile();
  standing.changed = file.lastModified;
  if (answer !== 'read') {
    return true;
  }
  if (isUnsaved()) {
    await writeDraft();
  }
  await openFile(file.name, new Uint8Array(await file.arrayBuffer()), { beside: app.beside });
  return false;
}
