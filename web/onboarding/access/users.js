// The IAM users that a connection sees.

import { h, more, name } from '../elements.js';
import { dayOf } from '../words.js';

export function users(page, body, path) {
  const { t, lang } = page;
  if (body.users.length === 0 && !body.cursor) return h('p', null, t('users.none'));
  const rows = h('tbody');
  const table = h('table', { class: 'users' },
    h('thead', null, h('tr', null, ['name', 'email', 'type'].map((column) => h('th', { scope: 'col' }, t(`users.${column}`))))), rows);
  return more(page, rows, body, 'users', path, (user) => h('tr', null,
    h('th', { scope: 'row' }, name(user.name), h('span', { class: 'hint' }, t('users.since', { day: dayOf(user.createdAt, lang) }))),
    h('td', null, user.email ? name(user.email) : '–'),
    h('td', null, t(`users.${user.type}`, {}, user.type))), table);
}
