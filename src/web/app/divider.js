// The movable border between the table and the pages.

import { byId } from './dom.js';

const STORED = 'shiryo3 left';

export function startDivider() {
  const divider = byId('divider');
  const kept = Number(localStorage.getItem(STORED));
  if (kept) {
    set(kept);
  } else {
    divider.ariaValueNow = '53';
  }
  divider.onpointerdown = (event) => {
    divider.setPointerCapture(event.pointerId);
    divider.onpointermove = ({ clientX }) => set((clientX / innerWidth) * 100);
  };
  divider.onpointerup = () => { divider.onpointermove = null; };
  divider.ondblclick = reset;
  divider.onkeydown = ({ key }) => {
    const by = { ArrowLeft: -2, ArrowRight: 2 }[key];
    if (by) {
      set((byId('left').offsetWidth / innerWidth) * 100 + by);
    }
  };
}

function set(percent) {
  const wanted = Math.max(20, Math.min(80, percent));
  document.body.style.setProperty('--left', `${wanted}%`);
  byId('divider').ariaValueNow = String(Math.round(wanted));
  localStorage.setItem(STORED, String(wanted));
}

function reset() {
  document.body.style.removeProperty('--left');
  localStorage.removeItem(STORED);
}
