// The pages as they will be printed. Those near the view are drawn; a click leads to the text in the table.

import { app, barsOf, change, choose, emit, inTurn, on, rowPath } from './state.js';
import { byId, icon, make, say } from './dom.js';
import { ask } from './program.js';
import { pickBeside } from './files.js';
import { barAt } from './bars.js';
import { goToError, isBlank } from './findings.js';
import { dragBar } from './strips.js';

/** CSS pixels in a point. */
const PIXELS = 96 / 72;

/** The size in pixels that a text has which is to be read. */
const READABLE = 12;

/** How wide a month is at least that can be grabbed. */
const GRAB = 20;

/** How large the pages are: `width`, `read` or a number. @type {string | number} */
let zoom = 'width';
/** The pages that are shown. @type {string[]} */
let shown = [];
/** @type {IntersectionObserver} */
let nearby;
/** How many pages there were before the last change. */
let count = 0;

export function startPages() {
  const pages = byId('pages');
  nearby = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => (isIntersecting ? paint(target) : rest(target))), { root: pages, rootMargin: '300px' });
  on('layout', () => { draw(); (app.made?.faces ?? 0) > faces.length && loadFaces(app.made.faces); });
  on('beside', dropFaces);
  on('view', () => app.layout && draw());
  on('chosen', (how) => showChosen(how?.quiet !== true));
  on('opened', () => { dropFaces(); shown = []; count = 0; pages.replaceChildren(); });
  on('slow', (isSlow) => pages.setAttribute('aria-busy', String(isSlow)));
  new ResizeObserver(() => size()).observe(pages);
  pages.addEventListener('scroll', tellPage);
  pages.addEventListener('pointerdown', press);
  pages.addEventListener('wheel', (event) => event.ctrlKey && (event.preventDefault(), scaleBy(event.deltaY < 0 ? 1.1 : 1 / 1.1)), { passive: false });
  byId('zoom-in').onclick = () => scaleBy(1.25);
  byId('zoom-out').onclick = () => scaleBy(0.8);
  byId('zoom-width').onclick = () => setZoom('width');
  byId('zoom-read').onclick = () => setZoom('read');
  byId('page-before').onclick = () => scrollTo(current() - 1);
  byId('page-next').onclick = () => scrollTo(current() + 1);
  byId('pages-only').onclick = () => {
    const isOnly = document.body.classList.toggle('pages-only');
    byId('pages-only').ariaPressed = String(isOnly);
  };
}

/** The faces that the browser has. @type {FontFace[]} */
const faces = [];
/** How many of them are built in, and stay. */
const BUILT_IN = 2;

/** Gives the pages' faces to the browser: family F0 is face 0. */
export function loadFaces(count = BUILT_IN) {
  return inTurn(async () => {
    while (faces.length < count) {
      const { file } = await ask({ ask: 'font', face: faces.length });
      const font = new FontFace(`F${faces.length}`, /** @type {Uint8Array<ArrayBuffer>} */ (file));
      faces.push(font);
      document.fonts.add(await font.load());
    }
  });
}

/** Lets the faces of a template go. */
function dropFaces() {
  faces.splice(BUILT_IN).forEach((font) => document.fonts.delete(font));
}

/** The pages that are wanted: those of the data, or others in their place. */
const wanted = () => (app.instead ? { ...app.made, pages: app.instead.pages } : app.made);

function draw() {
  const made = wanted();
  notice();
  if (!made) {
    byId('pages').replaceChildren();
    shown = [];
    return;
  }
  const pages = byId('pages');
  while (pages.children.length > made.pages.length) {
    pages.lastChild.remove();
  }
  made.pages.forEach((svg, index) => {
    const page = pages.children[index] ?? newPage(pages);
    page.ariaLabel = `紙面 ${index + 1} ページ目／${made.pages.length} ページ`;
    if (shown[index] !== svg) {
      page.svg = svg;
      const [, width, height] = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/);
      page.paper = [Number(width), Number(height)];
      if (page.firstChild || index < 2) {
        page.innerHTML = svg;
      }
    }
  });
  shown = made.pages;
  size();
  tellPage();
  showChosen(false);
}

function newPage(pages) {
  const page = make('div', { className: 'page', role: 'img' });
  pages.append(page);
  nearby.observe(page);
  return page;
}

function paint(page) {
  if (!page.firstChild && page.svg) {
    page.innerHTML = page.svg;
    showChosen(false);
  }
}

/** Lets a page go that is far from the view. */
function rest(page) {
  if (shown.length > 8) {
    page.replaceChildren();
  }
}

// Size

/** Pixels in a point, as wide as the page is shown. @returns {number} */
const scale = () => {
  const width = Math.max(...[...byId('pages').children].map((page) => page.paper?.[0] ?? 0));
  if (zoom === 'width') {
    return Math.max(0.05, (byId('pages').clientWidth - 22) / width);
  }
  return zoom === 'read' ? READABLE / (app.made?.body ?? 7.5) : Number(zoom);
};

function size() {
  const pages = byId('pages');
  if (!pages.firstChild) {
    return;
  }
  const factor = scale();
  for (const page of pages.children) {
    page.style.width = `${page.paper[0] * factor}px`;
    page.style.height = `${page.paper[1] * factor}px`;
  }
  say(byId('zoom'), `${Math.round((factor / PIXELS) * 100)}%`);
  byId('zoom-width').ariaPressed = String(zoom === 'width');
  byId('zoom-read').ariaPressed = String(zoom === 'read');
}

function setZoom(wanted) {
  zoom = wanted;
  size();
  showChosen(true, true);
}

function scaleBy(factor) {
  setZoom(Math.min(8, Math.max(0.2, scale() * factor)));
}

const current = () => {
  const pages = byId('pages');
  const middle = pages.scrollTop + pages.clientHeight / 3;
  return Math.max(0, [...pages.children].findLastIndex((page) => page.offsetTop - pages.offsetTop <= middle));
};

function tellPage() {
  const total = byId('pages').children.length;
  say(byId('page-number'), total ? `${current() + 1} / ${total} ページ` : '');
}

function scrollTo(index) {
  byId('pages').children[index]?.scrollIntoView({ block: 'start' });
}

// Notices above the pages

let offered = null;

/** Shows what the page has to say of itself: that it is an older one, or that there are more pages now. */
function notice() {
  const { layout, made } = app;
  const errors = layout.counts[0];
  if (app.state.missing.length > 0) {
    showNotice('error', `資料と同じフォルダーにある ${app.state.missing.join('、')} も要ります`, [make('button', { textContent: 'ファイルを選ぶ', onclick: pickBeside })]);
    return;
  }
  if (errors > 0 && layout.findings.filter(isBlank).length === errors) {
    showNotice('hint', `空いている欄を書くと、${made ? '紙面が新しくなります' : 'ここに紙面が出ます'}（残り ${errors} 欄）`, []);
    return;
  }
  if (errors > 0) {
    showNotice('error', `誤り ${errors} 件があるため、${made ? '一つ前の正しい紙面を示しています' : '紙面を作れません'}`, [make('button', { textContent: '誤りへ', onclick: goToError })]);
    return;
  }
  if (app.instead?.note) {
    showNotice('hint', app.instead.note, []);
    return;
  }
  const pages = made.pages.length;
  if (count && pages > count) {
    const before = count;
    offered = { text: `${before} ページが ${pages} ページになりました`, before };
    emit('told', offered.text);
  } else if (count && pages < count) {
    offered = null;
  }
  count = pages;
  if (offered) {
    const fit = make('button', { textContent: `${offered.before} ページに収める`, onclick: () => fitPages(offered.before) });
    showNotice('warning', offered.text, [fit, make('button', { textContent: 'このまま', onclick: () => { offered = null; notice(); } })]);
  } else {
    byId('notice').hidden = true;
  }
}

function showNotice(kind, text, buttons) {
  const element = byId('notice');
  element.hidden = false;
  element.className = kind;
  element.replaceChildren(icon(kind), make('p', { textContent: text }), ...buttons);
}

function fitPages(pages) {
  offered = null;
  change(`${pages} ページに収める`, [{ set: [['収めるページ数'], String(pages)] }]);
}

// What is chosen

function showChosen(scrolls = true, always = false) {
  const pages = byId('pages');
  if (app.instead && !app.instead.follows) {
    return;
  }
  pages.querySelectorAll('.areas .row, .areas .field').forEach((rect) => rect.classList.remove('row', 'field'));
  const { theme, row, field, bar } = app.chosen;
  let first = null;
  for (const rect of pages.querySelectorAll(`[data-band="${theme}"][data-row="${row}"]`)) {
    const { shown: kind, column, slot } = /** @type {SVGElement} */ (rect).dataset;
    const isField = kind === 'cell' ? field !== null && keyOf(Number(column)) === field : bar !== null && Number(slot) === bar && barsOf(app.state.table?.themes[theme]?.rows[row]).length > 0;
    rect.classList.toggle('row', kind === 'cell');
    rect.classList.toggle('field', isField);
    first = isField || !first ? rect : first;
  }
  if (first && scrolls) {
    const [box, view] = [first.getBoundingClientRect(), pages.getBoundingClientRect()];
    if (always || box.bottom < view.top || box.top > view.bottom || box.right < view.left || box.left > view.right) {
      first.scrollIntoView({ block: 'center', inline: 'center' });
    }
  }
}

/** The key of a column of the pages: their heads carry the columns' numbers. */
const keyOf = (column) => app.made?.columns[column] ?? null;

/** A press on a page leads to what stands there. */
function press(event) {
  const rect = event.target.closest?.('.areas rect');
  if (!rect || event.button !== 0 || !app.state.table || app.tab !== 'edit') {
    return;
  }
  event.preventDefault();
  const { shown: kind, band, row, column, slot } = rect.dataset;
  const [theme, index] = [Number(band), Number(row)];
  if (kind === 'slot' && Number(slot) < barsOf(app.state.table.themes[theme]?.rows[index]).length) {
    pressBar(event, rect, { theme, row: index, bar: Number(slot) });
  } else if (kind === 'cell' || kind === 'slot') {
    const key = kind === 'cell' ? keyOf(Number(column)) : null;
    if (key) {
      emit('go', { path: [...rowPath(theme, index), key], caret: caretAt(event, rect, theme, index, key) });
    } else {
      choose({ theme, row: index }, { focus: true });
    }
  } else if (kind === 'band') {
    emit('go', { path: ['課題', theme, '見出し'] });
  } else if (kind === 'title' || kind === 'label') {
    emit('go', { path: [kind === 'title' ? '表題' : '資料番号'] });
  }
}

function pressBar(event, rect, at) {
  const wasChosen = app.chosen.theme === at.theme && app.chosen.row === at.row && app.chosen.bar === at.bar;
  choose(at, { focus: true });
  const { span } = barAt(at);
  const box = rect.getBoundingClientRect();
  const third = box.width / (span[1] - span[0]);
  const side = event.clientX - box.left < 12 ? 'start' : box.right - event.clientX < 12 ? 'end' : 'move';
  const way = wasChosen && third * 3 >= GRAB ? side : null;
  const ghost = rect.cloneNode();
  const show = ([start, end]) => {
    ghost.setAttribute('class', 'field');
    ghost.setAttribute('x', String(Number(rect.getAttribute('x')) + ((start - span[0]) * Number(rect.getAttribute('width'))) / (span[1] - span[0])));
    ghost.setAttribute('width', String(((end - start) * Number(rect.getAttribute('width'))) / (span[1] - span[0])));
    rect.after(ghost);
  };
  dragBar({ event, at, way, third, show, hide: () => ghost.remove() });
}

/** Which character of a text stands under the mouse: as many are counted as stand before it, blanks aside. */
function caretAt(event, rect, theme, row, key) {
  const svg = rect.ownerSVGElement;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const box = rect.getBBox();
  const inside = (text) => {
    const [x, y] = [Number(text.getAttribute('x').split(' ')[0]), Number(text.getAttribute('y'))];
    return box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height;
  };
  let before = 0;
  for (const text of [...svg.querySelectorAll('.cell text')].filter(inside)) {
    const size = Number(text.getAttribute('font-size'));
    const [xs, y] = [text.getAttribute('x').split(' ').map(Number), Number(text.getAttribute('y'))];
    const isLast = point.y <= y + size * 0.4;
    const units = isLast ? xs.filter((x) => x + size / 2 <= point.x).length : xs.length;
    before += text.textContent.slice(0, units).replace(/\s/g, '').length;
    if (isLast) {
      break;
    }
  }
  const data = app.state.table;
  const value = data.themes[theme]?.rows[row]?.texts[data.columns.findIndex((column) => column.key === key)] ?? '';
  let at = 0;
  while (at < value.length && before > 0) {
    before -= /\s/.test(value[at]) ? 0 : 1;
    at += 1;
  }
  return at;
}
