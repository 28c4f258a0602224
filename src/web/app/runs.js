// Texts with what became of them, as 見え消し shows them.

import { make } from './dom.js';

/** Runs of a text. What is struck through or underlined is said so, too. */
export const marked = (runs) => runs.flatMap(([sign, text]) => {
  if (sign === '=') {
    return [text];
  }
  const isGone = sign === '-';
  return [make(isGone ? 'del' : 'ins', {}, make('span', { className: 'heard', textContent: isGone ? 'ここから消した' : 'ここから加えた' }), text, make('span', { className: 'heard', textContent: 'ここまで' }))];
});
