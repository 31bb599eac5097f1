// Lists that come page by page.

import { h } from './dom.js';
import { notice } from './signs.js';

/** Fills a list with a page's items; a button brings the next page for as long as there is one. */
export function more(page, list, body, member, path, item) {
  list.append(...body[member].map(item));
  const root = h('div', null, list);
  if (body.cursor) root.append(button(page, root, list, body.cursor, member, path, item));
  return root;
}

function button(page, root, list, cursor, member, path, item) {
  const next = h('button', {
    type: 'button', class: 'button',
    onclick: async () => {
      try {
        const { body } = await page.api.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`, page.signal);
        const added = body[member].map(item);
        list.append(...added);
        added[0]?.querySelector('a')?.focus();
        line.remove();
        if (body.cursor) root.append(button(page, root, list, body.cursor, member, path, item));
      } catch (trouble) {
        if (!page.signal.aborted) line.prepend(notice.of(page, trouble));
      }
    },
  }, page.t('more'));
  const line = h('div', { class: 'actions' }, next);
  return line;
}
