// What an account is, in one list.

import { h, name } from '../dom.js';
import { consoleLink } from '../console.js';
import { regionName } from '../regions.js';
import { timeOf } from '../words.js';
import { profileName } from './role.js';

export function summary(page, account) {
  const { t, lang } = page;
  const lines = [
    [t('account.name'), name(account.name)],
    [t('account.number'), h('code', null, account.awsAccountId)],
    [t('account.region'), regionName(account.region, lang)],
    [t('account.profile'), profileName(page, account.profile)],
    account.stackName && [t('account.stack'), account.stackUrl ? consoleLink(page, account.stackUrl, 'stack', account.stackName) : account.stackName],
    [t('account.role'), h('code', null, account.roleArn)],
    [t('account.since'), timeOf(account.createdAt, lang)],
  ];
  return h('dl', { class: 'facts', part: 'facts' }, lines.filter(Boolean).map(([key, value]) => h('div', null, h('dt', null, key), h('dd', null, value))));
}
