// Links into the AWS console.

import { h, icon } from './dom.js';

/**
 * An ordinary link that opens a new tab. The page around hears `console-open` first and may open something else instead.
 * @param {'quick-create'|'stack'|'cleanup'} kind
 */
export function consoleLink(page, url, kind, text, { isButton = false, onopen } = {}) {
  // What is not a web address is no link, wherever it came from.
  if (!/^https:\/\//.test(url)) return null;
  return h('a', {
    href: url, target: '_blank', rel: 'noopener noreferrer', class: isButton ? 'button primary' : 'out', part: isButton ? 'button-primary console-link' : 'console-link',
    onclick: (event) => {
      if (!page.tell('console-open', { url, kind })) event.preventDefault();
      onopen?.();
    },
  }, h('span', null, text), icon('out'), h('span', { class: 'out-of-sight' }, page.t('newTab')));
}
