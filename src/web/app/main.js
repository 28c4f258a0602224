// Starts the page.

import { app, emit, handOver, isUnsaved, on, undo } from './state.js';
import { ask, canRun, startProgram } from './program.js';
import { byId, make } from './dom.js';
import { startTable } from './table.js';
import { loadFaces, startPages } from './pages.js';
import { goToError, startFindings } from './findings.js';
import { download, pickFile, save, startFiles } from './files.js';
import { openSample, showBlocked, showSample, startStart } from './start.js';
import { menuKeys, openMenu, startRows } from './rows.js';
import { startPanel } from './panel.js';
import { startSource } from './source.js';
import { startFind } from './find.js';
import { startKeys } from './keys.js';
import { startLayout } from './layout.js';
import { startDivider } from './divider.js';
import { printPages } from './print.js';

document.body.classList.add('empty');
startStart();
if (canRun()) {
  begin();
} else {
  showBlocked();
}

async function begin() {
  [startTable, startPages, startFindings, startFiles, startRows, startPanel, startSource, startFind, startKeys, startLayout, startDivider].forEach((start) => start());
  byId('print').onclick = printPages;
  byId('file-menu').addEventListener('beforetoggle', ({ newState }) => newState === 'open' && fileMenu());
  ['file-menu', 'row-menu'].forEach((id) => menuKeys(byId(id)));
  on('mistaken', () => { goToError(); emit('failed', `誤り ${app.layout?.counts[0] ?? ''} 件を直すと作れます`); });
  on('offer', offer);
  on('stuck', stuck);
  const waiting = setTimeout(() => { byId('facts').textContent = '準備しています…'; }, 400);
  try {
    await startProgram(restarted);
  } catch (error) {
    showBlocked();
    throw error;
  }
  clearTimeout(waiting);
  byId('facts').textContent = '';
  await loadFaces(ask);
  await showFirstPage();
  performance.mark('ready');
  document.documentElement.dataset.ready = 'yes';
}

/** Shows what the pages will look like. */
async function showFirstPage() {
  if (app.state) {
    return;
  }
  const sample = [...document.querySelectorAll('.sample')].at(-1);
  const bytes = Uint8Array.from(atob(sample.textContent), (c) => c.charCodeAt(0));
  await ask({ ask: 'open', name: '' }, bytes);
  const { layout } = await ask({ ask: 'layout' });
  if (layout.made && !app.state) {
    showSample(layout.made.pages[0]);
  }
}

async function restarted() {
  await loadFaces(ask);
  await handOver();
  emit('failed', 'プログラムが止まったので、動かし直しました。内容はそのまま残っています。同じことが続くときは、元の文字を書き出してください');
}

function stuck(restart) {
  offer({ text: '紙面を作るのに時間がかかっています', button: '止める', act: restart });
}

function fileMenu() {
  const hasFile = Boolean(app.state);
  openMenu(byId('file-menu'), byId('file-button'), [
    ['新しくつくる', () => openSample()],
    ['開く…', pickFile, { hint: 'Ctrl+O' }],
    null,
    ['保存', () => save(), { hint: 'Ctrl+S', disabled: !hasFile }],
    ['名前を付けて保存…', () => save({ isCopy: true }), { disabled: !hasFile }],
    ['元の文字（YAML）を書き出す', () => download(new TextEncoder().encode(app.state.text), app.name, 'application/yaml'), { disabled: !hasFile }],
    null,
    ['始めの画面へ', toStart, { disabled: !hasFile }],
  ]);
}

/** Goes back to the beginning. The draft stays. */
function toStart() {
  if (!isUnsaved()) {
    app.state = null;
    location.reload();
  } else {
    location.reload();
  }
}

let offerTimer = 0;

/** Offers something for ten seconds in the status line: to take back what was done, or what may be done next. */
function offer({ text, undo: isUndo, button, act }) {
  byId('offer')?.remove();
  const close = () => byId('offer')?.remove();
  const action = make('button', { textContent: isUndo ? '元に戻す' : button, onclick: () => { close(); (isUndo ? undo : act)(); } });
  byId('left').append(make('div', { id: 'offer', role: 'status' }, text, action, make('button', { className: 'plain', textContent: 'このまま', onclick: close })));
  clearTimeout(offerTimer);
  offerTimer = setTimeout(close, 10000);
}

