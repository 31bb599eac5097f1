// The accounts of a group: a table that can be searched, sorted and narrowed to one state.

import { regionName } from '../console.js';
import { cell, copyButton, grid, h, icon, name, notice, status, when } from '../elements.js';

/** From how many accounts on a list has search and filter. */
const MANY = 4;

const TEXTS = {
  name: (account) => account.name,
  status: (account, { t }) => t(`status.${account.status}`, {}, account.status),
  number: (account) => account.awsAccountId,
  region: (account) => account.region,
  profile: (account) => account.profileTitle,
  lastCheck: (account) => account.lastCheck.at,
};

export function accountList(page, body, path) {
  const { t, lang, api, signal } = page;
  const { accounts } = body;
  let { cursor } = body;
  let column;
  let isDown = false;
  const rows = h('tbody');
  const said = h('div');
  const count = h('p', { class: 'hint', role: 'status' });

  const search = h('input', { type: 'search', id: 'search', autocomplete: 'off', oninput: () => ofAll(show) });
  const states = h('select', { id: 'status', onchange: () => ofAll(show) },
    h('option', { value: '' }, t('list.all')), ['active', 'degraded', 'detached', 'closed'].map((state) => h('option', { value: state }, t(`status.${state}`))));

  const heads = Object.keys(TEXTS).map((key) => h('th', { scope: 'col' }, h('button', { type: 'button', class: 'sort', onclick: () => sortBy(key) }, t(key === 'status' ? 'list.status' : `account.${key}`), icon('sort'))));

  function sortBy(key) {
    isDown = column === key && !isDown;
    column = key;
    heads.forEach((head, i) => (head.ariaSort = Object.keys(TEXTS)[i] === key ? (isDown ? 'descending' : 'ascending') : null));
    ofAll(show);
  }

  function shown() {
    const words = search.value.toLocaleLowerCase(lang).split(/\s+/).filter(Boolean);
    const found = accounts.filter((account) => (!states.value || account.status === states.value)
      && words.every((word) => [account.name, account.awsAccountId, account.stackName, account.roleArn, regionName(page, account.region)].some((text) => text?.toLocaleLowerCase(lang).includes(word))));
    if (!column) return found;
    const text = (account) => TEXTS[column](account, page);
    return found.sort((a, b) => text(a).localeCompare(text(b), lang, { numeric: true }) * (isDown ? -1 : 1));
  }

  function show() {
    const found = shown();
    rows.replaceChildren(...(found.length ? found.map((account) => row(page, account)) : [h('tr', null, h('td', { colspan: heads.length }, t('list.nothing')))]));
    count.textContent = found.length === accounts.length ? '' : t('list.found', { count: found.length, all: accounts.length });
    more.hidden = !cursor;
  }

  async function load() {
    const { body: next } = await api.get(`${path}&cursor=${encodeURIComponent(cursor)}`, signal);
    accounts.push(...next.accounts);
    ({ cursor } = next);
  }

  /** Search, order and filter are of all accounts, not of those that happen to be here. */
  async function ofAll(done) {
    done();
    await attempt(async () => {
      while (cursor) await load();
    }, done);
  }

  let isLoading = false;
  async function attempt(action, done) {
    if (isLoading || !cursor) return;
    isLoading = true;
    said.replaceChildren();
    try {
      await action();
    } catch (trouble) {
      if (!signal.aborted) said.replaceChildren(notice.of(page, trouble));
    }
    isLoading = false;
    if (!signal.aborted) done();
  }

  const more = h('div', { class: 'actions' }, h('button', {
    type: 'button', class: 'button',
    onclick: () => {
      const before = rows.children.length;
      attempt(load, () => {
        show();
        rows.children[before]?.querySelector('a').focus();
      });
    },
  }, t('more')));
  show();
  return h('div', null,
    (accounts.length >= MANY || cursor) && h('div', { class: 'narrow' },
      h('div', { class: 'field' }, h('label', { for: 'search' }, t('list.search')), search),
      h('div', { class: 'field' }, h('label', { for: 'status' }, t('list.status')), states)),
    count, grid('rows', heads, rows), said, more);
}

function row(page, account) {
  const { t } = page;
  const number = h('span', { class: 'digits' }, account.awsAccountId);
  return h('tr', { class: 'row', part: 'card' },
    h('th', { scope: 'row' }, h('a', { href: page.href(`/accounts/${account.id}`) }, name(account.name))),
    cell(t('list.status'), status(page, account.status)),
    cell(t('account.number'), h('span', { class: 'copyable' }, number, copyButton(page, account.awsAccountId, account.awsAccountId, number))),
    cell(t('account.region'), h('span', { title: regionName(page, account.region) }, account.region)),
    cell(t('account.profile'), account.profileTitle),
    cell(t('account.lastCheck'), when(page, account.lastCheck.at)));
}
