// Finds words in the texts of the table, and replaces them.

import { app, change, emit, rowPath } from './state.js';
import { byId, icon, isComposing, make } from './dom.js';
import { LONGEST } from './cells.js';

/** The place that was found last. */
let last = -1;

export function startFind() {
  byId('find-button').onclick = () => openFind();
}

/** Opens the bar: at the words to put in their place where words to find are there. */
export function openFind(withReplacement = false) {
  const bar = byId('find');
  if (!bar.firstChild) {
    build(bar);
  }
  bar.hidden = false;
  const [words, other] = bar.querySelectorAll('input');
  const input = withReplacement && words.value ? other : words;
  input.focus();
  input.select();
}

/** Whether the line to find words in is shown. */
export const isOpen = () => !byId('find').hidden;

function build(bar) {
  const words = make('input', { ariaLabel: '探す言葉', placeholder: '探す言葉', oninput: () => { last = -1; tell(); } });
  const other = make('input', { ariaLabel: '置き換える言葉', placeholder: '置き換える言葉' });
  const found = make('output');
  const close = () => { bar.hidden = true; byId('find-button').focus(); };
  bar.append(words, make('button', { textContent: '次へ', onclick: () => next(1) }), make('button', { textContent: '前へ', onclick: () => next(-1) }), found, other,
    make('button', { textContent: 'すべて置き換える', onclick: replaceAll }), make('button', { className: 'plain', 'aria-label': '閉じる', onclick: close }, icon('close')));
  bar.onkeydown = (event) => {
    if (isComposing(event)) {
      return;
    }
    if (event.key === 'Enter' && event.target === words) {
      event.preventDefault();
      next(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      close();
    }
  };

  /** Every place of the words: the way to the text, and where they begin. */
  function places() {
    const word = words.value;
    if (!word || !app.state.table) {
      return [];
    }
    const { themes, columns } = app.state.table;
    const texts = themes.flatMap((theme, at) => [{ path: ['課題', at, '見出し'], text: theme.heading },
      ...theme.rows.flatMap((row, index) => columns.map(({ key }, column) => ({ path: [...rowPath(at, index), key], text: row.texts[column] ?? '' })))]);
    return texts.filter(({ text }) => text.length <= LONGEST).flatMap(({ path, text }) => {
      const starts = [];
      for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + word.length)) {
        starts.push({ path, text, start });
      }
      return starts;
    });
  }

  function tell() {
    const count = places().length;
    found.textContent = words.value ? (last >= 0 ? `${last + 1} / ${count}` : `${count} か所`) : '';
  }

  function next(by) {
    const all = places();
    if (all.length > 0) {
      last = (last + by + (last < 0 && by < 0 ? 1 : 0) + all.length) % all.length;
      const { path, start } = all[last];
      emit('go', { path, caret: start });
      const area = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      area.setSelectionRange?.(start, start + words.value.length);
    }
    tell();
  }

  async function replaceAll() {
    const all = places();
    const texts = new Map(all.map(({ path, text }) => [path.join('/'), { path, text }]));
    /** @type {import('./types.js').Change[]} */
    const changes = [...texts.values()].map(({ path, text }) => ({ set: [path, text.replaceAll(words.value, other.value)] }));
    if (await change(`「${words.value}」を「${other.value}」に置き換える`, changes)) {
      emit('told', `${all.length} か所を置き換えました`);
    }
    last = -1;
    tell();
  }
}
