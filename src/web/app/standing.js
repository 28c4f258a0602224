// How the open file stands: where it is on the disk, and what of it is saved, or kept as a draft.

import { app, emit, isTextSaved, isUnsaved, keptSteps, on, unsavedBeside, unsavedCount, unsavedPlaces } from './state.js';
import { byId, say } from './dom.js';
import { forget, keep } from './drafts.js';

/** How long after a change the draft is written. */
const DRAFT_DELAY = 800;

/** How the open file stands. */
export const standing = {
  /** The file on the disk that is saved to, where the browser lets us. @type {any} */
  handle: null,
  /** When that file was changed last, as far as we know. */
  changed: 0,
  /** Names the draft of what is open. */
  draftId: '',
  /** When it was written, and when the file was saved, as people read it. */
  draftedAt: '',
  savedAt: '',
};

let draftTimer = 0;

/** Whether the browser lets us write to the file that was opened. */
export const inPlace = () => typeof window.showOpenFilePicker === 'function';

/** The time of day, as people read it. */
export const time = () => new Date().toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' });

/** Whether a new file is open that nobody has touched. */
export const isUntouched = () => app.savedAt === null && app.undo.length + app.redo.length === 0;

export function startStanding() {
  on('opened', () => { standing.draftId = crypto.randomUUID(); });
  ['state', 'saved'].forEach((event) => on(event, () => { tell(); wantDraft(); }));
  addEventListener('beforeunload', (event) => {
    if (isUnsaved()) {
      event.preventDefault();
      clearTimeout(draftTimer);
      if (!isUntouched()) {
        writeDraft();
      }
    }
  });
}

/** Notes where a file is that has been opened. */
export function begun(handle, changed) {
  Object.assign(standing, { handle, changed, draftedAt: '', savedAt: '' });
  tell();
}

// Drafts

/** Keeps a draft of what is not saved, and none of what is. */
function wantDraft() {
  clearTimeout(draftTimer);
  if (!isUnsaved()) {
    standing.draftedAt = '';
    forget('drafts', standing.draftId).catch(() => {});
  } else if (!isUntouched()) {
    draftTimer = setTimeout(writeDraft, DRAFT_DELAY);
  }
}

/** Keeps a draft of what is open, at once. */
export async function writeDraft() {
  const { draftId, handle } = standing;
  try {
    await keep('drafts', { id: draftId, name: app.name, text: app.state.text, count: unsavedCount(), handle, beside: app.beside, steps: keptSteps() });
    standing.draftedAt = time();
    tell();
  } catch {
    emit('failed', '下書きを残せません。こまめに保存してください');
  }
}

// Words

/** Tells how the file stands. */
export function tell() {
  const { draftedAt, savedAt } = standing;
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
  const word = standing.handle || !inPlace() ? '保存していない変更' : 'まだ保存していません';
  return app.undo.length > 0 && app.savedTable ? unsavedPlaces(word) : 'まだファイルに保存していません';
}
