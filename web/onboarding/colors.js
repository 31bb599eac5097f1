// A group's colour.

import { h } from './dom.js';

/** The colours offered, in the words' keys and as the API keeps them. */
export const COLORS = {
  blue: '#2563eb', teal: '#0d9488', green: '#16a34a', yellow: '#ca8a04', orange: '#ea580c', red: '#dc2626', pink: '#db2777', purple: '#7c3aed', gray: '#64748b',
};

/** A dot of a colour. The colour is set through the CSSOM, which a strict Content-Security-Policy allows. */
export function dot(color) {
  const element = h('span', { class: 'dot', 'aria-hidden': 'true' });
  element.style.setProperty('--dot', color);
  return element;
}
