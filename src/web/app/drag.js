// What is seen and heard while a thing is dragged: the mouse, and the months that would be.

import { make } from './dom.js';
import { lengthName, spanName } from './bars.js';

/** How far the mouse goes before a press is a drag. */
const DRAG = 4;

/** Follows the mouse until it lets go. Esc gives up. */
export function follow(event, moved, done) {
  const start = { x: event.clientX, y: event.clientY };
  let isDrag = false;
  const move = (next) => {
    isDrag ||= Math.hypot(next.clientX - start.x, next.clientY - start.y) >= DRAG;
    if (isDrag) {
      moved(next);
    }
  };
  const end = (last) => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', escape, true);
    done(isDrag && last !== null, last);
  };
  const cancel = () => end(null);
  const escape = (key) => {
    if (key.key === 'Escape') {
      key.preventDefault();
      key.stopPropagation();
      end(null);
    }
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', end);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', escape, true);
}

/** Puts something where a span lies in its strip. */
export function place(element, [start, end], lane) {
  element.style.setProperty('--start', start);
  element.style.setProperty('--length', end - start);
  element.style.setProperty('--lane', lane);
}

/** Shows months that would be. */
export function ghost(strip, span, lane) {
  const shown = strip.querySelector('.ghost') ?? strip.appendChild(make('div', { className: 'ghost' }));
  place(shown, span, lane);
  shown.textContent = `${spanName(span)}（${lengthName(span)}）`;
}

/** Takes that away again. */
export const unghost = (strip) => strip.querySelector('.ghost')?.remove();
