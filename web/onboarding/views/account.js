// One account.

import { checkList, evidence, ofCheck } from '../checks.js';
import { consoleLink, regionName } from '../console.js';
import { policy } from '../copy.js';
import { h, name } from '../dom.js';
import { crumb, notice, status } from '../signs.js';
import { changeDialog, detachDialog } from './account-dialogs.js';
import { profileName } from './prepare.js';
import { dayOf, timeOf } from '../words.js';

export async function accountView(page, id) {
  const { t, api, signal } = page;
  const { body: account } = await api.get(`/v1/accounts/${id}`, signal);
  page.watch(`/v1/accounts/${id}`, account);
  const isLive = account.status === 'active' || account.status === 'degraded';
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${account.groupId}`, t('crumb.group')),
    h('div', { class: 'title-row' },
      h('h2', { id: 'view-title' }, name(account.name)),
      status(page, account.status)),
    account.cleanup && cleanupNotice(page, account),
    account.status === 'degraded' && notice('bad', t('degraded.title'), [t('degraded.text')]),
    account.status === 'closed' && notice('info', t('closed.title'), [t('closed.text')]),
    summary(page, account),
    h('div', { class: 'actions' },
      account.status !== 'closed' && h('button', { type: 'button', class: 'button', onclick: () => changeDialog(page, account) }, t('account.change')),
      isLive && h('button', { type: 'button', class: 'button danger', onclick: () => detachDialog(page, account) }, t('account.detach'))),
    lastCheck(page, account));
}

function lastCheck(page, account) {
  const { t, lang } = page;
  return h('div', { class: 'block' },
    h('div', { class: 'title-row' }, h('h3', null, t('account.lastCheck')), h('p', { class: 'hint' }, timeOf(account.lastCheck.at, lang))),
    checkList(page, ofCheck(account.lastCheck, !account.stackId)),
    evidence(page, account.lastCheck));
}

// What an account is, in one list.

export function summary(page, account) {
  const { t, lang } = page;
  const lines = [
    [t('account.name'), name(account.name)],
    [t('account.number'), h('span', { class: 'digits' }, account.awsAccountId)],
    [t('account.region'), regionName(account.region, lang)],
    [t('account.profile'), profileName(page, account.profile)],
    account.stackName && [t('account.stack'), account.stackUrl ? consoleLink(page, account.stackUrl, 'stack', account.stackName) : account.stackName],
    [t('account.role'), h('code', null, account.roleArn)],
    [t('account.since'), timeOf(account.createdAt, lang)],
  ];
  return h('dl', { class: 'facts', part: 'facts' }, lines.filter(Boolean).map(([key, value]) => h('div', null, h('dt', null, key), h('dd', null, value))));
}

// What is still to delete in the customer's own account after a detach.

/** The banner for accounts whose cleanup is owed; null when there are none. */
export async function cleanupBanner(page, query) {
  const { body } = await page.api.get(`/v1/accounts?status=detached${query}`, page.signal);
  if (body.accounts.length === 0) return null;
  return notice('warn', page.t('cleanup.banner', { count: body.accounts.length }), [page.t('cleanup.banner.text')],
    body.accounts.slice(0, 5).map((account) => h('a', { class: 'button', href: page.href(`/accounts/${account.id}`) }, name(account.name))));
}

/** Everything needed to do it. */
function cleanupNotice(page, { cleanup }) {
  const { t } = page;
  return h('div', { class: 'owed' },
    notice('warn', t('cleanup.title'), [cleanup.text, t('cleanup.since', { day: dayOf(cleanup.since, page.lang) }), t('cleanup.until')],
      consoleLink(page, cleanup.consoleUrl, 'cleanup', t(cleanup.stackId ? 'cleanup.openStack' : 'cleanup.openRole'), { isButton: true })),
    policy(page, t('cleanup.cli'), cleanup.cliCommand));
}
