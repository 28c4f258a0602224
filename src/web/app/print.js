// Prints the pages that are shown, and nothing else.

import { app, emit } from './state.js';
import { byId } from './dom.js';

/** Opens the browser's own dialog for printing; with mistakes in the data, leads to the first of them. */
export function printPages() {
  if (!app.layout?.made) {
    emit('mistaken');
    return;
  }
  const { pages } = app.instead ?? app.made;
  const [, width, height] = pages[0].match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { size: ${width}pt ${height}pt; margin: 0; }`);
  document.adoptedStyleSheets = [sheet];
  byId('printed').innerHTML = pages.join('');
  print();
  byId('printed').replaceChildren();
}
