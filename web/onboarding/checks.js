// The five things that are proven before an account is registered, and again and again after that.

import { cell, chip, copyable, folded, grid, h, icon, more, notice, when } from './elements.js';
import { timeOf } from './words.js';

const CHECKS = ['created', 'assumable', 'enforced', 'account', 'stack'];

// Which probes prove a thing, and the answer that does.
const PROOFS = {
  assumable: { of: /^assume-role$/, answer: 'allowed' },
  enforced: { of: /^assume-role-with/, answer: 'denied' },
  account: { of: /^get-caller-identity$/, answer: 'allowed' },
  stack: { of: /^describe-stacks$/, answer: 'allowed' },
};

// What a refusal says about them: the service decides in this order.
const BROKEN = {
  'external-id-mismatch': 'created', 'role-name-mismatch': 'created', 'role-already-registered': 'created',
  'role-not-assumable': 'assumable', 'external-id-not-enforced': 'enforced',
  'account-mismatch': 'account', 'partition-mismatch': 'account', 'role-own-account': 'account',
  'stack-not-found': 'stack', 'stack-not-complete': 'stack', 'region-not-allowed': 'stack', 'permission-missing': 'stack',
};

export const asking = { states: Object.fromEntries(CHECKS.map((check) => [check, 'going'])) };

export const notYet = { states: { created: 'going', assumable: 'going' } };

/** The role works, and its stack is on its way. */
export const almost = { states: { created: 'good', assumable: 'good', enforced: 'good', account: 'good', stack: 'going' } };

/** What a refusal means for each; null when it says nothing about them. */
export function ofRefusal(code, isManual) {
  const broken = BROKEN[code];
  if (!broken) return null;
  const states = { [broken]: 'bad' };
  // A pasted stack's Region is looked at before AWS is asked anything.
  if (code === 'region-not-allowed') return { states, isManual };
  // The role was assumed before anything else was asked of it.
  if (broken === 'enforced' || broken === 'stack') Object.assign(states, { assumable: 'good', created: 'good' });
  if (broken === 'stack') Object.assign(states, { enforced: 'good', account: 'good' });
  return { states, isManual };
}

/** What a check's evidence shows. */
export function ofCheck(check, isManual) {
  const states = {};
  for (const [name, proof] of Object.entries(PROOFS)) states[name] = has(check, proof);
  // Whose role it is shows once it can be used.
  states.created = states.assumable === 'good' ? 'good' : 'open';
  // AWS may have answered, and its answer be the trouble.
  if (BROKEN[check.code]) states[BROKEN[check.code]] = 'bad';
  return { states, isManual };
}

// A stack may be looked up by two names: one good answer is enough.
function has(check, proof) {
  const { of, answer } = proof;
  const probes = (check.probes ?? []).filter((probe) => of.test(probe.name));
  const isEvery = proof === PROOFS.enforced;
  if (probes.length === 0) return 'open';
  if (isEvery ? probes.every((p) => p.answer === answer) : probes.some((p) => p.answer === answer)) return 'good';
  return probes.some((p) => p.answer === 'inconclusive') ? 'open' : 'bad';
}

/**
 * @param {import('./types').Page} page
 * @param {import('./types').Known} known
 */
export function checkList({ t }, { states, isManual, isAgain }) {
  const shown = CHECKS.filter((check) => !(isManual && check === 'stack'));
  return h('ul', { class: 'checks', part: 'checks' }, shown.map((check) => {
    const state = states[check] ?? 'open';
    return h('li', { class: state },
      h('span', { class: 'check-mark' }, state === 'good' ? icon('check') : state === 'bad' ? icon('cross') : h('i')),
      h('span', { class: 'check-body' },
        h('span', { class: 'check-name' }, t(isManual && check === 'created' ? 'check.created.manual' : `check.${check}`)),
        h('span', { class: 'hint' }, t(`check.state.${state}`), state === 'going' && !isAgain ? ` ${t(`check.${check}.going`, {}, '')}` : '')));
  }));
}

// How a check ended.

const OUTCOMES = { passed: ['good', 'check', 'check.state.good'], failed: ['bad', 'cross', 'check.state.bad'] };

function outcome({ t }, check) {
  const [tone, sign, word] = OUTCOMES[check.outcome] ?? ['calm', 'info', 'answer.inconclusive'];
  return chip(tone, sign, t(word));
}

/** Why a check failed, and what that asks for. */
export const reason = ({ t }, { code }) => t(`reason.${code}`, {}, t('reason.other'));

const WEIGHTS = { trust: ['bad', 'warn'], permission: ['warn', 'warn'], advice: ['calm', 'info'] };

/** What differs from the template, in the service's words; null when nothing does. */
function findings({ t }, { findings: found }) {
  if (!found?.length) return null;
  return h('div', { class: 'block' }, h('h4', null, t('findings.title')), h('ul', { class: 'findings' }, found.map(({ severity, text, hint }) => h('li', null,
    chip(...(WEIGHTS[severity] ?? WEIGHTS.advice), t(`findings.${severity}`, {}, severity)), h('p', null, text), hint && h('p', { class: 'hint' }, hint)))));
}

/** A check of the past, folded away. */
const past = (page, check) => h('li', null, evidence(page, check,
  [h('span', null, timeOf(check.at, page.lang)), ' ', outcome(page, check)], check.outcome === 'failed' && h('p', null, reason(page, check)), findings(page, check)));

export function evidence(page, check, title = page.t('evidence.title'), ...before) {
  const { t, lang } = page;
  const heads = ['question', 'expected', 'answer', 'requestId'].map((head) => t(`evidence.${head}`));
  return h('details', { class: 'document' },
    h('summary', null, title),
    h('div', { class: 'document-body' }, before, check.unchanged && h('p', { class: 'hint' }, timeOf(check.unchanged.since, lang), ' – ', timeOf(check.at, lang)),
      check.probes?.length > 0 && grid('evidence', heads, h('tbody', null, check.probes.map((probe) => h('tr', null,
        h('th', { scope: 'row' }, t(`probe.${probe.name}`, {}, probe.name)),
        cell(heads[1], t(`answer.${expected(probe)}`)),
        cell(heads[2], answer(page, probe), probe.errorCode && h('code', null, probe.errorCode)),
        cell(heads[3], probe.awsRequestId && copyable(page, t('evidence.requestId'), probe.awsRequestId))))))));
}

const expected = ({ name }) => (PROOFS.enforced.of.test(name) ? 'denied' : 'allowed');

function answer({ t }, probe) {
  const word = t(`answer.${probe.answer}`);
  if (probe.answer === 'inconclusive') return h('span', null, word);
  const isRight = probe.answer === expected(probe);
  return h('span', { class: isRight ? 'right' : 'wrong' }, icon(isRight ? 'check' : 'cross'), isRight ? t('answer.expected', { answer: word }) : word);
}

/** The last check of an account, and those before; `show` shows the account after another one. */
export function lastCheck(page, account, isLive, show) {
  const { t, api } = page;
  const check = account.lastCheck;
  const isManual = !account.stackId;
  const known = [checkList(page, ofCheck(check, isManual)), findings(page, check), evidence(page, check)].filter(Boolean);
  const shown = h('div', null, known);
  const said = h('div', { class: 'said' });

  let isAsking = false;

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    said.replaceChildren();
    shown.replaceChildren(h('p', null, t('progress.asking')), checkList(page, { ...asking, isManual, isAgain: true }));
    page.say(t('progress.asking'));
    try {
      // Only the check itself is answered with the trust policy that the role must have.
      const { body: { trustPolicy } } = await api.post(`/v1/accounts/${account.id}/checks`, undefined, page.signal);
      const { body } = await api.get(`/v1/accounts/${account.id}`, page.signal);
      show({ ...body, lastCheck: { ...body.lastCheck, trustPolicy } });
      page.frame().querySelector('.ask').focus();
      page.say(body.lastCheck.outcome === 'passed' ? t('check.passed') : `${t('degraded.title')} ${reason(page, body.lastCheck)}`);
    } catch (trouble) {
      if (page.signal.aborted) return;
      shown.replaceChildren(...known);
      said.replaceChildren(notice.of(page, trouble));
      said.scrollIntoView({ block: 'nearest' });
      isAsking = false;
    }
  }

  // What was true before the end of a connection is no state of it: it is in the past checks.
  const element = h('div', { class: 'block' },
    isLive && h('div', { class: 'title-row' },
      h('h3', null, t('account.lastCheck')),
      h('p', { class: 'hint' }, when(page, check.at), ' ', outcome(page, check)),
      checkButton(page, ask)),
    isLive && [said, shown],
    folded(page, t('checks.past'), `/v1/accounts/${account.id}/checks?limit=10`,
      (body, path) => more(page, h('ul', { class: 'plain' }), body, 'checks', path, (one) => past(page, one))));
  return { element, ask };
}

export const checkButton = (page, ask) => h('button', { type: 'button', class: 'button ask', onclick: ask }, page.t('progress.now'));
