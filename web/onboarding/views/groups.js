// The start: all groups.

import { h, icon, name } from '../dom.js';
import { cancel, choices, dialog, field, form } from '../forms.js';
import { more } from '../list.js';
import { COLORS, dot } from '../signs.js';
import { cleanupBanner } from './account.js';

export async function groupsView(page) {
  const { t, api, signal } = page;
  const [{ body }, banner] = await Promise.all([api.get('/v1/groups', signal), cleanupBanner(page, '')]);
  if (body.groups.length > 0) page.watch('/v1/groups', body);
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

// A group's name and colour.

/** The form for a new group, or for one to change; `done` gets the group. */
export function groupForm(page, group, done, ...beside) {
  const { t, api, drafts } = page;
  const key = `group.${group?.id ?? 'new'}`;
  const title = field(page, { label: t('group.name'), draft: `${key}.name`, initial: group?.name, required: true });
  const color = choices(page, {
    legend: t('group.color'), name: 'color', draft: `${key}.color`, kind: 'swatches', initial: group?.color ?? COLORS.blue,
    options: swatches(group).map(([label, value]) => ({ value, label: t(`color.${label}`), mark: dot(value) })),
  });
  return form(page, [title.element, color.element], t(group ? 'save' : 'group.create'), {
    check: () => (title.value.trim() ? null : [title, t('group.name.missing')]),
    send: async () => {
      const body = { name: title.value, color: color.value };
      const { body: saved } = group ? await api.patch(`/v1/groups/${group.id}`, body, page.signal) : await api.post('/v1/groups', body, page.signal);
      drafts.drop(key);
      page.say(t('saved'));
      done(saved);
    },
    blame: (trouble) => (trouble.code === 'name-invalid' ? title : null),
  }, ...beside);
}

// A group's own colour is offered, too, when it is none of the usual ones.
function swatches(group) {
  const usual = Object.entries(COLORS);
  return !group || usual.some(([, value]) => value === group.color) ? usual : [...usual, ['own', group.color]];
}
