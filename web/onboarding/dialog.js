// Questions that must be answered before anything else.

import { h } from './dom.js';

/** Opens a dialog over the page; it closes with Escape and gives the focus back to where it was. */
export function dialog(page, title, build) {
  const root = h('dialog', { 'aria-labelledby': 'dialog-title', part: 'dialog', onclose: () => root.remove() });
  const close = () => root.close();
  root.append(h('div', { class: 'dialog-body' }, h('h3', { id: 'dialog-title' }, title), build(close)));
  page.frame().append(root);
  root.showModal();
  page.signal.addEventListener('abort', close);
  return root;
}

/** The button that leaves everything as it is. */
export const cancel = (page, close) => h('button', { type: 'button', class: 'button', onclick: close }, page.t('cancel'));
