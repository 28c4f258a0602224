// Moves a row by the mouse: its number is dragged, and a line shows between which rows it would come to stand.

import { app, choose } from './state.js';
import { byId, make } from './dom.js';
import { follow } from './drag.js';
import { moveTo } from './rows.js';

/** How near to the edge of the table the mouse makes it scroll, and by how much. */
const EDGE = 36;

/** Follows the mouse that has pressed a row's number. */
export function dragRow(event, at) {
  if (event.button !== 0) {
    return;
  }
  let gap = null;
  follow(event, (next) => { gap = gapAt(next.clientY); show(gap); }, (isDrag) => {
    show(null);
    if (isDrag && gap) {
      drop(at, gap);
    } else {
      choose(at);
    }
  });
}

/** The gap between rows that is nearest: its theme, how many rows of it stand above, and how far down it is. */
function gapAt(y) {
  const view = byId('table').getBoundingClientRect();
  byId('table').scrollTop += y > view.bottom - EDGE ? EDGE : y < view.top + EDGE * 2 ? -EDGE : 0;
  const bodies = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#table tbody')]);
  const gaps = bodies.map((body) => {
    const box = body.getBoundingClientRect();
    const [theme, row] = [Number(body.dataset.theme), Number(body.dataset.row ?? -1)];
    const isAbove = body.classList.contains('row') && y < (box.top + box.bottom) / 2;
    return { theme, row: isAbove ? row : row + 1, y: isAbove ? box.top : box.bottom };
  });
  return gaps.reduce((best, gap) => (Math.abs(gap.y - y) < Math.abs(best.y - y) ? gap : best));
}

function show(gap) {
  byId('drop-line')?.remove();
  if (gap) {
    const box = byId('table').getBoundingClientRect();
    const line = document.body.appendChild(make('div', { id: 'drop-line' }));
    Object.assign(line.style, { left: `${box.left}px`, width: `${byId('table').clientWidth}px`, top: `${gap.y - 1}px` });
  }
}

/** Moves a row to a gap. Behind it in its own theme, all stand one nearer when it has gone. */
function drop(from, gap) {
  const row = gap.theme === from.theme && gap.row > from.row ? gap.row - 1 : gap.row;
  if (gap.theme !== from.theme || row !== from.row) {
    moveTo(from, { theme: gap.theme, row });
  }
}
