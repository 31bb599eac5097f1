// The way back.

import { h, icon, name } from './dom.js';

/** A link to the view that this one belongs to. */
export function crumb(page, path, text) {
  return h('nav', { class: 'crumb', 'aria-label': page.t('crumb.label') }, h('a', { href: page.href(path) }, icon('back'), name(text)));
}
