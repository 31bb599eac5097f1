// Who had a session in an account and what for; and the tenant's own switch for sessions. Loaded with the first account that is opened.

import { consoleLink, policy } from '../console.js';
import { folded, h, more, name, notice } from '../elements.js';
import { timeOf, wordsOf } from '../words.js';
import { users } from './users.js';

const KEPT = 90;

/** Loads the words of this part. */
export async function accessOf(page) {
  const t = await wordsOf(page.lang, 'access/', page.own);
  return {
    stoppedNotice: (account) => stoppedNotice(page, t, account),
    pauseButton: (account, show) => pauseButton(page, t, account, show),
    activity: (account) => activity(page, t, account),
    users: (body, path) => users(page, body, path),
  };
}

/** That no sessions are given out, and how those in use end; null when they are given out. */
function stoppedNotice(page, t, { stopped }) {
  if (!stopped) return null;
  return h('div', { class: 'block' },
    notice('warn', t(stopped.paused ? 'paused.title' : 'frozen.title'), [
      t(stopped.paused ? 'paused.text' : 'frozen.text'),
      stopped.sessionsUntil && t('paused.until', { time: timeOf(stopped.sessionsUntil, page.lang) }),
    ], ...(stopped.revokeUrl ? [consoleLink(page, stopped.revokeUrl, 'revoke', t('paused.revoke'))] : [])),
    stopped.revokeCliCommand && policy(page, t('paused.cli'), stopped.revokeCliCommand));
}

/** Pauses or resumes; `show` shows the account as it is since. */
function pauseButton(page, t, account, show) {
  const word = account.pausedAt ? 'resume' : 'pause';
  const said = h('div', { class: 'said' });
  const button = h('button', {
    type: 'button', class: 'button switch',
    onclick: async () => {
      if (button.ariaDisabled) return;
      button.ariaDisabled = 'true';
      try {
        const { body } = await page.api.post(`/v1/accounts/${account.id}/${word}`, undefined, page.signal);
        show(body);
        page.frame().querySelector('.switch').focus();
        page.say(t(`${word}.done`));
      } catch (trouble) {
        button.ariaDisabled = null;
        if (!page.signal.aborted) said.replaceChildren(notice.of(page, trouble));
      }
    },
  }, t(`account.${word}`));
  return [button, said];
}

/** The sessions of the last 90 days, loaded when it is opened. */
function activity(page, t, account) {
  const path = `/v1/accounts/${account.id}/access?limit=25`;
  return folded(page, t('access.title'), path, (body) => body.access.length === 0
    ? h('p', null, t('access.none', { days: KEPT }))
    : h('div', null,
      h('p', { class: 'hint' }, t('access.text', { days: KEPT })),
      more(page, h('ol', { class: 'plain' }), body, 'access', path, (entry) => session(page, t, entry)),
      h('div', { class: 'actions' }, exportButton(page, t, account, 'csv'), exportButton(page, t, account, 'json'))));
}

const session = (page, t, { at, until, purpose, by, actions, policy: narrowed, sessionName, cloudTrailUrl }) => h('li', { class: 'decision' },
  h('span', { class: 'strong' }, purpose, ' ', name(by.replace('product:', ''))),
  h('span', null, actions ? actions.join(', ') : narrowed ? h('code', null, narrowed) : t('access.everything')),
  h('span', { class: 'hint' }, timeOf(at, page.lang), ' – ', timeOf(until, page.lang)),
  consoleLink(page, cloudTrailUrl, `cloudtrail-${sessionName}`, t('access.cloudTrail')));

function exportButton(page, t, account, format) {
  const said = h('span', { class: 'hint', role: 'status' });
  return [h('button', {
    type: 'button', class: 'button',
    onclick: async () => {
      try {
        const entries = await all(page, account);
        save(`${account.awsAccountId}-access.${format}`, format === 'csv' ? csv(entries) : JSON.stringify(entries, null, 2), format);
        said.textContent = '';
      } catch {
        if (!page.signal.aborted) said.textContent = page.t('trouble.strange.title');
      }
    },
  }, t(`access.${format}`)), said];
}

async function all({ api, signal }, { id }) {
  const entries = [];
  let cursor;
  do {
    const { body } = await api.get(`/v1/accounts/${id}/access?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`, signal);
    entries.push(...body.access);
    cursor = body.cursor;
  } while (cursor);
  return entries;
}

const COLUMNS = ['at', 'until', 'purpose', 'by', 'actions', 'policy', 'sessionName', 'cloudTrailUrl'];

const csv = (entries) => [COLUMNS, ...entries.map((entry) => COLUMNS.map((column) => cell([entry[column] ?? ''].flat().join(' '))))].map((row) => row.join(',')).join('\r\n');

// A spreadsheet must not take a cell for a formula.
const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function save(file, text, format) {
  const url = URL.createObjectURL(new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
  h('a', { href: url, download: file }).click();
  URL.revokeObjectURL(url);
}
