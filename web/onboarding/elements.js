// Elements, built by the DOM alone: a string becomes a text node and never markup.

import { ago, timeOf } from './words.js';

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'selected', 'open']);

/** Builds an element; null and false leave an attribute out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if ((value ?? false) === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => (child ?? false) !== false));
  return element;
}

const SHAPES = {
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  arrow: 'M4 10h11M11 5.5L15.5 10 11 14.5',
  back: 'M12.5 4.5L7 10l5.5 5.5',
  out: 'M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.5 4.5L9 11',
  copy: 'M7.5 7.5V4h8.5v8.5h-3.5M4 7.5h8.5V16H4z',
  warn: 'M10 3.5l7.5 13h-15zM10 8.5v3.5M10 14.4v.1',
  info: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 9.2v4.5M10 6.4v.1',
  plus: 'M10 4v12M4 10h12',
  sort: 'M6.5 8L10 4.5 13.5 8M6.5 12L10 15.5 13.5 12',
  clock: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 6v4.3l2.8 1.7',
};

/** A decorative line drawing, 20 by 20. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[name]);
  for (const [key, value] of [['viewBox', '0 0 20 20'], ['class', `icon icon-${name}`], ['aria-hidden', 'true'], ['focusable', 'false']])
    svg.setAttribute(key, value);
  svg.append(path);
  return svg;
}

/** Somebody's own words, whose direction of writing must not turn what stands around them. */
export const name = (text) => h('bdi', { class: 'name' }, text);

const ICONS = { bad: 'cross', warn: 'warn', info: 'info', good: 'check' };

export function notice(tone, title, texts, ...actions) {
  return h('div', { class: `notice ${tone}`, part: `notice notice-${tone}`, role: tone === 'bad' ? 'alert' : null },
    h('span', { class: 'badge' }, icon(ICONS[tone])),
    h('div', { class: 'notice-body' },
      h('p', { class: 'notice-title' }, title),
      texts.filter(Boolean).map((text) => h('p', null, text)),
      actions.length > 0 && h('div', { class: 'actions' }, actions)));
}

/** The box for a trouble: the service's own words, or the page's for what has none, with the id by which the vendor finds it. */
notice.of = (page, trouble, ...actions) => {
  const { title, detail, hint } = inWords(page, trouble);
  const box = notice('bad', title, [detail, hint], ...actions);
  const id = trouble.instance?.split(':').at(-1);
  if (id) box.lastChild.append(h('p', { class: 'hint id' }, `${page.t('trouble.id')} `, copyable(page, page.t('trouble.id'), id)));
  return box;
};

export function inWords({ t }, trouble) {
  if (trouble.kind === 'refused') return trouble;
  const kind = trouble.kind ?? 'strange';
  return { title: t(`trouble.${kind}.title`), detail: t(`trouble.${kind}.detail`), hint: t(`trouble.${kind}.hint`) };
}

const TONES = { active: ['good', 'check'], degraded: ['bad', 'warn'], detached: ['warn', 'clock'], closed: ['calm', 'check'] };

export function status({ t }, state) {
  const [tone, sign] = TONES[state] ?? ['calm', 'info'];
  return chip(tone, sign, t(`status.${state}`, {}, state));
}

/** A button that copies a text; where the clipboard is not available, it selects the text beside it. */
export function copyButton(page, text, what, target) {
  const label = h('span', null, page.t('copy'));
  const button = h('button', {
    type: 'button', class: 'copy', 'aria-label': page.t('copy.what', { what }),
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        label.textContent = page.t('copied');
        // Its name has the words that are seen.
        button.setAttribute('aria-label', page.t('copied.what', { what }));
        button.firstChild.replaceWith(icon('check'));
        page.say(page.t('copied.what', { what }));
      } catch {
        getSelection().selectAllChildren(target);
        page.say(page.t('copy.selected'));
      }
    },
  }, icon('copy'), label);
  return button;
}

/** A short value with its copy button. */
export function copyable(page, what, text) {
  const code = h('code', null, text);
  return h('span', { class: 'copyable' }, code, copyButton(page, text, what, code));
}

/** A time as it is from now, with the exact one at hand. */
export const when = (page, iso) => h('time', { datetime: iso, title: timeOf(iso, page.lang) }, ago(iso, page.lang));

/** A table that turns into one card for each row where room is short: each of its cells then shows its column's name. */
export const grid = (kind, heads, body) => h('table', { class: `grid ${kind}` }, h('thead', null, h('tr', null, heads.map((head) => (head.tagName ? head : h('th', { scope: 'col' }, head))))), body);

export const cell = (label, ...contents) => h('td', null, h('span', { class: 'key', 'aria-hidden': 'true' }, label), contents);

export const chip = (tone, sign, text) => h('span', { class: `status ${tone}`, part: 'status' }, icon(sign), text);

export const COLORS = {
  blue: '#2563eb', teal: '#0d9488', green: '#16a34a', yellow: '#ca8a04', orange: '#ea580c', red: '#dc2626', pink: '#db2777', purple: '#7c3aed', gray: '#64748b',
};

/** A dot of a colour. The colour is set through the CSSOM, which a strict Content-Security-Policy allows. */
export function dot(color) {
  const element = h('span', { class: 'dot', 'aria-hidden': 'true' });
  element.style.setProperty('--dot', color);
  return element;
}

const STEPS = ['before', 'role', 'console', 'connect'];

/** The four steps of connecting an account; `current` is one of them, or `done`. */
export function stepper({ t }, current) {
  const at = current === 'done' ? STEPS.length : STEPS.indexOf(current);
  return h('nav', { class: 'stepper', part: 'stepper', 'aria-label': t('steps.label') },
    h('ol', null, STEPS.map((step, i) => h('li', { class: i < at ? 'past' : i === at ? 'now' : 'next', 'aria-current': i === at ? 'step' : null },
      h('span', { class: 'number' }, i < at ? icon('check') : String(i + 1)),
      h('span', { class: 'step-name' }, t(`steps.${step}`), i < at && h('span', { class: 'out-of-sight' }, t('steps.done')))))));
}

export function crumb(page, path, text) {
  return h('nav', { class: 'crumb', 'aria-label': page.t('crumb.label') }, h('a', { href: page.href(path) }, icon('back'), name(text)));
}

/** Fills a list page by page; `around` is the table of a list that is a table's body. */
export function more(page, list, body, member, path, item, around = list) {
  list.append(...body[member].map(item));
  const root = h('div', null, around);
  if (body.cursor) root.append(button(page, root, list, body.cursor, member, path, item));
  return root;
}

function button(page, root, list, cursor, member, path, item) {
  const said = h('div');
  const next = h('button', {
    type: 'button', class: 'button',
    onclick: async () => {
      if (next.ariaDisabled) return;
      next.ariaDisabled = 'true';
      try {
        const { body } = await page.api.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`, page.signal);
        const added = body[member].map(item);
        list.append(...added);
        focusFirst(added[0]);
        line.remove();
        if (body.cursor) root.append(button(page, root, list, body.cursor, member, path, item));
      } catch (trouble) {
        if (!page.signal.aborted) said.replaceChildren(notice.of(page, trouble));
        next.ariaDisabled = null;
      }
    },
  }, page.t('more'));
  const line = h('div', { class: 'said' }, said, h('div', { class: 'actions' }, next));
  return line;
}

/** A folded part that is loaded when it is opened. */
export function folded(page, title, path, build) {
  const summary = h('summary', null, title);
  const inside = h('div', { class: 'document-body' });
  const fill = async () => {
    inside.replaceChildren(h('p', { class: 'loading' }, page.t('loading')));
    try {
      const { body } = await page.api.get(path, page.signal);
      inside.replaceChildren(build(body, path));
    } catch (trouble) {
      if (page.signal.aborted) return;
      inside.replaceChildren(notice.of(page, trouble),
        h('button', { type: 'button', class: 'button', onclick: () => { summary.focus(); fill(); } }, page.t('tryAgain')));
    }
  };
  return h('details', { class: 'document', ontoggle: () => inside.firstChild || fill() }, summary, inside);
}

// Who listens goes on with the first of what is new.
function focusFirst(added) {
  const target = added?.querySelector('a, summary') ?? added;
  if (target && target === added) target.tabIndex = -1;
  target?.focus();
}
