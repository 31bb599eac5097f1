// The sandbox's own onboarding page: plain, and whole from the first group to the last cleanup.

import { Api, Problem } from '/page/api.js';
import { element, field, inSandbox } from '/page/dom.js';
import { languages } from '/page/texts.js';

const find = (id) => document.getElementById(id);
const remembered = (key, otherwise) => localStorage.getItem(key) ?? otherwise;

const state = {
  tenant: remembered('tenant', 'example'),
  language: remembered('language', navigator.language.startsWith('ja') ? 'ja' : 'en'),
  group: null,
  api: null,
};

function say(key, ...values) {
  return languages[state.language][key].replace(/\{(\d)\}/g, (_, i) => values[i]);
}

function showProblem(problem) {
  const box = find('problem');
  box.replaceChildren(
    element('strong', { textContent: problem.title ?? problem.message ?? say('unavailable') }),
    element('p', { textContent: problem.detail ?? '' }),
    element('p', { className: 'hint', textContent: problem.hint ?? '' }),
    element('button', { type: 'button', textContent: say('dismiss'), onclick: hideProblem }));
  box.hidden = false;
  box.scrollIntoView({ block: 'nearest' });
}

function hideProblem() {
  find('problem').hidden = true;
}

// Runs what a button or form starts: not twice at once, and what goes wrong is shown.
async function attempt(control, work) {
  hideProblem();
  control.disabled = true;
  try {
    await work();
  } catch (error) {
    showProblem(error instanceof Problem ? error.problem : {});
  } finally {
    control.disabled = false;
  }
}

async function all(path, member) {
  const entries = [];
  let cursor = null;
  do {
    const page = (await state.api.call('GET', cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : path)).value;
    entries.push(...page[member]);
    cursor = page.cursor ?? null;
  } while (cursor);
  return entries;
}

async function showGroups() {
  const groups = await all('/v1/groups', 'groups');
  if (!groups.some((group) => group.id === state.group)) {
    state.group = groups[0]?.id ?? null;
  }
  find('groups').replaceChildren(...(groups.length === 0 ? [element('p', { textContent: say('noGroups') })] : groups.map(groupCard)));
  find('connect').hidden = state.group === null;
}

function groupCard(group) {
  const radio = element('input', { type: 'radio', name: 'group', value: group.id, checked: group.id === state.group });
  radio.addEventListener('change', () => attempt(radio, async () => {
    state.group = group.id;
    await showPending();
  }));
  const swatch = element('span', { className: 'swatch' });
  swatch.style.background = group.color;
  return element('label', { className: 'group' }, radio, swatch, element('b', { textContent: group.name }), element('small', { textContent: say('accountsIn', group.accountCount) }));
}

async function showProfiles() {
  const profiles = (await state.api.call('GET', '/v1/profiles')).value.profiles;
  const select = find('new-onboarding').elements.profile;
  const chosen = select.value;
  select.replaceChildren(...profiles.map((profile) => element('option', { value: profile.name, textContent: `${profile.name}: ${profile.description}` })));
  select.value = profiles.some((profile) => profile.name === chosen) ? chosen : profiles[0].name;
}

// Whoever comes back to the page finds the onboarding that is still open.
async function showPending() {
  const open = state.group === null ? [] : (await all(`/v1/groups/${state.group}/onboardings`, 'onboardings')).filter((o) => o.method === 'stack' && ['pending', 'verifying'].includes(o.status));
  find('pending').replaceChildren(...open.map(pendingCard));
}

function pendingCard(onboarding) {
  const stackInfo = element('textarea', { name: 'stackInfo', rows: 4, required: true, spellcheck: false });
  const accountName = element('input', { name: 'accountName', required: true, maxLength: 64, autocomplete: 'off' });
  const button = element('button', { textContent: say('register') });
  const progress = element('p', { className: 'progress' });
  progress.setAttribute('role', 'status');
  const form = element('form', {},
    field(say('stackInfo', onboarding.stackInfoKey), stackInfo),
    field(say('accountName'), accountName),
    button, progress);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(button, () => register(onboarding, { accountName: accountName.value, stackInfo: stackInfo.value }, progress));
  });
  const cancel = element('button', { type: 'button', className: 'plain', textContent: say('cancel') });
  cancel.addEventListener('click', () => attempt(cancel, async () => {
    await state.api.call('DELETE', `/v1/onboardings/${onboarding.id}`);
    await showPending();
  }));
  return element('article', {},
    element('h3', { textContent: say('step1') }),
    element('p', {}, element('a', { className: 'button', href: inSandbox(onboarding.quickCreateUrl), target: '_blank', rel: 'noopener', textContent: say('open') })),
    element('p', { textContent: say('step1Detail') }),
    element('p', { className: 'hint', textContent: `${onboarding.profile} · ${onboarding.region} · ${onboarding.stackName}` }),
    element('p', { className: 'hint', textContent: say('expires', new Date(onboarding.expiresAt).toLocaleString(state.language)) }),
    element('h3', { textContent: say('step2') }),
    form, cancel);
}

async function register(onboarding, body, progress) {
  while (true) {
    const { status, value, retryAfter } = await state.api.call('POST', `/v1/onboardings/${onboarding.id}/registration`, body);
    if (status !== 202) {
      await show();
      find('accounts').prepend(element('p', { className: 'good', textContent: say('registered', value.name) }));
      return;
    }
    const seconds = Math.max(1, retryAfter);
    progress.textContent = `${say('verifying', seconds)} ${value.hint ?? ''}`;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

async function showAccounts() {
  const accounts = await all('/v1/accounts', 'accounts');
  find('accounts').replaceChildren(accounts.length === 0 ? element('p', { textContent: say('noAccounts') }) : accountTable(accounts));
}

function accountTable(accounts) {
  const heads = ['name', 'account', 'profile', 'status', 'connectedAt'].map((key) => element('th', { textContent: say(key) }));
  return element('table', {},
    element('thead', {}, element('tr', {}, ...heads, element('th'))),
    element('tbody', {}, ...accounts.flatMap(accountRows)));
}

function accountRows(account) {
  const row = element('tr', {},
    element('td', { textContent: account.name }),
    element('td', { textContent: account.awsAccountId }),
    element('td', { textContent: account.profile }),
    element('td', {}, element('span', { className: `state ${account.status}`, textContent: account.status })),
    element('td', { textContent: new Date(account.createdAt).toLocaleString(state.language) }),
    element('td', {}, ['active', 'degraded'].includes(account.status) ? detachButton(account) : null));
  return account.cleanup ? [row, element('tr', {}, element('td', { colSpan: 6 }, cleanup(account.cleanup)))] : [row];
}

function detachButton(account) {
  const button = element('button', { className: 'plain', textContent: say('detach') });
  button.addEventListener('click', () => {
    if (confirm(say('detachQuestion', account.name))) {
      attempt(button, async () => {
        await state.api.call('DELETE', `/v1/accounts/${account.id}`);
        await show();
      });
    }
  });
  return button;
}

function cleanup(owed) {
  return element('div', { className: 'cleanup' },
    element('b', { textContent: say('cleanup') }),
    element('p', { textContent: owed.text }),
    element('p', {}, element('a', { href: inSandbox(owed.consoleUrl), target: '_blank', rel: 'noopener', textContent: say('openConsole') })),
    element('pre', { textContent: owed.cliCommand }));
}

async function show() {
  await Promise.all([showGroups().then(showPending), showProfiles(), showAccounts()]);
}

function begin() {
  state.api = new Api(state.tenant, state.language);
  document.documentElement.lang = state.language;
  for (const words of document.querySelectorAll('[data-text]')) {
    words.textContent = say(words.dataset.text);
  }
  return attempt(find('tenant'), show);
}

find('tenant').value = state.tenant;
find('tenant').addEventListener('change', (event) => {
  state.tenant = event.target.value.trim() || 'example';
  state.group = null;
  localStorage.setItem('tenant', state.tenant);
  begin();
});
find('language').value = state.language;
find('language').addEventListener('change', (event) => {
  state.language = event.target.value;
  localStorage.setItem('language', state.language);
  begin();
});
find('new-group').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(form.querySelector('button'), async () => {
    state.group = (await state.api.call('POST', '/v1/groups', { name: form.elements.name.value, color: form.elements.color.value })).value.id;
    form.reset();
    await show();
  });
});
find('new-onboarding').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(form.querySelector('button'), async () => {
    const region = form.elements.region.value.trim();
    await state.api.call('POST', `/v1/groups/${state.group}/onboardings`, { profile: form.elements.profile.value, ...(region && { region }) });
    await showPending();
  });
});
begin();
