// Step 3 without CloudFormation: the role, made by hand in the IAM console.

import { h } from '../dom.js';
import { policy, value } from '../copy.js';
import { field } from '../forms.js';
import { registration } from './registration.js';
import { stage } from './by-stack.js';

export function byHand(page, onboarding, step) {
  const { t } = page;
  const key = `onboarding.${onboarding.id}`;
  const title = field(page, { label: t('account.name'), hint: t('account.name.hint'), draft: `${key}.name`, required: true });
  const role = field(page, {
    label: t('hand.role'), hint: t('hand.role.hint'), draft: `${key}.roleArn`, required: true, class: 'mono', spellcheck: 'false',
    placeholder: `arn:aws:iam::111122223333:role/${onboarding.roleName}`,
  });
  const finish = registration(page, onboarding, {
    step,
    fields: [title.element, role.element],
    submit: t('paste.submit'),
    check: () => (!title.value.trim() ? [title, t('account.name.missing')] : role.value.trim() ? null : [role, t('hand.role.missing')]),
    body: () => ({ accountName: title.value, roleArn: role.value.trim() }),
    blame: (trouble) => (trouble.code === 'name-invalid' ? title : ['request-malformed', 'role-name-mismatch', 'role-own-account'].includes(trouble.code) ? role : null),
  });
  return h('div', { class: 'stages' },
    stage('1', t('hand.values.title'), h('p', null, t('hand.values.text')),
      h('div', { class: 'values' },
        value(page, t('hand.vendor'), onboarding.vendorAccountId),
        value(page, t('hand.externalId'), onboarding.externalId),
        value(page, t('hand.roleName'), onboarding.roleName)),
      policy(page, t('hand.permissions'), onboarding.permissionsPolicy),
      policy(page, t('hand.trust'), onboarding.trustPolicy)),
    stage('2', t('hand.steps.title'), h('ol', { class: 'walk' }, onboarding.steps.map((text) => h('li', null, text)))),
    stage('3', t('hand.finish.title'), h('p', null, t('hand.finish.text')), finish.element));
}
