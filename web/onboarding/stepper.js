// Where one is on the way.

import { h, icon } from './dom.js';

const STEPS = ['before', 'role', 'console', 'connect'];

/** The four steps of connecting an account; `current` is one of them, or `done`. */
export function stepper({ t }, current) {
  const at = current === 'done' ? STEPS.length : STEPS.indexOf(current);
  return h('nav', { class: 'stepper', part: 'stepper', 'aria-label': t('steps.label') },
    h('ol', null, STEPS.map((step, i) => h('li', { class: i < at ? 'past' : i === at ? 'now' : 'next', 'aria-current': i === at ? 'step' : null },
      h('span', { class: 'number' }, i < at ? icon('check') : String(i + 1)),
      h('span', { class: 'step-name' }, t(`steps.${step}`), i < at && h('span', { class: 'out-of-sight' }, t('steps.done')))))));
}
