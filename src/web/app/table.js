// The table: a body for each theme and for each row. It is kept, and changed where the data have changed, so
// that the focus and what is being composed stay. Rows get textareas and bars when they come near the view: some
// files have thousands.

import { app, barsOf, choose, on, rowName, rowPath } from './state.js';
import { byId, icon, make } from './dom.js';
import { LONGEST, becomeCell, edit, endCells, fill } from './cells.js';
import { drawStrip, focusStrip } from './strips.js';
import { saidOf } from './findings.js';
import { focusBody } from './focus.js';
import { openRowMenu, openThemeMenu } from './rows.js';
import { dragRow } from './rowdrag.js';

/** How many rows are made whole at once. */
const FIRST_ROWS = 40;

/** How much is shown of a text that is too long to be edited in a cell. */
const SHOWN = 300;

/** What the widths of the columns are in proportion, those of others in full. */
const WIDTHS = { 項目: '17%', 内容: '', 提案機関: '16.5%', 協力機関: '18%', 備考: '46px' };

/** @type {HTMLTableElement} */
let table;
/** The columns that the head shows, as a text. */
let columns = '';
/** @type {IntersectionObserver} */
let nearby;

export function startTable() {
  table = make('table');
  byId('table').append(table);
  nearby = new IntersectionObserver((seen) => seen.filter((it) => it.isIntersecting).forEach(({ target }) => warm(target)),
    { root: byId('table'), rootMargin: '400px 0px' });
  on('opened', clear);
  on('state', draw);
  on('layout', drawSaid);
  on('chosen', showChosen);
  on('go', goTo);
}

/** Begins anew: of another file nothing may stay, not even what is being written. */
function clear() {
  endCells();
  table.replaceChildren();
  columns = '';
}

function draw() {
  const data = app.state.table;
  if (!data) {
    return;
  }
  drawHead(data);
  const wanted = data.themes.flatMap((theme, index) => [{ theme: index, row: null }, ...theme.rows.map((_, row) => ({ theme: index, row }))]);
  wanted.forEach(({ theme, row }, index) => {
    const body = bodyAt(index, row === null ? 'theme' : 'row');
    if (row === null) {
      drawTheme(body, theme, data.themes[theme]);
    } else {
      drawRow(body, theme, row, data);
    }
  });
  while (table.tBodies.length > wanted.length) {
    table.tBodies[wanted.length].remove();
  }
  drawSaid();
  showChosen();
}

function drawHead(data) {
  const key = JSON.stringify([data.columns, data.times]);
  if (key !== columns) {
    columns = key;
    table.textContent = '';
    const heads = data.columns.map(({ key: name }) => make('th', { scope: 'col', textContent: name, className: `column-${name}` }));
    heads.forEach((head) => { head.style.width = WIDTHS[head.textContent] ?? '12%'; });
    const number = make('th', { scope: 'col', textContent: '番号' });
    number.style.width = '42px';
    const months = make('div', { className: 'months', 'aria-hidden': 'true' },
      ...data.times.map((time) => make('span', { title: time.full_name })));
    table.append(make('thead', {}, make('tr', {}, number, ...heads),
      make('tr', { className: 'ruler' }, make('td'), make('td', { colSpan: data.columns.length }, ...years(data), months))));
  }
  monthsShown().forEach((span, index) => {
    const { name, start, end } = data.times[index];
    const isMeeting = data.occasions.some(({ at }) => at[0] < end && start < at[1]);
    span.replaceChildren(name, ...(isMeeting ? [make('small', { textContent: '会議' })] : []));
    span.classList.toggle('meeting', isMeeting);
    span.classList.toggle('quarter', end % 9 === 0);
  });
}

/** The fields of the ruler: one for each column of the schedule. @returns {any[]} */
const monthsShown = () => [...(table.tHead?.querySelectorAll('.months:not(.years) span') ?? [])];

/** The thirds of months in a year. */
const YEAR = 36;

/** The years above the months, where there are several. */
function years({ times, thirds }) {
  const first = times.filter(({ start }) => start % YEAR === 0);
  return thirds > YEAR ? [make('div', { className: 'months years', 'aria-hidden': 'true' }, ...first.map(({ full_name: name }) => make('span', { textContent: name.replace(/年.*/, '年度') })))] : [];
}

/** The body of an index, of a kind. */
function bodyAt(index, kind) {
  const there = table.tBodies[index];
  if (there?.classList.contains(kind)) {
    return there;
  }
  const body = make('tbody', { className: kind });
  table.insertBefore(body, there ?? null);
  return body;
}

function drawTheme(body, index, theme) {
  body.dataset.theme = index;
  if (!body.firstChild) {
    const heading = make('textarea');
    const at = () => Number(body.dataset.theme);
    const shared = { move: (way) => move(heading, way) };
    becomeCell(heading, { path: () => ['課題', at(), '見出し'], name: () => '課題の見出し', ...shared });
    const category = make('textarea');
    becomeCell(category, { path: () => ['課題', at(), '区分'], name: () => '課題の区分', move: (way) => move(category, way) });
    const more = make('button', { className: 'plain', 'aria-haspopup': 'menu', title: '課題の操作', onclick: (event) => openThemeMenu(event.currentTarget, at()) }, icon('more'));
    body.append(make('tr', {}, make('th', { colSpan: app.state.table.columns.length + 1, scope: 'rowgroup' },
      make('div', { className: 'theme-line' }, heading, make('label', {}, '課題区分', category), more))));
  }
  const [heading, category] = body.querySelectorAll('textarea');
  fill(heading, theme.heading);
  heading.ariaLabel = `課題${index + 1} 見出し`;
  fill(category, theme.category);
  category.ariaLabel = `課題${index + 1} 区分`;
  body.querySelector('button').ariaLabel = `課題${index + 1} の操作`;
}

function drawRow(body, theme, index, data) {
  const row = data.themes[theme].rows[index];
  body.dataset.theme = theme;
  body.dataset.row = index;
  body.id = `row-${theme}-${index}`;
  if (!body.firstChild) {
    makeRow(body, data);
  }
  const key = JSON.stringify([row, data.occasions]);
  if (body.drawn === key) {
    return;
  }
  body.drawn = key;
  const [number, more] = body.querySelectorAll('.number button');
  number.textContent = row.number;
  number.ariaLabel = `${rowName(row)} を選ぶ`;
  more.ariaLabel = `${rowName(row)} の操作`;
  body.querySelector('.breaks').textContent = row.starts_page ? '改ページ' : '';
  body.querySelectorAll('tr.cells td').forEach((cell, column) => {
    const text = row.texts[column] ?? '';
    const isLong = text.length > LONGEST;
    if (isLong !== (cell.firstChild.className === 'cold long')) {
      cell.replaceChildren(make('div', { className: isLong ? 'cold long' : 'cold' }));
      if (!isLong && body.dataset.warm) {
        warmCell(body, cell, column);
      }
    }
    const shown = cell.firstChild;
    if (shown.tagName === 'TEXTAREA') {
      fill(shown, text);
      shown.ariaLabel = `${rowName(row)} ${data.columns[column].key}`;
    } else {
      shown.textContent = isLong ? `${text.slice(0, SHOWN)}…（長すぎる文です。元の文字で直してください）` : text;
    }
  });
  if (body.dataset.warm) {
    drawStrip(body.querySelector('.strip'), theme, index, data);
  }
}

function makeRow(body, data) {
  const at = () => ({ theme: Number(body.dataset.theme), row: Number(body.dataset.row) });
  const number = make('button', { tabIndex: -1, title: '引くと移せます', onpointerdown: (event) => dragRow(event, at()), onclick: (event) => event.detail === 0 && choose(at()) });
  const more = make('button', { tabIndex: -1, 'aria-haspopup': 'menu', onclick: (event) => openRowMenu(event.currentTarget, at()) }, icon('more'));
  const head = make('th', { className: 'number', scope: 'row', rowSpan: 2 }, number, more, make('span', { className: 'breaks' }));
  const cells = data.columns.map(() => make('td', {}, make('div', { className: 'cold' })));
  const strip = make('div', { className: 'strip', role: 'group' });
  const said = make('div', { className: 'saids' });
  body.warm = () => warm(body);
  body.append(make('tr', { className: 'cells' }, head, ...cells),
    make('tr', { className: 'schedule' }, make('td', { colSpan: data.columns.length }, strip, said)));
  if (table.tBodies.length <= FIRST_ROWS) {
    warm(body);
  } else {
    nearby.observe(body);
  }
}

/** Gives a row its textareas and its schedule. */
function warm(body) {
  if (body.dataset.warm) {
    return;
  }
  body.dataset.warm = 'yes';
  nearby.unobserve(body);
  body.querySelectorAll('tr.cells td').forEach((cell, column) => {
    if (cell.firstChild.className !== 'cold long') {
      warmCell(body, cell, column);
    }
  });
  if (body.drawn) {
    const { theme, row } = body.dataset;
    drawStrip(body.querySelector('.strip'), Number(theme), Number(row), app.state.table);
  }
}

function warmCell(body, cell, column) {
  const { key } = app.state.table.columns[column];
  const at = () => [Number(body.dataset.theme), Number(body.dataset.row)];
  const row = () => app.state.table.themes[at()[0]]?.rows[at()[1]];
  const area = make('textarea', { ariaLabel: `${rowName(row())} ${key}`, value: cell.firstChild.textContent });
  becomeCell(area, { path: () => [...rowPath(...at()), key], name: () => `${rowName(row())} ${key}`, move: (way) => move(area, way) });
  area.addEventListener('focus', () => choose({ theme: at()[0], row: at()[1], field: key }));
  cell.replaceChildren(area);
}

/** Moves the focus from a cell; gives whether there is one on that side. */
function move(area, way) {
  const body = area.closest('tbody');
  const areas = [...body.querySelectorAll('textarea')];
  const index = areas.indexOf(area);
  const sideways = { left: index - 1, before: index - 1, right: index + 1, next: index + 1, first: 0, last: areas.length - 1 }[way];
  if (sideways !== undefined) {
    return focusAt(body, sideways, areas, way);
  }
  if (way === 'below' && body.classList.contains('row')) {
    return focusStrip(body);
  }
  return focusBody(way === 'up' ? body.previousElementSibling : body.nextElementSibling, index);
}

function focusAt(body, index, areas, way) {
  if (areas[index]) {
    areas[index].focus();
    return true;
  }
  if (way === 'next') {
    return body.classList.contains('row') ? focusStrip(body) : focusBody(body.nextElementSibling, 0);
  }
  if (way === 'before') {
    const other = body.previousElementSibling;
    return other?.classList.contains('row') ? focusStrip(other) : focusBody(other, Infinity);
  }
  return false;
}

/** The body of a row. */
const bodyOf = (theme, row) => byId(`row-${theme}-${row}`);

/** Puts the focus where a way leads to, with the caret before a character if one is given; gives whether it can. */
function goTo({ path, caret }) {
  const [top, theme, key, row, field] = path;
  if (top !== '課題' || theme === undefined) {
    return false;
  }
  if (key !== '取組' || row === undefined) {
    const body = [...table.tBodies].find((it) => it.classList.contains('theme') && Number(it.dataset.theme) === theme);
    return focusBody(body, key === '区分' ? 1 : 0);
  }
  const body = bodyOf(theme, row);
  if (!body) {
    return false;
  }
  warm(body);
  if (field === '予定') {
    const bars = barsOf(app.state.table.themes[theme].rows[row]);
    const index = bars.findIndex((bar) => bar.path.join() === path.slice(0, bar.path.length).join() || path.join().startsWith(bar.path.slice(0, path.length).join()));
    choose({ theme, row, bar: Math.max(0, index) }, { focus: true });
    return true;
  }
  const column = app.state.table.columns.findIndex((it) => it.key === field);
  const area = body.querySelectorAll('textarea')[Math.max(0, column)];
  if (caret === undefined) {
    area.focus();
  } else {
    edit(area, caret);
  }
  center(area);
  return true;
}

/** Brings something into the view if it is out of it. */
function center(element) {
  const [box, view] = [element.getBoundingClientRect(), byId('table').getBoundingClientRect()];
  if (box.top < view.top + 60 || box.bottom > view.bottom) {
    element.scrollIntoView({ block: 'center' });
  }
}

function showChosen(how = {}) {
  const { theme, row, field, bar } = app.chosen;
  table.querySelectorAll('tbody.chosen').forEach((body) => body.classList.remove('chosen'));
  const body = bodyOf(theme, row);
  body?.classList.add('chosen');
  const spans = barsOf(app.state?.table?.themes[theme]?.rows[row]).map((it) => it.span);
  const span = bar === null ? null : spans[bar];
  monthsShown().forEach((month, index) => {
    const { start, end } = app.state.table.times[index];
    month.classList.toggle('covered', Boolean(span && span[0] < end && start < span[1]));
  });
  if (how.focus && body) {
    warm(body);
    if (field !== null) {
      const column = app.state.table.columns.findIndex((it) => it.key === field);
      const area = body.querySelectorAll('textarea')[Math.max(0, column)];
      area.focus();
      center(area);
    } else if (bar !== null) {
      focusStrip(body, bar);
    } else {
      center(body);
    }
  }
}

/** Shows what is said of rows where it belongs. */
function drawSaid() {
  const said = saidOf(app.layout?.findings ?? []);
  for (const body of table.tBodies) {
    if (body.classList.contains('row')) {
      said.drawIn(body);
    }
  }
}
