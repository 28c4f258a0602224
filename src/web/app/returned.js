// The workbooks that came back: who sent which, and what can't be read.

import { emit } from './state.js';
import { icon, make } from './dom.js';
import { addFiles, readTable, round, setFile } from './round.js';
import { filesIn, hasFolders } from './folder.js';
import { agencies } from './asking.js';

/** How the names of workbooks end, and of what is sent in place of them. */
const WORKBOOK = /\.(xlsx|xlsm|xls|ods|xlsb|csv)$/i;

/** What the names of our own workbooks end in that may lie beside replies. */
const TABLE = /突合表[^/]*\.xlsx$/i;
const LIST = /照会先一覧\.xlsx$/i;

/** Whether a file may be a workbook that came back. */
export const isWorkbook = ({ name }) => WORKBOOK.test(name);

/** Takes files: replies, or a workbook in which people have decided (突合表). `inFolder` says that nobody has named
 * each of them; then others may lie beside them. */
export async function takeFiles(files, inFolder) {
  const meant = files.filter((file) => !file.name.startsWith('~$') && (!inFolder || (isWorkbook(file) && !file.name.startsWith('.') && !LIST.test(file.name))));
  const table = meant.find(({ name }) => TABLE.test(name));
  const replies = meant.filter(({ name }) => !TABLE.test(name));
  if (replies.length > 0) {
    await addFiles(replies);
  }
  if (table && !(inFolder && replies.length > 0)) {
    await readTable(table);
  }
  if (meant.length === 0) {
    emit('failed', '返ってきた Excel（.xlsx、.xls、.ods）がありません');
  }
}

/** Takes what has been dropped: files and folders. */
export async function takeDropped(items) {
  // All are asked for at once: behind the event they are gone.
  const found = await Promise.all(items.map(async (item) => [item.getAsFile(), await item.getAsFileSystemHandle?.().catch(() => null)]));
  const isFolder = ([, handle]) => handle?.kind === 'directory';
  const inFolders = await Promise.all(found.filter(isFolder).map(([, handle]) => filesIn(handle)));
  if (inFolders.length > 0) {
    await takeFiles(inFolders.flat(), true);
  }
  const files = found.filter((it) => !isFolder(it)).map(([file]) => file);
  if (files.length > 0) {
    await takeFiles(files, false);
  }
}

function pick() {
  const picker = make('input', { type: 'file', multiple: true, accept: '.xlsx,.xlsm,.xls,.ods', onchange: () => takeFiles([...picker.files], false) });
  picker.click();
}

async function pickFolder() {
  const folder = await window.showDirectoryPicker({ id: 'returned' }).catch(() => null);
  if (folder) {
    await takeFiles(await filesIn(folder), true);
  }
}

/** How workbooks stand. */
const isRead = ({ reading }) => reading && !reading.refused && reading.agency && !reading.has_twin;
const isListed = ({ reading }) => reading.is_listed;
const senders = () => new Set(round.files.filter(isRead).filter(isListed).map(({ reading }) => reading.agency));
const missing = () => {
  // Of some it is not settled yet which workbook counts, but one has come.
  const come = new Set(round.files.map(({ reading }) => reading && !reading.refused && reading.agency));
  return agencies().filter((agency) => !come.has(agency));
};
const unread = () => round.files.filter(({ reading }) => reading?.refused).length;
const strangers = () => round.files.filter(isRead).filter((file) => !isListed(file)).length;
const unclear = () => round.files.filter(({ reading }) => reading && !reading.refused && (!reading.agency || reading.has_twin)).length;

/** What the step says of itself. */
export function returnedState() {
  if (round.files.length === 0) {
    return round.table ?? 'まだありません';
  }
  const parts = { 届いた: senders().size, 未着: missing().length, 一覧にない: strangers(), 確かめる: unclear(), 読めない: unread() };
  return Object.entries(parts).filter(([, count], index) => index < 2 || count > 0).map(([word, count]) => `${word} ${count}`).join('・');
}

/** The step's part of the page. */
export function drawReturned() {
  const picks = [make('button', { className: 'strong', onclick: pick }, icon('grid'), 'Excel を選ぶ'), ...(hasFolders() ? [make('button', { onclick: pickFolder }, icon('folder'), 'フォルダーを選ぶ')] : [])];
  const zone = make('div', { className: 'zone' }, make('p', {}, '返ってきた Excel（.xlsx、.xls、.ods）や、それを入れたフォルダーを、ここへ落としてください。', make('br'), 'いくつでも一度に入れられます'), ...picks);
  const names = make('datalist', { id: 'agency-names' }, ...agencies().map((agency) => make('option', { value: agency })));
  const list = make('ul', { className: 'returned', 'aria-label': '返ってきた Excel' }, ...round.files.map(line));
  return [make('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': '返ってきたもの' }, zone, names, ...(round.files.length ? [list, ...waiting()] : []))];
}

function line(file) {
  const [kind, text] = state(file);
  const use = make('button', { 'aria-label': `${file.name} を${file.isUsed ? '使わない' : '使う'}`, textContent: file.isUsed ? '使わない' : '使う', onclick: () => setFile(file, { isUsed: !file.isUsed }) });
  const parts = [make('b', { textContent: file.name }), use, make('p', { className: kind }, icon(kind === 'read' ? 'check' : kind), text)];
  if (file.isUsed && file.reading && !file.reading.refused) {
    const sender = make('input', { value: file.reading.agency ?? '', placeholder: '機関を選んでください', autocomplete: 'off', 'aria-label': `${file.name} の機関`, onchange: () => setFile(file, { told: sender.value.trim() || null }) });
    sender.setAttribute('list', 'agency-names');
    parts.push(sender);
  }
  return make('li', { className: file.isUsed ? '' : 'unused' }, ...parts);
}

/** How a workbook stands, as the shape and the words for it. */
function state({ isUsed, reading }) {
  if (!isUsed || !reading) {
    return ['hint', '使いません'];
  }
  if (reading.refused) {
    return ['error', `${reading.refused.message}。${reading.refused.remedy}`];
  }
  if (reading.has_twin) {
    return ['warning', `${reading.agency}の Excel がほかにもあります。一つだけ残して「使わない」にするか、機関を直してください`];
  }
  if (!reading.agency) {
    return ['warning', `どの機関の回答か分かりません${reading.among.length ? `（${reading.among.join('、')} のどれか）` : ''}。機関を選んでください`];
  }
  const count = round.proposals.filter(({ agencies: who }) => who.includes(reading.agency)).length;
  if (!reading.is_listed) {
    return ['warning', `一覧にない機関です。機関の名前を確かめてください（直した所 ${count} 件）`];
  }
  return ['read', count > 0 ? `届きました（直した所 ${count} 件）` : '届きました（変更なし）'];
}

/** Those whose reply has not come. */
function waiting() {
  const names = missing();
  if (names.length === 0) {
    return [];
  }
  const copy = make('button', { onclick: () => navigator.clipboard.writeText(names.join('\n')).then(() => emit('told', '未着の一覧を写しました'), () => emit('failed', '写せません。名前を選んで Ctrl+C で写してください')) }, icon('copy'), '一覧を写す');
  return [make('div', { className: 'fields' }, make('h2', { textContent: `未着 ${names.length} 機関` }), copy), make('p', { className: 'waiting', textContent: names.join('、') })];
}
