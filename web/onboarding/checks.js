// The five things that are proven before an account is registered.

import { h, icon } from './dom.js';

const CHECKS = ['created', 'assumable', 'enforced', 'account', 'stack'];

// Which probes prove a thing, and the answer that does.
const PROOFS = {
  assumable: [/^assume-role$/, 'allowed'],
  enforced: [/^assume-role-with/, 'denied'],
  account: [/^get-caller-identity$/, 'allowed'],
  stack: [/^describe-stacks$/, 'allowed'],
};

// What a refusal says about them: the service decides in this order.
const BROKEN = {
  'external-id-mismatch': 'created', 'role-name-mismatch': 'created', 'role-already-registered': 'created',
  'role-not-assumable': 'assumable', 'external-id-not-enforced': 'enforced',
  'account-mismatch': 'account', 'partition-mismatch': 'account', 'role-own-account': 'account',
  'stack-not-found': 'stack', 'stack-not-complete': 'stack', 'region-not-allowed': 'stack', 'permission-missing': 'stack',
};

/** While the service is asking. */
export const asking = { states: Object.fromEntries(CHECKS.map((check) => [check, 'going'])) };

/** The role cannot be used yet. */
export const notYet = { states: { created: 'going', assumable: 'going' } };

/** The stack is all that is missing. */
export const almost = { states: { created: 'good', assumable: 'good', enforced: 'good', account: 'good', stack: 'going' } };

/** What a refusal means for each; null when it says nothing about them. */
export function ofRefusal(code, isManual) {
  const broken = BROKEN[code];
  if (!broken) return null;
  const states = { [broken]: 'bad' };
  // The role was assumed before anything else was asked of it.
  if (broken === 'enforced' || broken === 'stack') Object.assign(states, { assumable: 'good', created: 'good' });
  if (broken === 'stack') Object.assign(states, { enforced: 'good', account: 'good' });
  return { states, isManual };
}

/** What a check's evidence shows. */
export function ofCheck(check, isManual) {
  const states = { created: has(check, PROOFS.assumable) };
  for (const [name, proof] of Object.entries(PROOFS)) states[name] = has(check, proof);
  return { states, isManual };
}

// The stack is looked up by one name and, when it has another, by that: one good answer is enough.
function has(check, [pattern, answer]) {
  const probes = check.probes.filter((probe) => pattern.test(probe.name));
  const isEvery = pattern === PROOFS.enforced[0];
  if (probes.length === 0) return 'open';
  if (isEvery ? probes.every((p) => p.answer === answer) : probes.some((p) => p.answer === answer)) return 'good';
  return probes.some((p) => p.answer === 'inconclusive') ? 'open' : 'bad';
}

/** The list, with what is going on in each. */
export function checkList({ t }, { states, isManual }) {
  const shown = CHECKS.filter((check) => !(isManual && check === 'stack'));
  return h('ul', { class: 'checks', part: 'checks' }, shown.map((check) => {
    const state = states[check] ?? 'open';
    return h('li', { class: state },
      h('span', { class: 'check-mark' }, state === 'good' ? icon('check') : state === 'bad' ? icon('cross') : h('i')),
      h('span', { class: 'check-body' },
        h('span', { class: 'check-name' }, t(isManual && check === 'created' ? 'check.created.manual' : `check.${check}`)),
        h('span', { class: 'hint' }, t(`check.state.${state}`), state === 'going' ? ` ${t(`check.${check}.going`)}` : '')));
  }));
}

/** The evidence itself, question by question. */
export function evidence(page, check) {
  const { t } = page;
  return h('details', { class: 'document' },
    h('summary', null, t('evidence.title')),
    h('div', { class: 'document-body' }, h('ul', { class: 'evidence' }, check.probes.map((probe) => h('li', null,
      h('span', { class: 'strong' }, t(`probe.${known(probe.name)}`, { name: probe.name })),
      h('span', null, t(`answer.${probe.answer}`), probe.errorCode && [' ', h('code', null, probe.errorCode)]),
      probe.awsRequestId && h('span', { class: 'hint' }, t('evidence.requestId'), ' ', h('code', null, probe.awsRequestId)))))));
}

const KNOWN = new Set(['assume-role', 'assume-role-without-external-id', 'assume-role-with-wrong-external-id',
  'assume-role-with-external-id-in-other-case', 'get-caller-identity', 'describe-stacks', 'get-role', 'list-role-policies',
  'get-role-policy', 'list-attached-role-policies', 'get-account-summary']);

const known = (name) => (KNOWN.has(name) ? name : 'other');
