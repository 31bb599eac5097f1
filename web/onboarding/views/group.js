// One group: its accounts, and the connections that were begun and not finished.

import { regionName } from '../console.js';
import { h, icon, name } from '../dom.js';
import { cancel, dialog, form } from '../forms.js';
import { more } from '../list.js';
import { crumb, dot, status } from '../signs.js';
import { cleanupBanner } from './account.js';
import { groupForm } from './groups.js';
import { cancelDialog } from './onboarding.js';
import { timeOf } from '../words.js';

export async function groupView(page, id) {
  const { t, api, signal } = page;
  const [{ body: group }, { body: list }, { body: begun }, banner] = await Promise.all([
    api.get(`/v1/groups/${id}`, signal),
    api.get(`/v1/accounts?groupId=${id}`, signal),
    api.get(`/v1/groups/${id}/onboardings`, signal),
    cleanupBanner(page, `&groupId=${id}`),
  ]);
  page.watch(`/v1/accounts?groupId=${id}`, list);
  const open = begun.onboardings.filter((o) => o.status === 'pending' || o.status === 'verifying');
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, '/', t('groups.title')),
    h('div', { class: 'title-row' },
      h('h2', { id: 'view-title' }, dot(group.color), name(group.name)),
      h('div', { class: 'actions' },
        h('button', { type: 'button', class: 'button', onclick: () => edit(page, group) }, t('group.edit')),
        h('button', { type: 'button', class: 'button', onclick: () => remove(page, group) }, t('group.delete')))),
    banner,
    open.length > 0 && unfinished(page, open),
    h('div', { class: 'title-row' },
      h('h3', null, t('accounts.title')),
      list.accounts.length > 0 && h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/groups/${id}/connect`) }, icon('plus'), t('accounts.connect'))),
    list.accounts.length === 0 && !list.cursor
      ? empty(page, id)
      : more(page, h('ul', { class: 'rows' }), list, 'accounts', `/v1/accounts?groupId=${id}`, (account) => row(page, account)));
}

function row(page, account) {
  const { t, lang } = page;
  return h('li', null, h('a', { class: 'row', part: 'card', href: page.href(`/accounts/${account.id}`) },
    h('span', { class: 'row-title' }, name(account.name)),
    h('span', null, h('span', { class: 'key' }, t('account.number')), h('span', { class: 'digits' }, account.awsAccountId)),
    h('span', null, h('span', { class: 'key' }, t('account.region')), regionName(account.region, lang)),
    h('span', null, h('span', { class: 'key' }, t('account.lastCheck')), timeOf(account.lastCheck.at, lang)),
    status(page, account.status)));
}

function empty(page, id) {
  const { t } = page;
  return h('div', { class: 'empty' },
    h('p', { class: 'empty-title' }, t('accounts.none')),
    h('p', null, t('accounts.none.text')),
    h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/groups/${id}/connect`) }, icon('plus'), t('accounts.connect')));
}

function unfinished(page, onboardings) {
  const { t, lang } = page;
  return h('div', { class: 'panel' },
    h('h3', null, t('unfinished.title')),
    h('p', { class: 'hint' }, t('unfinished.text')),
    h('ul', { class: 'plain' }, onboardings.map((o) => h('li', { class: 'line' },
      h('span', { class: 'line-body' },
        h('span', { class: 'strong' }, name(page.drafts.get(`onboarding.${o.id}.name`) || o.roleName)),
        h('span', { class: 'hint' }, t('unfinished.until', { begun: timeOf(o.createdAt, lang), until: timeOf(o.expiresAt, lang) }))),
      h('a', { class: 'button', href: page.href(`/onboardings/${o.id}`) }, t('unfinished.continue')),
      h('button', { type: 'button', class: 'button', 'aria-label': t('unfinished.cancel.what', { name: o.roleName }), onclick: () => cancelDialog(page, o, page.refresh) }, t('unfinished.cancel'))))));
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
