// Steps 3 and 4: one connection, from its link to the registered account. The service keeps it; this page only looks.

import { checkList, evidence, ofCheck } from '../checks.js';
import { h, icon } from '../dom.js';
import { cancel, dialog, form } from '../forms.js';
import { crumb, notice, stepper } from '../signs.js';
import { summary } from './account.js';
import { byHand, byStack } from './create.js';
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
  const steps = h('div', null, stepper(page, 'console'));
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${onboarding.groupId}`, t('crumb.group')),
    steps,
    h('h2', { id: 'view-title' }, t(isManual ? 'hand.title' : 'stack.title')),
    h('p', { class: 'lead' }, t(isManual ? 'hand.lead' : 'stack.lead')),
    (isManual ? byHand : byStack)(page, onboarding, (step) => steps.replaceChildren(stepper(page, step))),
    h('div', { class: 'foot' },
      h('p', { class: 'hint' }, t('onboarding.keeps', { until: timeOf(onboarding.expiresAt, lang) })),
      h('button', { type: 'button', class: 'quiet', onclick: () => cancelDialog(page, onboarding, () => page.go(`/groups/${onboarding.groupId}`, true)) }, t('onboarding.cancel'))));
}

function ended(page, onboarding) {
  const { t, lang } = page;
  const again = `/groups/${onboarding.groupId}/connect/role`;
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${onboarding.groupId}`, t('crumb.group')),
    h('h2', { id: 'view-title' }, t(`ended.${onboarding.status}.title`)),
    notice('warn', t(`ended.${onboarding.status}`, { until: timeOf(onboarding.expiresAt, lang) }), [t('ended.text')],
      h('a', { class: 'button primary', href: page.href(again) }, t('ended.again'))));
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

// Giving up a connection that was begun.

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
