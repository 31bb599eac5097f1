// The start: all groups.

import { h, icon, name } from '../dom.js';
import { dot } from '../colors.js';
import { groupForm } from './group-form.js';
import { cleanupBanner } from './cleanup.js';
import { dialog, cancel } from '../dialog.js';
import { more } from '../list.js';

export async function groupsView(page) {
  const { t, api, signal } = page;
  const [{ body }, banner] = await Promise.all([api.get('/v1/groups', signal), cleanupBanner(page, '')]);
  return body.groups.length === 0 ? first(page) : h('section', { 'aria-labelledby': 'view-title' },
    h('div', { class: 'title-row' },
      h('h2', { id: 'view-title' }, t('groups.title')),
      h('button', { type: 'button', class: 'button', onclick: () => newGroup(page) }, icon('plus'), t('groups.new'))),
    h('p', { class: 'lead' }, t('groups.lead')),
    banner,
    more(page, h('ul', { class: 'cards' }), body, 'groups', '/v1/groups', (group) => card(page, group)));
}

function card(page, group) {
  return h('li', null, h('a', { class: 'card', part: 'card', href: page.href(`/groups/${group.id}`) },
    dot(group.color),
    h('span', { class: 'card-body' },
      h('span', { class: 'card-title' }, name(group.name)),
      h('span', { class: 'hint' }, page.t(group.accountCount === 1 ? 'groups.count.one' : 'groups.count', { count: group.accountCount }))),
    icon('arrow')));
}

// Somebody's first visit: what this is, and the first thing to do.
function first(page) {
  const { t } = page;
  return h('section', { 'aria-labelledby': 'view-title', class: 'first' },
    h('h2', { id: 'view-title' }, t('first.title')),
    h('p', { class: 'lead' }, t('first.lead')),
    h('ol', { class: 'how' }, ['1', '2', '3'].map((step) => h('li', null,
      h('span', { class: 'number' }, step), h('span', null, h('strong', null, t(`first.how.${step}`)), h('span', { class: 'hint' }, t(`first.how.${step}.text`)))))),
    h('div', { class: 'panel' },
      h('h3', null, t('first.group')),
      h('p', { class: 'hint' }, t('first.group.text')),
      groupForm(page, null, (group) => page.go(`/groups/${group.id}`))));
}

function newGroup(page) {
  dialog(page, page.t('groups.new'), (close) => groupForm(page, null, (group) => {
    close();
    page.go(`/groups/${group.id}`);
  }, cancel(page, close)));
}
