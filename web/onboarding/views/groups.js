// The start: all groups; and one group, with its accounts and the connections that were begun and not finished.

import { chip, COLORS, crumb, dot, h, icon, more, name, notice } from '../elements.js';
import { cancel, choices, dialog, field, form } from '../forms.js';
import { ago, timeOf } from '../words.js';
import { accountList } from './list.js';
import { cancelDialog, endsSoon } from './onboarding.js';

export async function groupsView(page) {
  const { t, api, signal } = page;
  const [{ body }, { body: degraded }, { body: detached }] = await Promise.all(
    ['/v1/groups', '/v1/accounts?status=degraded', '/v1/accounts?status=detached'].map((path) => api.get(path, signal)));
  if (body.groups.length > 0) page.watch('/v1/groups', () => body);
  return body.groups.length === 0 ? first(page) : h('section', { 'aria-labelledby': 'view-title' },
    h('div', { class: 'title-row' },
      h('h2', { id: 'view-title' }, t('groups.title')),
      h('button', { type: 'button', class: 'button', onclick: () => newGroup(page) }, icon('plus'), t('groups.new'))),
    h('p', { class: 'lead' }, t('groups.lead')),
    cleanupBanner(page, detached),
    more(page, h('ul', { class: 'cards' }), body, 'groups', '/v1/groups', (group) => card(page, group, degraded, detached)));
}

const plural = ({ t }, key, count, mark = '') => t(count === 1 ? `${key}.one` : key, { count: `${count}${mark}` });

/** How many accounts a group has, and how many of them want something. */
function card(page, group, degraded, detached) {
  const sign = (key, { accounts, cursor }, tone, mark) => {
    const count = accounts.filter((account) => account.groupId === group.id).length;
    return count > 0 && chip(tone, mark, plural(page, key, count, cursor ? '+' : ''));
  };
  return h('li', null, h('a', { class: 'card', part: 'card', href: page.href(`/groups/${group.id}`) },
    dot(group.color),
    h('span', { class: 'card-body' },
      h('span', { class: 'card-title' }, name(group.name)),
      h('span', { class: 'hint' }, plural(page, 'groups.count', group.accountCount)),
      sign('groups.degraded', degraded, 'bad', 'warn'), sign('groups.detached', detached, 'warn', 'clock')),
    icon('arrow')));
}

// Somebody's first visit: what this is, and the first thing to do. Whoever has one account needs no group of their own.
function first(page) {
  const { t, api, signal } = page;
  return h('section', { 'aria-labelledby': 'view-title', class: 'first' },
    h('h2', { id: 'view-title' }, t('first.title')),
    h('p', { class: 'lead' }, t('first.lead')),
    h('ol', { class: 'how' }, ['1', '2', '3'].map((step) => h('li', null,
      h('span', { class: 'number' }, step), h('span', null, h('strong', null, t(`first.how.${step}`)), h('span', { class: 'hint' }, t(`first.how.${step}.text`)))))),
    form(page, [], t('accounts.connect'), {
      send: async () => {
        // Another tab, or an answer that was lost, may have made one.
        const { body: { groups: [there] } } = await api.get('/v1/groups', signal);
        const group = there ?? (await api.post('/v1/groups', { name: t('first.group.name'), color: COLORS.blue }, signal)).body;
        page.go(`/groups/${group.id}/connect`);
      },
    }),
    h('details', { class: 'document', open: page.drafts.get('group.new.name') !== '' },
      h('summary', null, t('first.group')),
      h('div', { class: 'document-body' }, h('p', { class: 'hint' }, t('first.group.text')), groupForm(page, null, (group) => page.go(`/groups/${group.id}`)))));
}

/** The banner for accounts whose cleanup is owed; null when there are none. */
function cleanupBanner(page, { accounts, cursor }) {
  if (accounts.length === 0) return null;
  const count = accounts.length;
  return notice('warn', page.t(count === 1 ? 'cleanup.banner.one' : 'cleanup.banner', { count: `${count}${cursor ? '+' : ''}` }), [page.t('cleanup.banner.text')],
    accounts.slice(0, 5).map((account) => h('a', { class: 'button', href: page.href(`/accounts/${account.id}`) }, name(account.name))));
}

function newGroup(page) {
  dialog(page, page.t('groups.new'), (close) => groupForm(page, null, (group) => {
    close();
    page.go(`/groups/${group.id}`);
  }, cancel(page, close)));
}

export async function groupView(page, id) {
  const { t, api, signal } = page;
  const [{ body: group }, { body: list }, { body: begun }, { body: detached }] = await Promise.all([
    api.get(`/v1/groups/${id}`, signal),
    api.get(`/v1/accounts?groupId=${id}`, signal),
    api.get(`/v1/groups/${id}/onboardings`, signal),
    api.get(`/v1/accounts?status=detached&groupId=${id}`, signal),
  ]);
  const seen = structuredClone(list);
  page.watch(`/v1/accounts?groupId=${id}`, () => seen);
  const open = begun.onboardings.filter((o) => o.status === 'pending' || o.status === 'verifying');
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, '/', t('groups.title')),
    h('div', { class: 'title-row' },
      h('h2', { id: 'view-title' }, dot(group.color), name(group.name)),
      h('div', { class: 'actions' },
        h('button', { type: 'button', class: 'button', onclick: () => edit(page, group) }, t('group.edit')),
        h('button', { type: 'button', class: 'button', onclick: () => remove(page, group) }, t('group.delete')))),
    cleanupBanner(page, detached),
    open.length > 0 && unfinished(page, open),
    h('div', { class: 'title-row' },
      h('h3', null, t('accounts.title')),
      list.accounts.length > 0 && h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/groups/${id}/connect`) }, icon('plus'), t('accounts.connect'))),
    list.accounts.length === 0 && !list.cursor
      ? empty(page, id)
      : accountList(page, list, `/v1/accounts?groupId=${id}`));
}

function empty(page, id) {
  const { t } = page;
  return h('div', { class: 'empty' },
    h('p', { class: 'empty-title' }, t('accounts.none')),
    h('p', null, t('accounts.none.text')),
    h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/groups/${id}/connect`) }, icon('plus'), t('accounts.connect')));
}

const called = (page, o) => page.drafts.get(`onboarding.${o.id}.name`) || o.accountName || o.awsAccountId || o.roleName;

function unfinished(page, onboardings) {
  const { t, lang } = page;
  return h('div', { class: 'panel' },
    h('h3', null, t('unfinished.title')),
    h('p', { class: 'hint' }, t('unfinished.text')),
    h('ul', { class: 'plain' }, onboardings.map((o) => h('li', { class: 'line' },
      h('span', { class: 'line-body' },
        h('span', { class: 'strong' }, name(called(page, o))),
        h('span', { class: 'hint' }, t('unfinished.until', { begun: timeOf(o.createdAt, lang), until: timeOf(o.expiresAt, lang) }))),
      endsSoon(o) && chip('warn', 'clock', t('unfinished.soon', { when: ago(o.expiresAt, lang) })),
      h('a', { class: 'button', href: page.href(`/onboardings/${o.id}`) }, t('unfinished.continue')),
      h('button', { type: 'button', class: 'button', 'aria-label': t('unfinished.cancel.what', { name: called(page, o) }), onclick: () => cancelDialog(page, o, page.refresh) }, t('unfinished.cancel'))))));
}

function edit(page, group) {
  dialog(page, page.t('group.edit'), (close) => groupForm(page, group, () => {
    close();
    page.refresh();
  }, cancel(page, close)), `group.${group.id}`);
}

function remove(page, group) {
  const { t, api } = page;
  dialog(page, t('group.delete'), (close) => form(page, h('p', null, t('group.delete.text')), t('group.delete'), {
    isDanger: true,
    send: async () => {
      await api.delete(`/v1/groups/${group.id}`, page.signal);
      close();
      page.go('/', true);
      page.say(t('group.deleted'));
    },
  }, cancel(page, close)));
}

/** The form for a new group, or for one to change; `done` gets the group. */
function groupForm(page, group, done, ...beside) {
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
