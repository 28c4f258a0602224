// The page to begin with: open a file, begin with a sample, go on with a draft.

import { app, emit, on } from './state.js';
import { byId, icon, make } from './dom.js';
import { all, forget } from './drafts.js';
import { openHandle, openNew, pickFile } from './files.js';
import { beginYear } from './year.js';

/** The sheets that came with the page: the blank one first, then the samples, the real one last. */
const samples = () => [...document.querySelectorAll('.sample')].map((element) => {
  const { name, purpose, beside } = /** @type {HTMLElement} */ (element).dataset;
  const [data, template] = element.textContent.split(' ').map((text) => () => unpacked(text));
  return { name, purpose, bytes: data, beside: async () => (template ? [{ name: beside, bytes: await template(), isNew: true }] : []) };
});

/** The bytes that were compressed into a text. */
async function unpacked(text) {
  const packed = new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]);
  return new Uint8Array(await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/** The real sheet, whose first page shows what will be made. */
export const realSheet = () => samples().at(-1).bytes();

export function startStart() {
  on('opened', () => document.body.classList.remove('empty'));
  draw();
}

/** Opens a sample. */
async function openSample({ name, bytes, beside }) {
  return openNew(name, await bytes(), { beside: await beside() });
}

/** Opens the blank sheet, with its head to be written first. */
export async function openBlank() {
  if (await openSample(samples()[0])) {
    emit('go', { path: ['表題'] });
  }
}

const choice = (name, title, text, act, more = {}) => make('button', { className: 'choice', onclick: act, ...more.properties }, icon(name), make('span', {}, make('b', { textContent: title }), make('small', { textContent: text })), more.end ?? icon('right'));

async function draw() {
  const section = byId('start');
  const open = choice('folder', 'ファイルを開く', 'これまでの資料３のデータ（.yaml）', pickFile, { end: make('kbd', { textContent: 'Ctrl+O' }) });
  open.classList.add('strong');
  const choices = make('div', { className: 'choices' }, make('h2', { textContent: '資料３をつくる' }), make('p', { className: 'lead', textContent: '取組の表を直すと、配布用の PDF と Excel が同じ内容でできます。' }),
    open, choice('year', '前年度のファイルから始める', '年度・表題・会議の年を新しくして、取組を引き継ぎます', nextYear), choice('new', '何もない所から始める', '空の表を開きます', openBlank));
  const kept = make('div');
  const others = samples().slice(1).map((sample) => make('p', { className: 'recent' }, make('button', { className: 'link', textContent: sample.name.replace('.yaml', ''), onclick: () => openSample(sample) }), sample.purpose));
  choices.append(kept, make('h3', { textContent: '見本から始める' }), ...others, make('p', { className: 'promise' }, icon('lock'), 'データはこのパソコンの中だけで扱います。どこにも送りません。'));
  const sample = make('figure', { id: 'sample' }, make('div', { className: 'page', role: 'img', 'aria-label': 'できあがりの見本' }), make('figcaption', { textContent: 'できあがりの見本 ― ファイルをここへ落としても開けます' }));
  section.replaceChildren(choices, sample);
  await drawKept(kept).catch(() => {});
}

/** Asks for last year's file, and begins the new year with it. */
async function nextYear() {
  await pickFile();
  if (app.state) {
    await beginYear();
  }
}

const day = (time) => new Date(time).toLocaleString('ja-JP', { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' });

async function drawKept(kept) {
  const [drafts, recent] = [await all('drafts'), await all('recent')];
  kept.replaceChildren();
  if (drafts.length > 0) {
    kept.append(make('h3', { textContent: '保存していない下書きがあります' }), ...drafts.map((draft) => draftLine(draft, kept)));
  }
  if (recent.length > 0) {
    kept.append(make('h3', { textContent: '最近のファイル' }), ...recent.map(({ name, time, handle, beside }) => make('p', { className: 'recent' }, make('button', { className: 'link', textContent: name, onclick: () => openHandle(handle, beside) }), day(time))));
  }
}

function draftLine(draft, kept) {
  const drop = make('button', { textContent: '捨てる', 'aria-label': `${draft.name} の下書きを捨てる`, onclick: () => forget('drafts', draft.id).then(() => drawKept(kept)) });
  const go = make('button', { className: 'strong', textContent: '続きから', 'aria-label': `${draft.name} の下書きを続きから直す`, onclick: () => openNew(draft.name, new TextEncoder().encode(draft.text), { id: draft.id, found: draft.handle, beside: draft.beside, steps: draft.steps }) });
  return make('div', { className: 'draft' }, make('p', {}, make('b', { textContent: draft.name }), make('br'), `${day(draft.time)} まで${draft.count ? `・直した所 ${draft.count}` : ''}`), drop, go);
}

/** Shows a made page as the sample. */
export function showSample(svg) {
  const page = document.querySelector('#sample .page');
  if (page) {
    page.innerHTML = svg;
  }
}

/** Says that this browser can't run the program, and what to do. */
export function showBlocked() {
  byId('start').replaceChildren(make('div', { className: 'choices' }, make('h2', { textContent: 'この Edge の設定では動きません' }),
    make('p', { textContent: 'WebAssembly が止められています。情報システムの担当に、次のことを伝えてください。' }),
    make('ul', {}, make('li', { textContent: '・Edge のポリシー「DefaultJavaScriptJitSetting」で JIT を止めていると、この画面は動きません。' }), make('li', { textContent: '・この画面は、通信も、インストールも、書き込みの権限も要りません。' })),
    make('p', { textContent: '代わりに、shiryo3.exe にデータのファイルを重ねても、PDF と Excel を作れます。' })));
  emit('told', 'この Edge の設定では動きません');
}
