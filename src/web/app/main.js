// Starts the page.

import { app, emit, handOver, inTurn, on } from './state.js';
import { ask, askLayout, canRun, startProgram } from './program.js';
import { byId } from './dom.js';
import { startTable } from './table.js';
import { loadFaces, startPages } from './pages.js';
import { goToError, startFindings } from './findings.js';
import { pickFile, pickFolder, startFiles } from './files.js';
import { startStanding } from './standing.js';
import { save, startSaving } from './saving.js';
import { download } from './made.js';
import { openBlank, realSheet, showBlocked, showSample, startStart } from './start.js';
import { enterMenu, fillMenu, menuKeys, startRows } from './rows.js';
import { startPanel } from './panel.js';
import { startSource } from './source.js';
import { startFind } from './find.js';
import { startKeys } from './keys.js';
import { startLayout } from './layout.js';
import { startDivider } from './divider.js';
import { printPages } from './print.js';
import { startWorks } from './works.js';
import { startMarks } from './marks.js';
import { startBarForm } from './barform.js';
import { startTabs } from './tabs.js';
import { startReplies } from './replies.js';
import { startStyle } from './style.js';
import { beginYear, startYear } from './year.js';
import { startToasts } from './toasts.js';

document.body.classList.add('empty');
startStart();
if (canRun()) {
  begin();
} else {
  showBlocked();
}

async function begin() {
  [startTable, startPages, startFindings, startStanding, startSaving, startFiles, startRows, startPanel, startSource, startFind, startKeys, startLayout, startDivider, startWorks, startMarks, startReplies, startStyle, startTabs, startBarForm, startYear, startToasts].forEach((start) => start());
  byId('print').onclick = printPages;
  byId('file-menu').addEventListener('beforetoggle', ({ newState }) => newState === 'open' && fileMenu());
  byId('file-menu').addEventListener('toggle', ({ newState }) => newState === 'open' && enterMenu(byId('file-menu'), byId('file-button')));
  ['file-menu', 'row-menu'].forEach((id) => menuKeys(byId(id)));
  on('mistaken', () => { goToError(); emit('failed', { text: `誤り ${mistakes()} 件を直すと作れます`, holds: () => mistakes() > 0 }); });
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
  await loadFaces();
  await showFirstPage();
  performance.mark('ready');
  document.documentElement.dataset.ready = 'yes';
}

const mistakes = () => app.layout?.counts[0] ?? 0;

/** Shows what the pages will look like, unless somebody has been faster and opened a file. */
function showFirstPage() {
  return inTurn(async () => {
    if (!app.state) {
      await ask({ ask: 'open', name: '' }, await realSheet());
      const { made } = await askLayout();
      showSample(made.pages[0]);
    }
  });
}

async function restarted() {
  await handOver();
  emit('restarted');
  emit('failed', 'プログラムが止まったので、動かし直しました。内容はそのまま残っています。同じことが続くときは、元の文字を書き出してください');
}

/** Offers to stop the program, as long as it works on them. */
function stuck(restart) {
  emit('offer', { text: '紙面を作るのに時間がかかっています', button: '止める', act: restart, holds: () => byId('pages').ariaBusy === 'true' });
}

function fileMenu() {
  const hasFile = Boolean(app.state);
  fillMenu(byId('file-menu'), [
    ['新しくつくる', openBlank],
    ['開く…', pickFile, { hint: 'Ctrl+O' }],
    ...(window.showDirectoryPicker ? [['フォルダーを開く…', pickFolder]] : []),
    ['年度更新…', beginYear, { disabled: !hasFile }],
    null,
    ['保存', () => save(), { hint: 'Ctrl+S', disabled: !hasFile }],
    ['名前を付けて保存…', () => save({ isCopy: true }), { disabled: !hasFile }],
    ['元の文字（YAML）を書き出す', () => download(new TextEncoder().encode(app.state.text), app.name, 'application/yaml'), { disabled: !hasFile }],
    null,
    ['始めの画面へ', toStart, { disabled: !hasFile }],
  ]);
}

/** Goes back to the beginning; the browser asks where something is not saved. */
function toStart() {
  location.reload();
}
