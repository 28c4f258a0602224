// The tabs: which work is done in the left part of the page.

import { app, emit, on } from './state.js';
import { byId } from './dom.js';

/** The works, and the part of the page that belongs to each. */
const PARTS = { edit: 'left', marks: 'marks', replies: 'replies' };

const button = (tab) => byId(`tab-${tab}`);

export function startWorks() {
  const tabs = Object.keys(PARTS);
  tabs.forEach((tab) => { button(tab).onclick = () => showWork(tab); });
  byId('tabs').onkeydown = ({ key }) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (by) {
      showWork(tabs[(tabs.indexOf(app.tab) + by + tabs.length) % tabs.length]);
      button(app.tab).focus();
    }
  };
  on('opened', () => showWork('edit'));
}

/** Turns to a work. The pages are those of the data until it shows others. */
export function showWork(tab) {
  app.tab = tab;
  app.instead = null;
  for (const [name, part] of Object.entries(PARTS)) {
    button(name).ariaSelected = String(name === tab);
    button(name).tabIndex = name === tab ? 0 : -1;
    byId(part).hidden = name !== tab;
  }
  emit('view');
  emit('tab', tab);
}
