// Steps 3 and 4: one connection, from its link to the registered account.

import { checkList, evidence, ofCheck } from '../checks.js';
import { completePicture, consoleLink, createPicture, outputsPicture, policy, regionName, value } from '../console.js';
import { crumb, h, icon, notice, stepper } from '../elements.js';
import { cancel, dialog, field, form } from '../forms.js';
import { invite } from '../invitation/invite.js';
import { summary } from './account.js';
import { registration } from './registration.js';
import { timeOf } from '../words.js';

export async function onboardingView(page, id) {
  const { body: onboarding } = await page.api.get(`/v1/onboardings/${id}`, page.signal);
  if (onboarding.status === 'completed') return connected(page, onboarding);
  if (onboarding.status === 'pending' || onboarding.status === 'verifying') return underWay(page, onboarding);
  return ended(page, onboarding);
}

function underWay(page, onboarding) {
  const { t, lang } = page;
  const isManual = onboarding.method === 'manual';
  const progress = h('div', null, stepper(page, 'console'));
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${onboarding.groupId}`, t('crumb.group')),
    progress,
    h('h2', { id: 'view-title' }, t(isManual ? 'hand.title' : 'stack.title')),
    h('p', { class: 'lead' }, t(isManual ? 'hand.lead' : 'stack.lead')),
    (isManual ? byHand : byStack)(page, onboarding, (step) => progress.replaceChildren(stepper(page, step))),
    invite(page, onboarding),
    h('div', { class: 'foot' },
      h('p', { class: 'hint' }, t('onboarding.keeps', { until: timeOf(onboarding.expiresAt, lang) })),
      h('button', { type: 'button', class: 'quiet', onclick: () => cancelDialog(page, onboarding, () => page.go(`/groups/${onboarding.groupId}`, true)) }, t('onboarding.cancel'))));
}

/** What is to be done, as everybody sees it, also somebody who was invited. */
export const steps = (page, onboarding) => (onboarding.method === 'manual' ? byHand : byStack)(page, onboarding, () => {});

function ended(page, onboarding) {
  const { t, lang } = page;
  const again = `/groups/${onboarding.groupId}/connect/role`;
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${onboarding.groupId}`, t('crumb.group')),
    h('h2', { id: 'view-title' }, t(`ended.${onboarding.status}.title`)),
    notice('warn', t(`ended.${onboarding.status}`, { until: timeOf(onboarding.expiresAt, lang) }), [t('ended.text')],
      h('a', { class: 'button primary', href: page.href(again) }, t('role.create'))));
}

async function connected(page, onboarding) {
  const { t } = page;
  const { body: account } = await page.api.get(`/v1/accounts/${onboarding.accountId}`, page.signal);
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${account.groupId}`, t('crumb.group')),
    stepper(page, 'done'),
    h('div', { class: 'success' }, h('span', { class: 'badge good' }, icon('check')), h('h2', { id: 'view-title' }, t('connected.title')), h('p', { class: 'lead' }, t('connected.lead'))),
    summary(page, account),
    h('h3', null, t('connected.proven')),
    checkList(page, ofCheck(account.lastCheck, !account.stackId)),
    evidence(page, account.lastCheck),
    h('div', { class: 'actions end' },
      h('a', { class: 'button', href: page.href(`/groups/${account.groupId}/connect/role`) }, icon('plus'), t('connected.another')),
      h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/accounts/${account.id}`) }, t('connected.look'))));
}

// Step 3: the stack, in the AWS console; then StackInfo pasted, or the role found by itself.

function byStack(page, onboarding, step) {
  const { t, drafts } = page;
  const key = `onboarding.${onboarding.id}`;
  const isWaiting = onboarding.pasteRequired === false;
  const title = field(page, { label: t('account.name'), hint: t('account.name.hint'), draft: `${key}.name`, initial: onboarding.accountName, required: true });
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
    mayStart: () => isWaiting && title.value.trim() !== '' && (onboarding.status === 'verifying' || drafts.get(`${key}.opened`) === 'yes'),
  });
  const open = consoleLink(page, onboarding.quickCreateUrl, 'quick-create', t('stack.open'), {
    isButton: true,
    onopen: () => {
      drafts.set(`${key}.opened`, 'yes');
      finish.startIfReady();
    },
  });
  return h('div', { class: 'stages' },
    stage('1', t('stack.open'),
      h('p', null, t(onboarding.awsAccountId ? 'stack.open.text.account' : 'stack.open.text', { account: onboarding.awsAccountId, region: regionName(page, onboarding.region) })),
      h('div', { class: 'actions' }, open)),
    stage('2', t('stack.create.title'),
      h('p', null, t('stack.create.text')),
      h('p', null, t('stack.connectedFor')),
      h('div', { class: 'values' }, value(page, 'ConnectedFor', onboarding.connectedFor)),
      h('p', { class: 'hint' }, t('stack.unasked')),
      h('ul', { class: 'pictures' },
        h('li', null, createPicture(page), h('p', { class: 'hint' }, t('picture.create'))),
        h('li', null, completePicture(page, onboarding.stackName), h('p', { class: 'hint' }, t('picture.complete'))),
        !isWaiting && h('li', null, outputsPicture(page, onboarding.stackInfoKey), h('p', { class: 'hint' }, t('picture.outputs', { key: onboarding.stackInfoKey }))))),
    stage('3', t(isWaiting ? 'wait.title' : 'paste.title'),
      h('p', null, t(isWaiting ? 'wait.text' : 'paste.text')),
      !isWaiting && onboarding.awsAccountId && h('p', { class: 'hint' }, t('paste.why')),
      finish.element));
}

const stage = (number, title, ...contents) => h('section', { class: 'stage', 'aria-label': title },
  h('h3', null, h('span', { class: 'number', 'aria-hidden': 'true' }, number), title), h('div', { class: 'stage-body' }, contents));

// Step 3 without CloudFormation: the role, made by hand in the IAM console.

function byHand(page, onboarding, step) {
  const { t } = page;
  const key = `onboarding.${onboarding.id}`;
  const title = field(page, { label: t('account.name'), hint: t('account.name.hint'), draft: `${key}.name`, initial: onboarding.accountName, required: true });
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
      onboarding.permissionsPolicies.map((p, i) => policy(page, i ? p.name : t('hand.permissions'), p.document)),
      policy(page, t('hand.trust'), onboarding.trustPolicy)),
    stage('2', t('hand.steps.title'), h('ol', { class: 'walk' }, onboarding.steps.map((text) => h('li', null, text)))),
    stage('3', t('hand.finish.title'), h('p', null, t('paste.text')), finish.element));
}

export function cancelDialog(page, onboarding, done) {
  const { t, api, drafts } = page;
  dialog(page, t('unfinished.cancel.title'), (close) => form(page, h('p', null, t('unfinished.cancel.text')), t('unfinished.cancel.yes'), {
    isDanger: true,
    send: async () => {
      await api.delete(`/v1/onboardings/${onboarding.id}`, page.signal);
      drafts.drop(`onboarding.${onboarding.id}.`);
      close();
      done();
    },
  }, cancel(page, close)));
}
