// The facts of an account.

import { consoleLink, regionName } from '../console.js';
import { copyable, h, icon, name } from '../elements.js';
import { timeOf } from '../words.js';

export function summary(page, account) {
  const { t, lang } = page;
  const lines = [
    [t('account.name'), name(account.name)],
    [t('account.number'), copyable(page, t('account.number'), account.awsAccountId)],
    [t('account.region'), regionName(page, account.region)],
    [t('account.profile'), account.profileTitle],
    account.features.offered.length > 0 && [t('account.features'), h('ul', { class: 'plain' }, account.featureTitles.map((f) => h('li', null, f.isGranted ? icon('check') : '– ', f.title)))],
    account.stackName && [t('account.stack'), account.stackUrl ? consoleLink(page, account.stackUrl, 'stack', account.stackName) : account.stackName],
    [t('account.role'), copyable(page, t('account.role'), account.roleArn)],
    [t('account.since'), timeOf(account.createdAt, lang)],
  ];
  return h('dl', { class: 'facts', part: 'facts' }, lines.filter(Boolean).map(([key, value]) => h('div', null, h('dt', null, key), h('dd', null, value))));
}
