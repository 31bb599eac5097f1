// Steps 3 and 4: one connection, from its link to the registered account.

import { checkList, evidence, notYet, ofCheck } from '../checks.js';
import { crumb, h, icon, name, notice, stepper } from '../elements.js';
import { cancel, dialog, form } from '../forms.js';
import { ago, timeOf } from '../words.js';
import { watch } from './registration.js';
import { summary } from './summary.js';
import { waysOf } from './ways.js';

const DAY_MS = 86_400_000;

export async function onboardingView(page, id) {
  const { body: onboarding } = await page.api.get(`/v1/onboardings/${id}`, page.signal);
  if (onboarding.status === 'completed') return connected(page, onboarding);
  if (onboarding.status === 'pending' || onboarding.status === 'verifying') return underWay(page, onboarding);
  return ended(page, onboarding);
}

/** Whether a link ends within a day. */
export const endsSoon = ({ expiresAt }) => Date.parse(expiresAt) - Date.now() < DAY_MS;

function underWay(page, onboarding) {
  const { t, lang } = page;
  const until = timeOf(onboarding.expiresAt, lang);
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${onboarding.groupId}`, t('crumb.group')),
    endsSoon(onboarding) && notice('warn', t('onboarding.soon', { when: ago(onboarding.expiresAt, lang) }), [t('onboarding.soon.text', { until })]),
    steps(reporting(page, onboarding), onboarding),
    toColleague(page, onboarding),
    h('div', { class: 'foot' },
      h('p', { class: 'hint' }, t('onboarding.keeps', { until })),
      h('button', { type: 'button', class: 'quiet', onclick: () => cancelDialog(page, onboarding, () => page.go(`/groups/${onboarding.groupId}`, true)) }, t('onboarding.cancel'))));
}

/** The same page, which also reports that the AWS console was opened: for the vendor's statistics, so nothing waits for the answer. */
const reporting = (page, { id }) => ({
  ...page,
  tell: (type, detail) => {
    if (type === 'console-open' && detail.kind === 'quick-create') page.api.post(`/v1/onboardings/${id}/opened`, undefined, page.signal).catch(() => undefined);
    return page.tell(type, detail);
  },
});

/** The folded part “Send to a colleague”, which is loaded when it is opened. */
function toColleague(page, onboarding) {
  const inside = h('div', { class: 'document-body' });
  const fill = async () => {
    if (inside.firstChild) return;
    inside.append(h('p', { class: 'loading' }, page.t('loading')));
    (await import('../invitation/invite.js')).invite(page, onboarding, inside);
  };
  return h('details', { class: 'document invite', ontoggle: fill }, h('summary', null, page.t('invite.title')), inside);
}

/** What is to be done, as everybody sees it, also somebody who was invited: whose part of it begins in AWS. */
export function steps(page, onboarding, isVisit = false) {
  const top = headline(page, onboarding, isVisit);
  watch(page, onboarding, top);
  return [top.element, waysOf(page, onboarding, top)];
}

/**
 * What is above the steps: one heading for each state, and while something is asked, how far it is. The steps that are done are folded meanwhile.
 * @returns {import('../types').Headline}
 */
function headline(page, onboarding, isVisit) {
  const { t } = page;
  const steps = h('div');
  const heading = h('h2', { id: 'view-title', tabindex: '-1' });
  const lead = h('p', { class: 'lead' });
  const box = h('div', { class: 'progress', part: 'progress', hidden: true });
  const element = h('div', null, steps, onboarding.accountName && h('p', { class: 'eyebrow' }, name(onboarding.accountName)), heading, lead, box);
  let resting = () => {};
  let isUnfolded = false;
  let restore = () => {};
  const step = (current) => isVisit || steps.replaceChildren(stepper(page, current));
  const say = (title, text) => {
    heading.textContent = title;
    lead.textContent = text;
  };
  return {
    element,
    isBusy: false,
    isHere: () => element.contains(element.getRootNode().activeElement),
    focus: () => heading.focus({ preventScroll: true }),
    get isUnfolded() { return isUnfolded; },
    /** Nothing is asked: this is what to do. */
    rest(title, text) {
      resting = () => this.rest(title, text);
      step('console');
      if (onboarding.status === 'verifying') {
        say(t('verifying.title'), t('verifying.text'));
        box.replaceChildren(checkList(page, notYet));
        box.hidden = false;
      } else say(title, text);
    },
    /** From now on something is asked; with a value pasted every step is done, without one only the first. */
    begin(last, isPasted) {
      this.isBusy = true;
      isUnfolded = false;
      restore = fold(last, isPasted);
      element.scrollIntoView({ block: 'nearest' });
    },
    show(title, text, known, ...contents) {
      isUnfolded = box.querySelector('details')?.open ?? isUnfolded;
      const hadFocus = box.contains(box.getRootNode().activeElement);
      step(known.states.assumable === 'good' ? 'connect' : 'console');
      say(title, text);
      box.replaceChildren(...contents);
      box.hidden = false;
      // The button that had the focus is gone.
      if (hadFocus) this.focus();
    },
    end() {
      this.isBusy = false;
      box.hidden = true;
      restore();
      resting();
    },
  };
}

function fold(last, isPasted) {
  const ways = last.closest('.ways');
  const stages = [...last.closest('.stages').children];
  const opened = stages.map((stage) => stage.open);
  stages.forEach((stage, i) => {
    if (stage.contains(last)) stage.hidden = true;
    else if (i === 0 || isPasted) stage.open = false;
  });
  ways.classList.add('waiting');
  return () => {
    ways.classList.remove('waiting');
    stages.forEach((stage, i) => {
      stage.hidden = false;
      stage.open = opened[i];
    });
  };
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
    h('slot', { name: 'connected' }),
    summary(page, account),
    h('h3', null, t('connected.proven')),
    checkList(page, ofCheck(account.lastCheck, !account.stackId)),
    evidence(page, account.lastCheck),
    h('div', { class: 'actions end' },
      h('a', { class: 'button', href: page.href(`/groups/${account.groupId}/connect/role`) }, icon('plus'), t('connected.another')),
      h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/accounts/${account.id}`) }, t('connected.look'))));
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
  }, cancel(page, close, 'unfinished.cancel.no')));
}
