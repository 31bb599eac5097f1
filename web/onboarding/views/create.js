// Step 3: the role, made by a stack or by hand.

import { completePicture, consoleLink, createPicture, outputsPicture, regionName } from '../console.js';
import { policy, value } from '../copy.js';
import { h } from '../dom.js';
import { field } from '../forms.js';
import { registration } from './registration.js';

// Step 3: the stack, in the AWS console; then StackInfo pasted, or the role found by itself.

export function byStack(page, onboarding, step) {
  const { t, drafts } = page;
  const key = `onboarding.${onboarding.id}`;
  const isWaiting = onboarding.awsAccountId !== undefined;
  const title = field(page, { label: t('account.name'), hint: t('account.name.hint'), draft: `${key}.name`, required: true });
  const stackInfo = field(page, {
    label: t('paste.stackInfo', { key: onboarding.stackInfoKey }), hint: t('paste.stackInfo.hint'), draft: `${key}.stackInfo`, isSecret: true,
    rows: 4, required: !isWaiting, class: 'mono', spellcheck: 'false', autocapitalize: 'off',
  });
  const finish = registration(page, onboarding, {
    step,
    fields: isWaiting ? [title.element, h('details', { class: 'further' }, h('summary', null, t('wait.paste')), h('div', null, stackInfo.element))] : [title.element, stackInfo.element],
    submit: t(isWaiting ? 'wait.start' : 'paste.submit'),
    check: () => (!title.value.trim() ? [title, t('account.name.missing')] : isWaiting || stackInfo.value.trim() ? null : [stackInfo, t('paste.stackInfo.missing')]),
    body: () => ({ accountName: title.value, stackInfo: stackInfo.value.trim() ? stackInfo.value : undefined }),
    blame: (trouble) => (trouble.code === 'name-invalid' ? title : trouble.code.startsWith('stack-info') || (stackInfo.value && trouble.code === 'external-id-mismatch') ? stackInfo : null),
    mayStart: () => isWaiting && title.value.trim() !== '' && drafts.get(`${key}.opened`) === 'yes',
  });
  const open = consoleLink(page, onboarding.quickCreateUrl, 'quick-create', t('stack.open'), {
    isButton: true,
    onopen: () => {
      drafts.set(`${key}.opened`, 'yes');
      finish.startIfReady();
    },
  });
  return h('div', { class: 'stages' },
    stage('1', t('stack.open.title'),
      h('p', null, t(isWaiting ? 'stack.open.text.account' : 'stack.open.text', { account: onboarding.awsAccountId, region: regionName(onboarding.region, page.lang) })),
      h('div', { class: 'actions' }, open)),
    stage('2', t('stack.create.title'),
      h('p', null, t('stack.create.text')),
      h('ul', { class: 'pictures' },
        h('li', null, createPicture(page), h('p', { class: 'hint' }, t('picture.create'))),
        h('li', null, completePicture(page, onboarding.stackName), h('p', { class: 'hint' }, t('picture.complete'))),
        !isWaiting && h('li', null, outputsPicture(page, onboarding.stackInfoKey), h('p', { class: 'hint' }, t('picture.outputs', { key: onboarding.stackInfoKey }))))),
    stage('3', t(isWaiting ? 'wait.title' : 'paste.title'), h('p', null, t(isWaiting ? 'wait.text' : 'paste.text')), finish.element));
}

/** One stage of a step. */
const stage = (number, title, ...contents) => h('section', { class: 'stage', 'aria-label': title },
  h('h3', null, h('span', { class: 'number', 'aria-hidden': 'true' }, number), title), h('div', { class: 'stage-body' }, contents));

// Step 3 without CloudFormation: the role, made by hand in the IAM console.

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
