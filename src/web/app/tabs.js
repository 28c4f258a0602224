// Tells when the same file is open in another tab: each tab holds a lock (Web Locks) that is named after its file.
// Both may go on. Neither can overwrite what the other has saved (`files.js` looks at the file before it writes),
// and each has a draft of its own.

import { app, emit, on } from './state.js';

const lockName = () => `shiryo3 ${app.name}`;

/** Gives the lock back that is held. */
let release = () => {};
/** The lock that is held. */
let held = '';

export function startTabs() {
  if (navigator.locks) {
    on('opened', look);
    on('saved', look);
  }
}

async function look() {
  const name = lockName();
  if (name === held) {
    return;
  }
  release();
  held = name;
  const { held: locks } = await navigator.locks.query();
  navigator.locks.request(name, { mode: 'shared' }, () => new Promise((resolve) => { release = () => resolve(undefined); }));
  if (locks.some((lock) => lock.name === name)) {
    emit('failed', `${app.name} は、別のタブでも開いています。同じ資料なら、どちらかを閉じてください`);
  }
}
