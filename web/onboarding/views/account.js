// One account.

import { h, name } from '../dom.js';
import { checkList, evidence, ofCheck } from '../checks.js';
import { crumb } from '../crumbs.js';
import { notice } from '../notice.js';
import { status } from '../status.js';
import { timeOf } from '../words.js';
import { changeDialog, detachDialog } from './account-dialogs.js';
import { cleanupNotice } from './cleanup.js';
import { summary } from './summary.js';

export async function accountView(page, id) {
  const { t, api, signal } = page;
  const { body: account } = await api.get(`/v1/accounts/${id}`, signal);
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
