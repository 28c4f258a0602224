// Short ways to make and find elements.

/** The element of an id. @returns {any} */
export const byId = (id) => document.getElementById(id);

/** What has the focus. @returns {any} */
export const focused = () => document.activeElement;

/**
 * A new element. Properties that begin with `on` are listeners, those with `-` in them and `role` attributes.
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name.includes('-') || name === 'role' || name === 'for') {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children);
  return element;
}

/** An icon of the page's own, always beside a word or in a button that has a label. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Sets a text only where it differs: else a screen reader would say it again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Whether a key belongs to an input method. The first one of a composition is not marked as such. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** Moves a popover below an element, or above it where there is no room. */
export function placeBelow(popover, anchor) {
  const [box, own] = [anchor.getBoundingClientRect(), popover.getBoundingClientRect()];
  const below = box.bottom + 6 + own.height <= innerHeight;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
  const top = below ? box.bottom + 6 : box.top - own.height - 6;
  popover.style.top = `${Math.max(8, Math.min(top, innerHeight - own.height - 8))}px`;
}
