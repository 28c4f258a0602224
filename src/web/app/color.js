// A colour: its picture, which opens the browser's own way to choose one, and its value.

import { make } from './dom.js';

/** A colour as templates write it; nothing for what is none. */
function colorOf(text) {
  const [, digits] = /^#?([0-9A-F]{6}|[0-9A-F]{3})$/.exec(text.trim().normalize('NFKC').toUpperCase()) ?? [];
  return digits && `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}

/**
 * A field for a colour. What is none is said at once, and not taken.
 * @param {{id: string, name: string, value: string, take: (color: string) => void}} field
 */
export function colorField({ id, name, value, take }) {
  const said = make('small', { className: 'error', id: `${id}-said`, role: 'status' });
  const box = make('input', { id, type: 'text', value, autocomplete: 'off', spellcheck: false, oninput: look, 'aria-describedby': said.id, onchange: () => look() && take(look()) });
  const picture = make('input', { type: 'color', 'aria-label': `${name}を選ぶ`, oninput: () => { box.value = picture.value.toUpperCase(); look(); }, onchange: () => take(picture.value.toUpperCase()) });
  /** Shows what is written, and gives it if it is a colour. */
  function look() {
    const color = colorOf(box.value);
    picture.value = (color ?? '#ffffff').toLowerCase();
    picture.classList.toggle('none', !color);
    box.classList.toggle('wrong', !color);
    box.setAttribute('aria-invalid', String(!color));
    said.textContent = color ? '' : '# と 0〜9、A〜F の 6 字で書いてください（例 #1F4E79）';
    return color;
  }
  look();
  return make('div', { className: 'color' }, picture, box, said);
}
