// Step 4: asks the service to prove the connection, again and again while AWS does not know the role yet.

import { almost, asking, checkList, notYet, ofRefusal } from '../checks.js';
import { consoleLink, regionName, stackUrlOf } from '../console.js';
import { h, notice } from '../elements.js';
import { form } from '../forms.js';

const RETRY_AFTER_S = 10;
const STACK_AGAIN_S = 3;
const LATE_MS = 180_000;

/**
 * The form that ends a connection.
 * @param {import('../types').Page} page
 * @param {any} onboarding
 * @param {import('../types').Headline} top
 * @param {import('../types').RegistrationOptions} options
 */
export function registration(page, onboarding, top, { fields, submit, check, body, blame, pasted, isManual = false, mayStart = () => false }) {
  const { t, api, drafts } = page;
  const found = h('div', { class: 'found' });
  const sinceKey = `onboarding.${onboarding.id}.since`;
  const isHere = () => root.parentNode && (root.contains(root.getRootNode().activeElement) || top.isHere());
  let told;

  async function send() {
    found.replaceChildren();
    told = '';
    drafts.set(sinceKey, drafts.get(sinceKey) || String(Date.now()));
    const wasHere = isHere();
    top.begin(root, pasted() !== '');
    if (wasHere) top.focus();
    try {
      await untilKnown();
    } catch (trouble) {
      if (page.signal.aborted) return;
      if (/^onboarding-/.test(trouble.code) || (trouble.code === 'consent-required' && onboarding.pasteRequired === false)) return page.refresh();
      const isStill = isHere();
      top.end();
      drafts.drop(sinceKey);
      // A field that is refused takes the focus from here.
      if (isStill) element.querySelector(trouble === stopped ? 'input, textarea, button' : '[type=submit]').focus();
      const states = ofRefusal(trouble.code, isManual);
      if (states) found.replaceChildren(h('h4', null, t('progress.found')), checkList(page, states));
      throw trouble;
    }
  }

  async function untilKnown() {
    for (;;) {
      show('asking', asking);
      const answer = await ask();
      if (answer.status !== 202) return done(answer.body);
      await pause(answer.retryAfter ?? RETRY_AFTER_S, answer.known ?? notYet, answer.body);
    }
  }

  async function ask() {
    try {
      return await api.post(`/v1/onboardings/${onboarding.id}/registration`, body(), page.signal);
    } catch (trouble) {
      if (trouble.code !== 'stack-not-complete' || !/\bCREATE_IN_PROGRESS\b/.test(trouble.detail)) throw trouble;
      return { status: 202, retryAfter: STACK_AGAIN_S, known: almost, body: trouble };
    }
  }

  function done(account) {
    drafts.drop(`onboarding.${onboarding.id}.`);
    page.tell('account-connected', { accountId: account.id, awsAccountId: account.awsAccountId, groupId: account.groupId });
    page.say(t('connected.title'));
    page.refresh();
  }

  function show(state, known, ...more) {
    const title = t(`progress.${state}`);
    top.show(title, t(`progress.${state}.text`), known, checkList(page, { ...known, isManual }), ...more);
    // What comes again is told once.
    if (told.includes(title)) return;
    told += title;
    page.say(title);
  }

  /** Waits as long as the service said, or until somebody comes back. */
  function pause(seconds, known, { detail, hint }) {
    return new Promise((resolve, reject) => {
      let left = seconds;
      const count = h('span', { class: 'hint', 'aria-hidden': 'true' }, t('progress.next', { seconds: left }));
      const tick = setInterval(() => (--left <= 0 ? end(resolve) : (count.textContent = t('progress.next', { seconds: left }))), 1000);
      const end = (how, value) => {
        clearInterval(tick);
        page.signal.removeEventListener('seen-again', again);
        how(value);
      };
      const again = () => end(resolve);
      page.signal.addEventListener('seen-again', again);
      page.signal.addEventListener('abort', () => end(reject, page.signal.reason), { once: true });
      const isLate = Date.now() - Number(drafts.get(sinceKey)) >= LATE_MS;
      show(known === almost ? 'almost' : 'notYet', known,
        isLate && pasted() === '' ? late() : h('details', { class: 'further', open: isLate || top.isUnfolded }, h('summary', null, t('progress.why')), h('div', null, h('p', null, detail), h('p', null, hint))),
        h('div', { class: 'actions' },
          h('button', { type: 'button', class: 'button', onclick: again }, t('progress.now')),
          h('button', { type: 'button', class: 'quiet', onclick: () => end(reject, stopped) }, t('progress.edit')),
          count));
    });
  }

  /** What is most likely wrong when a role that nobody named does not appear. */
  function late() {
    const region = regionName(page, onboarding.region);
    const box = notice('warn', t('late.title'), [], consoleLink(page, stackUrlOf(onboarding), 'stack', t('late.open', { region })));
    box.querySelector('.notice-title').after(h('ul', { class: 'causes' },
      [t('late.account.none'), t('late.account', { account: onboarding.awsAccountId }), t('late.rollback'), t('late.region', { region })].map((text) => h('li', null, text))));
    return box;
  }

  // A stack that failed never becomes complete: it is told apart from one that is on its way.
  function explain({ code, detail }) {
    const [status] = (code === 'stack-not-complete' && /\b[A-Z_]*(ROLLBACK|FAILED|DELETE)[A-Z_]*\b/.exec(detail)) || [];
    return status && notice('bad', t('failed.title'), [t('failed.text', { status })], consoleLink(page, stackUrlOf(onboarding, pasted()), 'stack', t('failed.events')));
  }

  const stopped = Object.assign(new Error('stopped'), { code: 'stopped' });
  const element = form(page, fields, submit, { check, send: () => send().catch((trouble) => { if (trouble !== stopped) throw trouble; }), blame, explain });
  if (onboarding.lastRefusal) found.append(...refused(page, onboarding.lastRefusal, isManual));
  const root = h('div', null, found, element);

  const startIfReady = () => mayStart() && !top.isBusy && element.requestSubmit();
  setTimeout(() => root.isConnected && startIfReady());
  return { element: root, startIfReady };
}

/** How the last attempt ended, here or elsewhere, before this page was opened. */
function refused(page, { code, title }, isManual) {
  const states = ofRefusal(code, isManual);
  return [notice('warn', title, [page.t('refused.text')]), states && checkList(page, states)].filter(Boolean);
}

/** Looks, while nothing is asked here, whether another tab or the service itself has gone on with this connection, or stopped trying. */
export function watch(page, onboarding, top) {
  const look = async () => {
    if (top.isBusy) return;
    try {
      const { body } = await page.api.get(`/v1/onboardings/${onboarding.id}`, page.signal);
      if (body.status !== 'verifying' && body.status !== onboarding.status) page.refresh();
    } catch {
    }
  };
  page.signal.addEventListener('seen-again', look);
  // The service retries on its own.
  const timer = onboarding.status === 'verifying' && setInterval(look, RETRY_AFTER_S * 1000);
  page.signal.addEventListener('abort', () => clearInterval(timer));
}
