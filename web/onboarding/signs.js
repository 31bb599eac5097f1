// What is shown the same way everywhere.

import { h, icon, name } from './dom.js';

// Boxes that say something: what went wrong, what is owed, what is done.

const ICONS = { bad: 'cross', warn: 'warn', info: 'info', good: 'check' };

/** A box with a title, paragraphs, and what can be done. */
export function notice(tone, title, texts, ...actions) {
  return h('div', { class: `notice ${tone}`, part: `notice notice-${tone}`, role: tone === 'bad' ? 'alert' : null },
    h('span', { class: 'badge' }, icon(ICONS[tone])),
    h('div', { class: 'notice-body' },
      h('p', { class: 'notice-title' }, title),
      texts.filter(Boolean).map((text) => h('p', null, text)),
      actions.length > 0 && h('div', { class: 'actions' }, actions)));
}

/** The box for a trouble: the service's own words, or the page's for what has none. */
notice.of = (page, trouble) => {
  const { title, detail, hint } = inWords(page, trouble);
  return notice('bad', title, [detail, hint]);
};

/** What is wrong, why, and what to do next. */
export function inWords({ t }, trouble) {
  if (trouble.kind === 'refused') return trouble;
  const kind = ['offline', 'slow', 'busy', 'signed-out', 'absent'].includes(trouble.kind) ? trouble.kind : 'strange';
  return { title: t(`trouble.${kind}.title`), detail: t(`trouble.${kind}.detail`), hint: t(`trouble.${kind}.hint`) };
}

// An account's state.

const TONES = { active: ['good', 'check'], degraded: ['bad', 'warn'], detached: ['warn', 'clock'], closed: ['calm', 'check'] };

/** The state in words, with a colour and a sign. */
export function status({ t }, state) {
  const [tone, sign] = TONES[state] ?? ['calm', 'info'];
  return h('span', { class: `status ${tone}`, part: 'status' }, icon(sign), TONES[state] ? t(`status.${state}`) : state);
}

// A group's colour.

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

// Where one is on the way.

const STEPS = ['before', 'role', 'console', 'connect'];

/** The four steps of connecting an account; `current` is one of them, or `done`. */
export function stepper({ t }, current) {
  const at = current === 'done' ? STEPS.length : STEPS.indexOf(current);
  return h('nav', { class: 'stepper', part: 'stepper', 'aria-label': t('steps.label') },
    h('ol', null, STEPS.map((step, i) => h('li', { class: i < at ? 'past' : i === at ? 'now' : 'next', 'aria-current': i === at ? 'step' : null },
      h('span', { class: 'number' }, i < at ? icon('check') : String(i + 1)),
      h('span', { class: 'step-name' }, t(`steps.${step}`), i < at && h('span', { class: 'out-of-sight' }, t('steps.done')))))));
}

// The way back.

/** A link to the view that this one belongs to. */
export function crumb(page, path, text) {
  return h('nav', { class: 'crumb', 'aria-label': page.t('crumb.label') }, h('a', { href: page.href(path) }, icon('back'), name(text)));
}
