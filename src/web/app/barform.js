// The small form with a bar's name and months. A bar that is added gets it at once.

import { app, barsOf, change, choose, emit, on, rowName, rowPath } from './state.js';
import { byId, focused, icon, isComposing, make, placeBelow } from './dom.js';
import { STILL, barAt, buttonOf, isIdle, isStill, lengthName, scheduled, setMonths, spanOf } from './bars.js';

/** Lets the form go when another file is opened. */
export function startBarForm() {
  on('opened', () => {
    byId('bar-form').at = null;
    byId('bar-form').replaceChildren();
    closeBarForm();
  });
}

/** Adds a bar to a row, and opens its form. */
export async function addBar({ theme, row }, span) {
  const { kinds, themes } = app.state.table;
  const bars = barsOf(themes[theme].rows[row]);
  const own = bars.map((bar) => bar.kind);
  const kind = ['方法検討', '順次実施', ...kinds].find((name) => !own.includes(name)) ?? '帯';
  const done = await change(`帯を加える（${rowName(themes[theme].rows[row])}）`, [...(isIdle(themes[theme].rows[row]) ? scheduled({ theme, row }, { list: [] }) : []), { addBar: [rowPath(theme, row), kind, span] }]);
  if (done) {
    const at = { theme, row, bar: barsOf(app.state.table.themes[theme].rows[row]).length - 1 };
    choose(at, { focus: true });
    openBarForm(buttonOf(at), at, true);
  }
}

/** Takes a bar away. */
export async function removeBar(at) {
  const bar = barAt(at);
  closeBarForm();
  const done = await change(`帯「${bar.kind}」を消す`, () => removal(at));
  if (done) {
    emit('told', `帯「${bar.kind}」を消しました`);
    choose({ ...at, bar: Math.max(0, at.bar - 1) }, { focus: true });
  }
}

/** The changes that take a bar away. With the last of several times of one name, the name goes. */
function removal(at) {
  const bar = barAt(at);
  const isOnly = barsOf(app.state.table.themes[at.theme].rows[at.row]).every((other) => other === bar || other.named.join() !== bar.named.join());
  return bar.is_whole ? scheduled(at, { list: [] }) : [{ remove: isOnly ? bar.named : bar.path }];
}

/** Opens the small form with a bar's name and months. */
export function openBarForm(button, at, withName = false) {
  const form = byId('bar-form');
  const bar = barAt(at);
  if (!button || !bar) {
    return;
  }
  form.replaceChildren(...(isStill(bar) ? [make('p', { textContent: STILL(bar) })] : fields(form, at)),
    make('button', { onclick: () => removeBar(at) }, icon('trash'), '消す'),
    make('button', { className: 'plain', 'aria-label': '閉じる', onclick: () => closeBarForm(true) }, icon('close')));
  form.ariaLabel = `帯「${bar.kind}」`;
  form.at = at;
  form.onkeydown = (event) => {
    if (!isComposing(event) && (event.key === 'Escape' || event.key === 'Enter') && event.target.tagName !== 'BUTTON') {
      event.preventDefault();
      event.stopPropagation();
      focused().blur();
      closeBarForm(true);
    }
  };
  if (!form.matches(':popover-open')) {
    form.showPopover();
  }
  placeBelow(form, button);
  if (withName) {
    const name = form.querySelector('input');
    name?.focus();
    name?.select();
  }
}

/** The fields for a bar's name and months. */
function fields(form, at) {
  const bar = barAt(at);
  const { times, kinds } = app.state.table;
  const [start, end] = spanOf(bar);
  const name = make('input', { value: bar.kind, autocomplete: 'off', onchange: () => form.at && rename(at, name) });
  name.setAttribute('list', 'kinds');
  const ends = (side, value, given, isPossible) => {
    const names = new Map(times.map((time) => [time[side], time.full_name]));
    if (given) {
      names.set(value, given);
    }
    const options = [...names].filter(([third]) => isPossible(third)).sort(([one], [other]) => one - other);
    return make('select', {}, ...options.map(([third, word]) => make('option', { value: third, textContent: word, selected: third === value })));
  };
  const [first, last] = [ends('start', start, bar.ends?.[0], (third) => third < end), ends('end', end, bar.ends?.[1], (third) => third > start)];
  first.onchange = () => setMonths(at, [Number(first.value), end]).then(() => refresh(at));
  last.onchange = () => setMonths(at, [start, Number(last.value)]).then(() => refresh(at));
  const list = make('datalist', { id: 'kinds' }, ...[...new Set([...kinds, '方法検討', '順次実施'])].map((kind) => make('option', { value: kind })));
  return [make('label', {}, '名前', name), make('label', {}, first, 'から'), make('label', {}, last, 'まで'), make('span', { textContent: lengthName([start, end]) }),
    ...(bar.span ? [] : [make('button', { className: 'strong', textContent: 'この月にする', onclick: () => setMonths(at, [Number(first.value), Number(last.value)]).then(() => refresh(at)) })]),
    list];
}

function refresh(at) {
  const form = byId('bar-form');
  if (form.matches(':popover-open')) {
    const index = [...form.querySelectorAll('input, select')].indexOf(document.activeElement);
    openBarForm(buttonOf(at), at);
    form.querySelectorAll('input, select')[index]?.focus();
  }
}

function rename(at, input) {
  const name = input.value.trim();
  if (name && name !== barAt(at).kind) {
    change('帯の名前を直す', () => [{ rename: [barAt(at).named, name] }]).then((done) => {
      if (!done) {
        input.value = barAt(at).kind;
      }
    });
  }
}

/** Closes the form; the focus may go back to its bar. */
export function closeBarForm(isBack = false) {
  const form = byId('bar-form');
  if (form.matches(':popover-open')) {
    form.hidePopover();
    if (isBack) {
      buttonOf(form.at)?.focus();
    }
  }
}

document.addEventListener('pointerdown', (event) => {
  if (!(/** @type {Element} */ (event.target).closest('#bar-form, .bar, .handle'))) {
    closeBarForm();
  }
});
