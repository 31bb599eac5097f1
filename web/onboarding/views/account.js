// One account: what it is, what the connection sees, what was decided about it, and what can be done to it. Loaded with the first account that is opened.

import { accessOf } from '../access/activity.js';
import { checkButton, lastCheck, reason } from '../checks.js';
import { consoleLink, eventsUrl, policy } from '../console.js';
import { crumb, folded, h, more, name, notice, status } from '../elements.js';
import { cancel, dialog, field, form } from '../forms.js';
import { dayOf, timeOf } from '../words.js';
import { summary } from './summary.js';

export async function accountView(page, id) {
  const [{ body }, access] = await Promise.all([page.api.get(`/v1/accounts/${id}`, page.signal), accessOf(page)]);
  const root = h('section', { 'aria-labelledby': 'view-title' });
  let shown;
  const show = (account) => root.replaceChildren(...contents(page, (shown = account), show, access).flat().filter(Boolean));
  page.watch(`/v1/accounts/${id}`, () => ({ ...shown, lastCheck: { ...shown.lastCheck, trustPolicy: undefined } }));
  show(body);
  return root;
}

function contents(page, account, show, access) {
  const { t } = page;
  const isLive = account.status === 'active' || account.status === 'degraded';
  const last = lastCheck(page, account, isLive, show);
  return [
    crumb(page, `/groups/${account.groupId}`, t('crumb.group')),
    h('div', { class: 'title-row' },
      h('h2', { id: 'view-title' }, name(account.name)),
      status(page, account.status)),
    account.cleanup && cleanupNotice(page, account),
    account.status === 'degraded' && degradedNotice(page, account, last.ask),
    account.status === 'degraded' && account.lastCheck.code === 'stack-not-found' && newStack(page, account, show),
    account.status === 'closed' && notice('info', t('closed.title'), [t('closed.text')]),
    isLive && access.stoppedNotice(account),
    account.templateUpdate && updateNotice(page, account.templateUpdate),
    summary(page, account),
    h('div', { class: 'actions' },
      account.status !== 'closed' && h('button', { type: 'button', class: 'button', onclick: () => changeDialog(page, account) }, t('account.change')),
      isLive && access.pauseButton(account, show),
      isLive && h('button', { type: 'button', class: 'button danger', onclick: () => detachDialog(page, account) }, t('account.detach'))),
    last.element,
    isLive && account.listsUsers && h('h3', null, t('users.title')),
    isLive && account.listsUsers && h('p', null, t('users.text')),
    isLive && account.listsUsers && folded(page, t('users.open'), `/v1/accounts/${account.id}/users`, (body, path) => access.users(body, path)),
    access.activity(account),
    folded(page, t('history.title'), `/v1/accounts/${account.id}/audit?limit=25`,
      (body, path) => more(page, h('ol', { class: 'plain' }), body, 'entries', path, (entry) => decision(page, entry))),
  ];
}

function newStack(page, account, show) {
  const value = field(page, { label: page.t('paste.stackInfo', { key: 'StackInfo' }), draft: `${account.id}.stackInfo`, isSecret: true, rows: 4, required: true });
  return form(page, [value.element], page.t('paste.submit'), {
    send: async () => show((await page.api.post(`/v1/onboardings/${account.id}/registration`, { accountName: account.name, stackInfo: value.value }, page.signal)).body),
  });
}

/** What is wrong, and the whole way to put it right: where it is in the AWS console, and what has to be there. */
function degradedNotice(page, account, ask) {
  const { t } = page;
  const { lastCheck: { code, trustPolicy }, stackUrl, roleUrl } = account;
  const isTrust = code === 'external-id-not-enforced' || code === 'role-not-assumable';
  const link = isTrust || !stackUrl ? consoleLink(page, roleUrl, 'role', t('cleanup.openRole'))
    : code === 'stack-not-complete' ? consoleLink(page, eventsUrl(stackUrl), 'stack', t('failed.events')) : consoleLink(page, stackUrl, 'stack', t('cleanup.openStack'));
  return [
    notice('bad', t('degraded.title'), [reason(page, account.lastCheck), t('degraded.text')], checkButton(page, ask),
      isTrust && !trustPolicy && h('button', { type: 'button', class: 'button', onclick: ask }, t('remedy.show')), link),
    trustPolicy && h('div', { class: 'block' }, h('p', null, t('remedy.trust.text')), policy(page, t('remedy.trust'), trustPolicy, true)),
  ];
}

/** A newer version of the template: what it changes, feature by feature, and where to take it. */
function updateNotice(page, { text, updateUrl, parts = [] }) {
  const { t } = page;
  const box = notice('info', t('update.title'), parts.length > 0 ? [] : [text], ...(updateUrl ? [consoleLink(page, updateUrl, 'stack', t('update.open'))] : []));
  const line = (word, texts) => texts.length > 0 && h('li', null, t(`update.${word}`), texts.join(page.lang === 'ja' ? '、' : '; '));
  box.querySelector('.notice-title').after(...parts.map(({ title, isGranted, added, removed, changed }) => h('div', { class: 'change' },
    h('p', { class: 'strong' }, title ? t(isGranted ? 'update.granted' : 'update.offered', { feature: title }) : t('update.always')),
    h('ul', { class: 'causes' }, line('added', added.map(permission)), line('removed', removed.map(permission)), line('changed', changed)))));
  return box;
}

const permission = ({ action, description }) => (description ? `${description} (${action})` : action);

function decision({ t, lang }, { decision, at, by, facts, code }) {
  const what = decision === 'checked' && code ? 'degraded' : decision;
  return h('li', { class: 'decision' },
    h('span', { class: 'strong' }, t(`history.${what}`, {}, what), what === 'renamed' && facts?.name && [' ', name(facts.name)]),
    h('span', { class: 'hint' }, timeOf(at, lang), ' ', by.startsWith('user:') && name(by.slice(5))));
}

// What can be done to it: another name, another group, the end.

async function changeDialog(page, account) {
  const { t, api, drafts } = page;
  const groups = await groupsOf(page, account.groupId);
  if (page.signal.aborted || page.frame().querySelector('dialog')) return;
  const key = `account.${account.id}`;
  dialog(page, t('account.change'), (close) => {
    const title = field(page, { label: t('account.name'), draft: `${key}.name`, initial: account.name, required: true });
    const select = h('select', { id: 'move' }, groups.map((group) => h('option', { value: group.id, selected: group.id === account.groupId }, group.name)));
    return form(page, [title.element, groups.length > 1 && h('div', { class: 'field' }, h('label', { for: 'move' }, t('account.group')), select)], t('save'), {
      check: () => (title.value.trim() ? null : [title, t('account.name.missing')]),
      send: async () => {
        const groupId = select.value && select.value !== account.groupId ? select.value : undefined;
        await api.patch(`/v1/accounts/${account.id}`, { name: title.value, groupId }, page.signal);
        drafts.drop(key);
        close();
        page.say(t('saved'));
        page.refresh();
      },
      blame: (trouble) => (trouble.code === 'name-invalid' ? title : null),
    }, cancel(page, close));
  }, key);
}

/** The end of the connection, and what stays behind. */
function detachDialog(page, account) {
  const { t, api } = page;
  const place = account.stackName
    ? t('detach.stays.stack', { stack: account.stackName, region: account.region, account: account.awsAccountId })
    : t('detach.stays.role', { role: account.roleArn.split('/').at(-1), account: account.awsAccountId });
  dialog(page, t('detach.title'), (close) => form(page,
    [h('p', null, t('detach.text')), h('p', { class: 'strong' }, place)], t('account.detach'), {
      isDanger: true,
      send: async () => {
        await api.delete(`/v1/accounts/${account.id}`, page.signal);
        close();
        page.tell('account-detached', { accountId: account.id, awsAccountId: account.awsAccountId, groupId: account.groupId });
        page.say(t('detach.done'));
        page.refresh();
      },
    }, cancel(page, close)));
}

// With the account's own, which may be on a later page of the list.
async function groupsOf({ api, signal }, own) {
  try {
    const { groups } = (await api.get('/v1/groups', signal)).body;
    return groups.some((group) => group.id === own) ? groups : [(await api.get(`/v1/groups/${own}`, signal)).body, ...groups];
  } catch {
    return [];
  }
}

// What is still to delete in the customer's own account after a detach.

function cleanupNotice(page, { cleanup }) {
  const { t } = page;
  return h('div', { class: 'owed' },
    notice('warn', t('cleanup.title'), [cleanup.text, t('cleanup.since', { day: dayOf(cleanup.since, page.lang) }), t('cleanup.until')],
      consoleLink(page, cleanup.consoleUrl, 'cleanup', t(cleanup.stackId ? 'cleanup.openStack' : 'cleanup.openRole'), { isButton: true })),
    policy(page, t('cleanup.cli'), cleanup.cliCommand));
}
