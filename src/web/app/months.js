// Empty months of a schedule, for those who work by keys: arrows lead over them, Space begins a bar on one, arrows
// stretch it, and Enter keeps it.

import { app, barsOf, takesBars } from './state.js';
import { isComposing, make } from './dom.js';
import { isFree, shifted } from './bars.js';
import { addBar } from './barform.js';
import { ghost, place, unghost } from './drag.js';

/** The bar that is being made. @type {[number, number] | null} */
let drawn = null;

/** Shows the empty months of a strip while the focus is in it. `otherwise` takes the keys that mean nothing here. */
export function showMonths(strip, otherwise) {
  const at = placeOf(strip);
  const { themes, times } = app.state.table;
  const row = themes[at.theme]?.rows[at.row];
  if (!row || !takesBars(row) || strip.querySelector('.month')) {
    return;
  }
  strip.append(...times.filter(isFree(barsOf(row))).map((time) => month(strip, at, time, otherwise)));
}

/** Takes the empty months away when the focus has left their strip. */
export function hideMonths(strip, { relatedTarget }) {
  if (!strip.contains(relatedTarget)) {
    drawn = null;
    unghost(strip);
    strip.querySelectorAll('.month').forEach((button) => button.remove());
  }
}

/** The bars and empty months of a strip in the order of time, and behind them what else there is. */
export function inOrder(strip) {
  const start = (button) => Number(button.style.getPropertyValue('--start') || Infinity);
  return [...strip.querySelectorAll('button')].sort((one, other) => start(one) - start(other) || 0);
}

function placeOf(strip) {
  const { theme, row } = strip.closest('tbody').dataset;
  return { theme: Number(theme), row: Number(row) };
}

function month(strip, at, { full_name: name, start, end }, otherwise) {
  const button = make('button', { className: 'month', tabIndex: -1, ariaLabel: `${name}（空き）`, onblur: () => draw(strip, null) });
  place(button, [start, end], 0);
  const begin = ({ key }) => key === ' ' && (draw(strip, [start, end]), true);
  button.addEventListener('keydown', (event) => {
    if (!isComposing(event) && (drawn ? drawingKey(event, strip, at) : begin(event))) {
      event.preventDefault();
      event.stopPropagation();
    } else {
      otherwise(event, strip);
    }
  });
  return button;
}

/** Does what a key means for the bar that is being made; gives whether it means anything. */
function drawingKey({ key }, strip, at) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (by) {
    draw(strip, shifted(drawn, 'end', by));
  } else if (key === 'Enter' || key === ' ') {
    const span = drawn;
    draw(strip, null);
    addBar(at, span);
  } else if (key === 'Escape') {
    draw(strip, null);
  } else {
    return false;
  }
  return true;
}

function draw(strip, span) {
  drawn = span;
  unghost(strip);
  if (span) {
    ghost(strip, span, 0);
  }
}
