// What is still to delete in the customer's own account after a detach.

import { h, name } from '../dom.js';
import { consoleLink } from '../console.js';
import { notice } from '../notice.js';
import { policy } from '../copy.js';
import { dayOf } from '../words.js';

/** The banner for accounts whose cleanup is owed; null when there are none. */
export async function cleanupBanner(page, query) {
  const { body } = await page.api.get(`/v1/accounts?status=detached${query}`, page.signal);
  if (body.accounts.length === 0) return null;
  return notice('warn', page.t('cleanup.banner', { count: body.accounts.length }), [page.t('cleanup.banner.text')],
    body.accounts.slice(0, 5).map((account) => h('a', { class: 'button', href: page.href(`/accounts/${account.id}`) }, name(account.name))));
}

/** Everything needed to do it. */
export function cleanupNotice(page, { cleanup }) {
  const { t } = page;
  return h('div', null,
    notice('warn', t('cleanup.title'), [cleanup.text, t('cleanup.since', { day: dayOf(cleanup.since, page.lang) }), t('cleanup.until')],
      consoleLink(page, cleanup.consoleUrl, 'cleanup', t(cleanup.stackId ? 'cleanup.openStack' : 'cleanup.openRole'), { isButton: true })),
    policy(page, t('cleanup.cli'), cleanup.cliCommand));
}
