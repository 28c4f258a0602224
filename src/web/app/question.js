// Questions that stand in the way.

import { byId, make } from './dom.js';

/**
 * Asks a question, with parts to look at behind its text; gives the value of the answer, or nothing.
 * @param {{title: string, text: string, parts?: Element[], answers: Array<[string, any]>}} asked
 */
export function question({ title, text, parts = [], answers }) {
  const dialog = byId('question');
  return new Promise((resolve) => {
    const buttons = answers.map(([word, value], index) => make('button', { textContent: word, className: index === 0 ? 'strong' : '', onclick: () => { dialog.close(); resolve(value); } }));
    dialog.replaceChildren(make('h2', { id: 'question-title', textContent: title }), make('p', { textContent: text }), ...parts, make('div', { className: 'answers' }, ...buttons));
    dialog.setAttribute('aria-labelledby', 'question-title');
    dialog.oncancel = () => resolve(undefined);
    dialog.showModal();
  });
}
