// 照会と回答: asking agencies, taking what they send back, and deciding about it.

import { app, emit, on } from './state.js';
import { byId, make, say } from './dom.js';
import { round, startRound, undecided } from './round.js';
import { askingState, drawAsking, startAsking } from './asking.js';
import { drawReturned, isWorkbook, returnedState, takeDropped } from './returned.js';
import { drawDeciding, startDeciding } from './deciding.js';
import { showWork } from './works.js';

/** The steps: their names, what they say of themselves, and what they show. */
const STEPS = {
  ask: { name: '回答票をつくる', state: askingState, parts: drawAsking },
  take: { name: '回答の Excel を入れる', state: returnedState, parts: drawReturned },
  decide: { name: '確かめて反映する', state: () => (round.groups.length ? `案 ${round.groups.length}・未決定 ${undecided()}` : 'まだありません'), parts: drawDeciding },
};

/** Which step is shown. */
let step = 'ask';

export function startReplies() {
  startRound();
  startAsking();
  startDeciding();
  on('opened', () => { step = 'ask'; });
  on('round', draw);
  on('decided', tellStates);
  on('tab', (tab) => tab === 'replies' && draw());
  addEventListener('drop', dropped, true);
}

/** Workbooks that are dropped have come back; on this tab folders, too. */
async function dropped(event) {
  const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
  const names = items.map((item) => item.getAsFile()?.name ?? '');
  const isOurs = app.tab === 'replies' ? !names.every((name) => /\.ya?ml$/i.test(name)) : names.every((name) => isWorkbook({ name }));
  if (!app.state || items.length === 0 || !isOurs) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  document.body.classList.remove('dropping');
  const wanted = takeDropped(items);
  showWork('replies');
  goTo('take');
  await wanted;
}

function goTo(name) {
  step = name;
  draw();
}

function draw() {
  tellStates();
  if (app.tab !== 'replies') {
    return;
  }
  const section = byId('replies');
  const [top, focused] = [section.querySelector('.scroll')?.scrollTop ?? 0, section.contains(document.activeElement) ? document.activeElement.id : ''];
  const isSame = section.dataset.step === step;
  const next = step === 'take' && round.proposals.length > 0 ? [make('div', { className: 'bar-line' }, make('p', { textContent: `案が ${round.groups.length} 件あります` }), make('button', { className: 'strong', textContent: '確かめる', onclick: () => goTo('decide') }))] : [];
  section.dataset.step = step;
  section.replaceChildren(steps(), ...STEPS[step].parts(), ...next);
  tellStates();
  if (isSame) {
    section.querySelector('.scroll')?.scrollTo({ top });
    byId(focused)?.focus();
  }
}

function steps() {
  const button = (name, index) => {
    const element = make('button', { id: `step-${name}`, onclick: () => { goTo(name); byId(`step-${name}`).focus(); } }, make('span', { className: 'nth', 'aria-hidden': 'true', textContent: String(index + 1) }), make('span', {}, make('b', { textContent: STEPS[name].name }), make('small', { id: `state-${name}` })));
    if (name === step) {
      element.setAttribute('aria-current', 'step');
    }
    return make('li', {}, element);
  };
  return make('ol', { className: 'steps', 'aria-label': '手順' }, ...Object.keys(STEPS).map(button));
}

/** Says how each step stands, and how much is to be decided. */
function tellStates() {
  Object.entries(STEPS).forEach(([name, { state }]) => byId(`state-${name}`) && say(byId(`state-${name}`), state()));
  const open = undecided();
  byId('undecided').hidden = open === 0;
  byId('undecided').replaceChildren(make('span', { className: 'heard', textContent: '未決定 ' }), String(open));
}
