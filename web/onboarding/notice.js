// Boxes that say something: what went wrong, what is owed, what is done.

import { h, icon } from './dom.js';

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
