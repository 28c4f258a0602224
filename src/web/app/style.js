// 書式: how the sheet looks, as a form and as the template's own text. A sheet that has none of its own gets one
// with the first change, beside the data.

import { app, change, changeTemplate, emit, inTurn, on } from './state.js';
import { ask } from './program.js';
import { byId, icon, make } from './dom.js';
import { saveBeside } from './saving.js';
import { colorField } from './color.js';
import { mendOf, wordsOf } from './findings.js';

const PAPERS = ['A3', 'A4', 'A5', 'B4', 'B5'].flatMap((size) => [`${size}横`, `${size}縦`]);
const YES_NO = ['はい', 'いいえ'];
const COLORS = ['地色', '枠色', '文字色'];

/** The column that every sheet has. */
const SCHEDULE = '予定';

/**
 * The switches, part by part: the way to each, its name, and what it takes: words, a unit, or a colour with the one
 * that it is where nothing is written.
 * @type {Array<[string, Array<[string[], string, any]>]>}
 */
const FORM = [
  ['紙', [[['用紙'], '用紙', PAPERS], ...['上', '下', '左', '右'].map((side) => /** @type {[string[], string, any]} */ ([['余白', side], `余白 ${side}`, 'mm']))]],
  ['文字', [[['文字', '本文'], '本文', 'pt'], [['文字', '表題'], '表題', 'pt'], [['文字', '列見出し'], '列見出し', 'pt'], [['文字', '本文の最小'], '収めるときの最小', 'pt'], [['文字', '本文の最大'], '収めるときの最大', 'pt'], [['文字', '行送り'], '行送り（倍）', '']]],
  ['出すもの', [[['凡例'], '凡例', YES_NO], [['各ページに繰り返す', 'ページ番号'], 'ページ番号', YES_NO], [['各ページに繰り返す', '表題'], '各ページに表題', YES_NO], [['各ページに繰り返す', '課題見出し'], '続きの課題見出し', [...YES_NO, '余白があれば']], [['会議の行'], '会議を出す所', ['取組の行', '列見出しの下']], [['時間軸', '単位'], '予定の一列', ['月', '四半期', '半期', '年度']]]],
  ['見え消しと新旧対照表', [[['見え消し', '色'], '見え消しの色', { color: '#C00000' }], [['新旧対照表', '順序'], '左右の順', ['新旧', '旧新']], [['新旧対照表', '全行'], '変わらない取組も', YES_NO]]],
];

/** The template as the program reads it. @type {import('./types.js').Look | null} */
let look = null;
/** Whether its text is shown, and not the form. */
let isText = false;

export function startStyle() {
  byId('style-button').onclick = () => show(byId('style').hidden);
  byId('style').addEventListener('keydown', (event) => event.key === 'Escape' && (show(false), byId('style-button').focus()));
  on('opened', () => show(false));
  on('layout', () => !byId('style').hidden && read());
  on('go to style', async (path) => { await show(true); goTo(path); });
}

async function show(isShown) {
  byId('style').hidden = !isShown;
  byId('style-button').ariaExpanded = String(isShown);
  if (isShown) {
    await read();
    byId('style').querySelector('button')?.focus();
  }
}

/** Puts the focus on the field of what stands in a template, or on that of what it is a part of. */
function goTo(path) {
  const ways = (path ?? []).map((_, index) => path.slice(0, path.length - index));
  ways.map((way) => byId(idOf(way))).find(Boolean)?.focus();
}

async function read() {
  /** @type {import('./types.js').Answer} */
  const answer = await inTurn(() => ask({ ask: 'template', edit: 'none' })).catch(() => ({}));
  look = answer.template ?? look;
  draw();
}

// Changes

/** What stands at the end of a way; nothing where nothing does. */
const at = (path) => path.reduce((value, step) => value?.[step], look.value);

/** The text there; nothing where something else is written. @returns {string | undefined} */
const textAt = (path) => (typeof at(path) === 'string' ? at(path) : undefined);

/** The columns from left to right, where they are written as a list. @returns {any[]} */
const columnsNow = () => (Array.isArray(at(['欄'])) ? at(['欄']) : []);

/** The names of a column: its own, or those below a head of several. */
const namesOf = (column) => (Array.isArray(column.欄) ? column.欄.flatMap(namesOf) : [column.名前]);

/** Writes a text at the end of a way, of which the beginning may be missing. */
function put(path, name, text) {
  if (at(path) === text || (at(path) === undefined && text === '')) {
    return;
  }
  const missing = path.findIndex((_, index) => at(path.slice(0, index + 1)) === undefined);
  const inner = path.slice(missing + 1).reduceRight((value, key) => ({ map: [[key, value]] }), { text });
  const done = missing < 0 ? { set: [path, text] } : { add: [path.slice(0, missing + 1), inner] };
  changeTemplate(`書式の${name}を直す`, { changes: [done] });
}

function move(from, to) {
  changeTemplate('書式の欄を動かす', { changes: [{ move: [['欄', from], ['欄', to]] }] });
}

/** Takes a column away. What rows say in it stays in the data. */
function hide(index, name) {
  changeTemplate(`書式の欄「${name}」を外す`, { changes: [{ remove: ['欄', index] }] });
}

/** The columns of the built-in template that the sheet has none of. */
function hidden() {
  const present = columnsNow().flatMap(namesOf);
  return (look.columns ?? []).filter(({ 名前: name }) => !present.includes(name));
}

/** Puts a column back, behind the one that it stands behind in the built-in template. */
function bringBack(name) {
  const names = look.columns.map((column) => column.名前);
  const before = names.slice(0, names.indexOf(name));
  const index = columnsNow().findLastIndex((column) => namesOf(column).some((other) => before.includes(other))) + 1;
  changeTemplate(`書式の欄「${name}」を戻す`, { changes: [{ add: [['欄', index], written(look.columns[names.indexOf(name)])] }] });
}

/** What a template says, as something new to be written. @returns {import('./types.js').New} */
function written(value) {
  if (Array.isArray(value)) {
    return { list: value.map(written) };
  }
  return typeof value === 'string' ? { text: value } : { map: Object.entries(value).map(([key, inner]) => [key, written(inner)]) };
}

function setPages(text) {
  const isThere = app.state.table?.head['収めるページ数'] != null;
  const key = ['収めるページ数'];
  change('収めるページ数 を直す', text === '' ? (isThere ? [{ remove: key }] : []) : [{ set: [key, text] }]);
}

/** Goes back to the built-in template: the data name none. Its file stays. */
function dropTemplate() {
  change('組み込みの書式に戻す', [{ remove: ['書式'] }]);
}

// The form

function draw() {
  const part = byId('style');
  const [top, focused] = [part.querySelector('.scroll')?.scrollTop ?? 0, part.contains(document.activeElement) ? document.activeElement.id : ''];
  const own = app.state.template;
  const file = app.beside.find(({ name }) => name === own);
  const mode = (word, wanted) => make('button', { id: `style-${wanted ? 'text' : 'form'}`, textContent: word, 'aria-pressed': String(isText === wanted), onclick: () => { isText = wanted; draw(); } });
  const head = make('div', { className: 'tools' }, make('h2', { textContent: '書式' }), make('span', { className: 'name', textContent: own ?? '組み込み' }), make('span', { className: 'space' }), make('div', { className: 'switch', role: 'group', 'aria-label': '書式の見方' }, mode('欄と色', false), mode('YAML', true)), make('button', { id: 'style-close', className: 'plain', 'aria-label': '書式を閉じる', onclick: () => { show(false); byId('style-button').focus(); } }, icon('close')));
  const foot = make('div', { className: 'bar-line' }, make('p', { textContent: own ? '' : '直すと、この資料の書式（書式.yaml）ができます' }),
    ...(own ? [make('button', { id: 'style-drop', textContent: '組み込みに戻す', onclick: dropTemplate })] : []), ...(file ? [make('button', { id: 'style-save', className: file.isNew ? 'strong' : '', onclick: () => saveBeside(file).then(draw) }, icon('save'), '書式を保存')] : []));
  part.replaceChildren(head, ...told(), ...(isText || !look?.value ? [text()] : [form()]), foot);
  part.querySelector('.scroll')?.scrollTo({ top });
  found().forEach(mark);
  byId(focused)?.focus();
}

/** What is found in the template. */
const found = () => (app.layout?.findings ?? []).filter(({ in_template: isIn }) => isIn).slice(0, 5);

/** That, with what mends it. */
function told() {
  return found().map((finding, index) => {
    const { severity, message, remedy, place } = finding;
    const words = isText ? wordsOf(finding) : message;
    const go = make('button', { className: 'link', textContent: '欄へ', 'aria-describedby': `style-said-${index}`, onclick: () => goTo(place.path) });
    return make('div', { className: `said ${severity}`, id: `style-said-${index}` }, icon(severity), make('p', { textContent: `${words}。${remedy}` }), ...(isText || !place?.path ? [] : [go]), ...mendOf(finding));
  });
}

/** Marks the field of what is found, and ties it to what is said of it. */
function mark({ severity, place }, index) {
  const field = byId(idOf(place?.path ?? []));
  field?.classList.add(severity === 'error' ? 'wrong' : 'doubted');
  field?.setAttribute('aria-describedby', `style-said-${index}`);
  if (severity === 'error') {
    field?.setAttribute('aria-invalid', 'true');
  }
}

/** The template's own text. */
function text() {
  const area = make('textarea', { id: 'style-source', className: 'scroll', value: look?.text ?? '', wrap: 'off', spellcheck: false, autocomplete: 'off', 'aria-label': '書式の文字（YAML）' });
  area.onchange = () => changeTemplate('書式の文字を直す', { text: area.value });
  return area;
}

function form() {
  const groups = FORM.map(([title, fields]) => group(title, fields.map((it) => field(...it))));
  const pages = input({ id: 'style-pages', value: app.state.table?.head['収めるページ数'] ?? '', inputMode: 'numeric', onchange: ({ target }) => setPages(target.value.trim()) });
  groups[0].append(label('style-pages', '収めるページ数'), make('span', { className: 'unit' }, pages, 'ページ'));
  return make('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': '書式の欄' }, ...groups.slice(0, 2), columns(), bars(), ...groups.slice(2));
}

const group = (title, fields) => make('fieldset', {}, make('legend', { textContent: title }), ...fields.flat());
const label = (id, word) => make('label', { for: id, textContent: word });
const input = (properties) => make('input', { type: 'text', autocomplete: 'off', ...properties });
const idOf = (path) => `style-${path.join('-')}`;

/** A switch with its name. */
function field(path, name, kind) {
  return [label(idOf(path), name), control(path, name, kind)];
}

function control(path, name, kind) {
  const [id, value] = [idOf(path), textAt(path)];
  if (Array.isArray(kind)) {
    const words = kind.includes(value) || value === undefined ? kind : [value, ...kind];
    const select = make('select', { id, onchange: () => put(path, name, select.value) }, ...(value === undefined ? [make('option', { value: '', textContent: '（書かない）', selected: true })] : []), ...words.map((word) => make('option', { value: word, textContent: word, selected: word === value })));
    return select;
  }
  if (typeof kind === 'object') {
    return colorField({ id, name, value: value ?? kind.color, take: (color) => put(path, name, color) });
  }
  const bare = kind && value?.endsWith(kind) ? value.slice(0, -kind.length) : value ?? '';
  const box = input({ id, value: bare, onchange: () => put(path, name, withUnit(box.value.trim(), kind)) });
  return make('span', { className: 'unit' }, box, kind);
}

/** A number with its unit, which may have been written along. */
const withUnit = (value, unit) => (unit && /^[\d.]+$/.test(value.normalize('NFKC')) ? `${value}${unit}` : value);

/** The columns: head, width, and their order. */
function columns() {
  const list = columnsNow();
  const lines = list.map((column, index) => {
    const name = column.名前 ?? column.見出し ?? '';
    const head = make('textarea', { id: idOf(['欄', index, '見出し']), className: 'box', rows: 1, value: column.見出し ?? '', spellcheck: false, 'aria-label': `${name} 見出し`, onchange: () => put(['欄', index, '見出し'], `${name}の見出し`, head.value) });
    const width = input({ id: idOf(['欄', index, '幅']), value: column.幅 ?? '', 'aria-label': `${name} 幅`, disabled: column.幅 === undefined, onchange: () => put(['欄', index, '幅'], `${name}の幅`, width.value.trim()) });
    const away = namesOf(column).includes(SCHEDULE) ? '' : make('button', { id: `style-away-${index}`, type: 'button', className: 'plain', title: `${name} の欄を外す`, 'aria-label': `${name} を外す`, onclick: () => hide(index, name) }, icon('close'));
    const step = (by, word) => make('button', { id: `style-${by < 0 ? 'before' : 'behind'}-${index}`, type: 'button', className: 'plain', 'aria-label': `${name} を${word}`, disabled: index + by < 0 || index + by >= list.length, onclick: () => move(index, index + by) }, icon(by < 0 ? 'left' : 'right'));
    return make('li', {}, make('b', { textContent: name }), head, width, step(-1, '左へ'), step(1, '右へ'), away);
  });
  const missing = hidden();
  const back = make('select', { id: 'style-back', 'aria-label': '外した欄を戻す', onchange: () => back.value && bringBack(back.value) }, make('option', { value: '', textContent: '外した欄を戻す' }), ...missing.map(({ 名前: name }) => make('option', { value: name, textContent: name })));
  return make('fieldset', {}, make('legend', { textContent: '表の欄' }), make('div', { className: 'columns heads', 'aria-hidden': 'true' }, ...['', '見出し', '幅（文字）'].map((textContent) => make('span', { textContent }))), make('ol', { className: 'columns' }, ...lines), ...(missing.length ? [back] : []));
}

/** The kinds of bars and their colours. */
function bars() {
  const kinds = Object.entries(at(['帯']) ?? {});
  const lines = kinds.map(([kind, style]) => make('li', {}, make('span', { className: 'bar-sample', textContent: kind, style: `background:${style.地色 ?? ''};border-color:${style.枠色 ?? ''};color:${style.文字色 ?? ''}` }), ...COLORS.map((key) => make('div', { className: 'named-color' }, label(idOf(['帯', kind, key]), key), control(['帯', kind, key], `帯「${kind}」の${key}`, { color: '#000000' })))));
  const missing = (app.state.table?.kinds ?? []).filter((kind) => !kinds.some(([known]) => known === kind));
  const add = make('select', { id: 'style-add-bar', 'aria-label': '色を決める帯を加える', onchange: () => add.value && addBar(add.value) }, make('option', { value: '', textContent: '帯の種類を加える' }), ...missing.map((kind) => make('option', { value: kind, textContent: kind })));
  return make('fieldset', {}, make('legend', { textContent: '帯の色' }), make('ul', { className: 'bars' }, ...lines), ...(missing.length ? [add] : []));
}

/** A kind of bar begins with the look that it has as one of the others. */
function addBar(kind) {
  const others = at(['帯', 'その他']) ?? {};
  changeTemplate(`書式に帯「${kind}」を加える`, { changes: [{ add: [['帯', kind], { map: COLORS.map((key) => [key, { text: others[key] ?? '#000000' }]) }] }] });
}
