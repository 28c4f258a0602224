// What is found in the data: counts and a list below the table, and in the table at the places themselves.

import { app, change, changeTemplate, emit, on, splice } from './state.js';
import { byId, icon, make } from './dom.js';

/** The kinds of findings, by severity, as people call them. */
export const KINDS = { error: '誤り', warning: '注意', hint: '表記' };

/** Which kinds the list shows, and whether it is open. */
const shown = { error: true, warning: true, hint: true };
let isOpen = null;
/** The finding that was gone to last. */
let here = -1;

export function startFindings() {
  on('layout', draw);
  on('opened', () => { here = -1; });
}

const list = () => (app.layout?.findings ?? []).filter((finding) => shown[finding.severity]);

/** A finding's kind: word, shape and colour. */
export const kindOf = ({ severity }) => make('span', { className: `kind ${severity}` }, icon(severity), KINDS[severity]);

function draw() {
  const section = byId('findings');
  const [errors, warnings, hints] = app.layout.counts;
  const counts = { error: errors, warning: warnings, hint: hints };
  isOpen ??= innerHeight >= 900;
  const chips = Object.entries(KINDS).map(([kind, word]) => make('button', { className: `chip ${kind}`, 'aria-pressed': String(shown[kind]), onclick: () => { shown[kind] = !shown[kind]; draw(); } }, icon(kind), `${word} ${counts[kind]}`));
  const none = errors + warnings + hints === 0;
  section.replaceChildren(make('div', { className: 'summary' }, make('h2', { textContent: '指摘' }), ...chips, make('span', { className: 'space', textContent: none ? '指摘はありません' : '' }),
    ...(none ? [] : steps()),
    make('button', { textContent: isOpen ? '一覧をたたむ' : '一覧を開く', 'aria-expanded': String(isOpen), onclick: () => { isOpen = !isOpen; draw(); } })));
  if (isOpen && !none) {
    section.append(make('ol', { 'aria-label': '指摘の一覧', tabIndex: 0 }, ...list().map((finding, index) => line(finding, index))));
  }
}

const steps = () => [make('button', { className: 'plain', textContent: '前の指摘', onclick: () => goOn(-1) }), make('button', { className: 'plain', onclick: () => goOn(1) }, '次の指摘', make('kbd', { textContent: 'F8' }))];

function line(finding, index) {
  const item = make('li', {}, kindOf(finding), make('button', { className: 'link where', textContent: whereOf(finding), onclick: () => goTo(index) }),
    make('p', { textContent: wordsOf(finding), title: finding.remedy }), ...buttonsOf(finding));
  item.classList.toggle('here', index === here);
  return item;
}

/** What is wrong. Of what lies in the template, whose lines are not shown, the line goes before it. */
export const wordsOf = ({ message, place, in_template: isInTemplate }) => (isInTemplate && place ? `${app.state.template} の ${place.line} 行目: ${message}` : message);

/** Where something is found, in words. */
function whereOf({ place, in_template: isInTemplate }) {
  if (isInTemplate) {
    return '書式';
  }
  if (!place?.path) {
    return place ? `${place.line} 行目` : '全体';
  }
  return placeName(place.path);
}

/** A place in words: the 取組 by its number and the name of the text. */
export function placeName(path) {
  const row = path[2] === '取組' && path.length > 3 ? app.state.table?.themes[path[1]]?.rows[path[3]] : null;
  if (row) {
    return `取組${row.number} ${path[4] ?? ''}`;
  }
  if (path[0] === '課題' && path.length > 1) {
    return `課題${path[1] + 1} ${path[2] ?? ''}`;
  }
  return typeof path[1] === 'number' ? `${path[0]}${path[1] + 1} ${path[2] ?? ''}`.trim() : String(path[0] ?? '全体');
}

/** The buttons that mend a finding or leave it as it is. */
function buttonsOf(finding) {
  const buttons = mendOf(finding);
  if (finding.severity !== 'error' && finding.rule) {
    buttons.push(make('button', { className: 'plain', textContent: 'このまま', title: 'この所は示さないようにします（無視に加えます）', onclick: () => ignore(finding) }));
  }
  return buttons;
}

/** The button that mends a finding, where that is known. */
export function mendOf(finding) {
  const { mend, remedy, in_template: isInTemplate } = finding;
  const act = () => (isInTemplate ? changeTemplate('書式を直す', { patches: [mend.patch] }) : splice(`指摘を直す（${whereOf(finding)}）`, [mend.patch]));
  return mend ? [make('button', { textContent: mend.name, title: remedy, onclick: act })] : [];
}

/** Adds a finding to what is not pointed at: its characters, or its rule where it has none. */
function ignore({ characters, rule }) {
  const text = characters && !characters.includes('\n') ? characters : rule;
  change(`「${text}」はこのまま`, () => [{ add: [['無視', app.state.table?.ignored.length ?? 0], { text }] }]);
}

/** Goes to the next or the previous finding. */
export function goOn(by) {
  const count = list().length;
  if (count > 0) {
    goTo((here + by + (here < 0 && by < 0 ? 1 : 0) + count) % count);
  }
}

function goTo(index) {
  here = index;
  const finding = list()[index];
  draw();
  emit('told', `${KINDS[finding.severity]} ${whereOf(finding)} ${wordsOf(finding)}`);
  if (finding.in_template) {
    emit('go to style', finding.place?.path);
  } else if (finding.place) {
    emit('go', { path: finding.place.path ?? [], place: finding.place });
  }
}

/** Goes to the first mistake. */
export function goToError() {
  Object.assign(shown, { error: true });
  goTo(0);
}

/** What is said of rows, to be drawn in their bodies. */
export function saidOf(findings) {
  const rows = new Map();
  for (const finding of findings) {
    const path = finding.place?.path;
    if (path?.[0] === '課題' && path[2] === '取組' && path.length > 3) {
      const key = `${path[1]} ${path[3]}`;
      rows.set(key, [...(rows.get(key) ?? []), finding]);
    }
  }
  return { drawIn: (body) => drawIn(body, rows.get(`${body.dataset.theme} ${body.dataset.row}`) ?? []) };
}

function drawIn(body, said) {
  const key = JSON.stringify(said);
  if (body.said === key) {
    return;
  }
  body.said = key;
  for (const kind of ['error', 'warning']) {
    body.classList.toggle(`with-${kind}`, said.some(({ severity }) => severity === kind));
  }
  const grave = said.filter((finding) => finding.severity !== 'hint' && !isBlank(finding));
  const line = (finding, index) => make('div', { className: `said ${finding.severity}`, id: `said-${body.id}-${index}` }, kindOf(finding), make('p', { textContent: sentence(finding) }), ...buttonsOf(finding));
  body.querySelector('.saids').replaceChildren(...grave.map(line));
  body.querySelectorAll('tr.cells textarea').forEach((area) => {
    const name = app.state.table?.columns[area.parentElement.cellIndex - 1]?.key;
    const own = said.filter(({ place }) => place.path[4] === name);
    const error = own.find(({ severity }) => severity === 'error');
    area.classList.toggle('wrong', Boolean(error));
    area.classList.toggle('doubted', !error && own.length > 0);
    area.title = own.map(({ message }) => message).join('\n');
    area.placeholder = own.some(isBlank) ? `${name}を書いてください` : '';
    area.toggleAttribute('aria-invalid', Boolean(error));
    if (error) {
      area.setAttribute('aria-invalid', 'true');
    }
    if (grave.includes(error)) {
      area.setAttribute('aria-describedby', `said-${body.id}-${grave.indexOf(error)}`);
    } else {
      area.removeAttribute('aria-describedby');
    }
  });
}

/** Whether nothing else is wrong than that a text of a row is still to be written. That is said in its cell. */
export function isBlank({ severity, place }) {
  const [, theme, , row, key] = place?.path ?? [];
  const { columns, themes } = app.state.table ?? {};
  const text = themes?.[theme]?.rows?.[row]?.texts[columns.findIndex((column) => column.key === key)];
  return severity === 'error' && text?.trim() === '';
}

/** What is wrong, and in one line what to do. */
const sentence = ({ message, remedy }) => `${message}。${remedy.split('\n')[0]}`;
