// Has the pages and findings made anew whenever the data have changed. While the program works, newer changes
// wait; the newest is made next.

import { app, emit, on } from './state.js';
import { askLayout, restart } from './program.js';

/** After so long, the page says that it is being made. */
const SLOW = 300;
/** After so long, it may be stopped. */
const TOO_LONG = 10000;

let isBusy = false;
let isWanted = false;

export function startLayout() {
  on('state', want);
}

function want() {
  isWanted = true;
  if (!isBusy) {
    run();
  }
}

async function run() {
  isBusy = true;
  while (isWanted) {
    isWanted = false;
    const state = app.state;
    const slow = setTimeout(() => emit('slow', true), SLOW);
    const stuck = setTimeout(() => emit('stuck', restart), TOO_LONG);
    try {
      const layout = await askLayout();
      if (state === app.state) {
        app.layout = layout;
        app.made = layout.made ?? app.made;
        emit('layout');
      } else {
        isWanted = true;
      }
    } catch {
      // The program has been started anew; it will be asked again when it holds the text.
    }
    clearTimeout(slow);
    clearTimeout(stuck);
    emit('slow', false);
  }
  isBusy = false;
}
