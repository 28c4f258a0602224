// What is said for a while in the line at the bottom, where it covers nothing: what has failed, and what may be done
// next. It goes by itself, or once it holds no more: what it speaks of has been undone, or mended.

import { on } from './state.js';
import { byId, make, say } from './dom.js';

/** How long is said what has failed, and what is offered. */
const [ALERT_TIME, OFFER_TIME] = [12000, 10000];

/** @typedef {{text: string, holds?: () => boolean}} Failure */
/** @typedef {{text: string, button: string, act: () => void, holds?: () => boolean}} Offer */

/** @type {Failure} */
let failure = { text: '' };
/** @type {Offer[]} */
let offers = [];
let alertTimer = 0;
let offerTimer = 0;

export function startToasts() {
  on('failed', (said) => fail(typeof said === 'string' ? { text: said } : said));
  on('refused', ({ message, remedy }) => fail({ text: `${message}。${remedy}` }));
  on('offer', offer);
  ['state', 'layout', 'saved', 'slow'].forEach((event) => on(event, look));
}

/** @param {Failure | Offer} said */
const isHeld = (said) => said.holds?.() ?? true;

/** Lets go what holds no more. */
function look() {
  if (!isHeld(failure)) {
    endAlert();
  }
  if (!offers.every(isHeld)) {
    offers = offers.filter(isHeld);
    draw();
  }
}

function fail(said) {
  failure = said;
  say(byId('alert'), said.text);
  clearTimeout(alertTimer);
  alertTimer = setTimeout(endAlert, ALERT_TIME);
}

/** Whether something is said that has failed. */
export const isAlert = () => failure.text !== '';

/** Ends what is said to have failed. */
export function endAlert() {
  clearTimeout(alertTimer);
  failure = { text: '' };
  say(byId('alert'), '');
}

/** @param {Offer} offered */
function offer(offered) {
  offers = [...offers.filter(({ text }) => text !== offered.text), offered];
  draw();
  clearTimeout(offerTimer);
  offerTimer = setTimeout(endOffers, OFFER_TIME);
}

/** Ends what is offered, but not under the hand of somebody. */
function endOffers() {
  if (byId('offer')?.matches(':hover, :focus-within')) {
    offerTimer = setTimeout(endOffers, OFFER_TIME);
  } else {
    offers = [];
    draw();
  }
}

function draw() {
  byId('offer')?.remove();
  if (offers.length > 0) {
    const parts = offers.flatMap((one) => [make('span', { textContent: one.text }), make('button', { textContent: one.button, onclick: () => take(one) })]);
    byId('hints').before(make('div', { id: 'offer', role: 'status' }, ...parts, make('button', { className: 'plain', textContent: 'このまま', onclick: () => { offers = []; draw(); } })));
  }
}

function take(one) {
  offers = offers.filter((other) => other !== one);
  draw();
  one.act();
}
