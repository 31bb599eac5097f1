// Step 4: asks the service to prove the connection, again and again while AWS does not know the role yet.

import { almost, asking, checkList, notYet, ofRefusal } from '../checks.js';
import { h, notice } from '../elements.js';
import { form } from '../forms.js';

const RETRY_AFTER_S = 10;
const STACK_AGAIN_S = 3;

/** The form that ends a connection; `mayStart` says whether it starts without a press of the button. */
export function registration(page, onboarding, { step, fields, submit, check, body, blame, mayStart = () => false }) {
  const { t, api } = page;
  const isManual = onboarding.method === 'manual';
  const progress = h('div', { class: 'progress', hidden: true });
  const found = h('div', { class: 'found' });
  const isHere = () => root.contains(root.getRootNode().activeElement);
  let told;
  let isUnfolded;

  async function send() {
    found.replaceChildren();
    step('connect');
    element.hidden = true;
    progress.hidden = false;
    told = '';
    isUnfolded = false;
    try {
      await untilKnown();
    } catch (trouble) {
      if (page.signal.aborted) return;
      if (/^onboarding-/.test(trouble.code) || (trouble.code === 'consent-required' && onboarding.pasteRequired === false)) return page.refresh();
      const wasHere = isHere();
      progress.hidden = true;
      element.hidden = false;
      // A field that is refused takes the focus from here.
      if (wasHere) element.querySelector(trouble === stopped ? 'input' : '[type=submit]').focus();
      step('console');
      const states = ofRefusal(trouble.code, isManual);
      if (states) found.replaceChildren(h('h4', null, t('progress.found')), checkList(page, states));
      throw trouble;
    }
  }

  async function untilKnown() {
    for (;;) {
      show(asking, t('progress.asking'), t('progress.asking.text'));
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
    page.drafts.drop(`onboarding.${onboarding.id}.`);
    page.tell('account-connected', { accountId: account.id, awsAccountId: account.awsAccountId, groupId: account.groupId });
    page.say(t('connected.title'));
    page.refresh();
  }

  function show(known, title, text, ...more) {
    const wasHere = isHere();
    const heading = h('h4', { tabindex: '-1' }, title);
    isUnfolded = progress.querySelector('details')?.open ?? isUnfolded;
    progress.replaceChildren(heading, h('p', null, text), checkList(page, { ...known, isManual }), ...more);
    // What comes again disturbs nobody who is elsewhere, and is told once.
    if (wasHere) heading.focus({ preventScroll: told !== '' });
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
      show(known, t('progress.notYet'), t(known === almost ? 'progress.almost.text' : 'progress.notYet.text'),
        h('details', { class: 'further', open: isUnfolded }, h('summary', null, t('progress.why')), h('div', null, h('p', null, detail), h('p', null, hint))),
        h('div', { class: 'actions' },
          h('button', { type: 'button', class: 'button', onclick: again }, t('progress.now')),
          h('button', { type: 'button', class: 'quiet', onclick: () => end(reject, stopped) }, t('progress.edit')),
          count));
    });
  }

  const stopped = Object.assign(new Error('stopped'), { code: 'stopped' });
  const element = form(page, fields, submit, { check, send: () => send().catch((trouble) => { if (trouble !== stopped) throw trouble; }), blame });
  if (onboarding.lastRefusal) found.append(...refused(page, onboarding.lastRefusal, isManual));
  const root = h('div', null,
    onboarding.status === 'verifying' && notice('info', t('verifying.title'), [t('verifying.text')]),
    found, element, progress);

  const startIfReady = () => mayStart() && !element.hidden && element.requestSubmit();
  setTimeout(() => root.isConnected && startIfReady());
  const look = () => element.hidden || lookOnce(page, onboarding);
  page.signal.addEventListener('seen-again', look);
  // The service retries on its own.
  const timer = onboarding.status === 'verifying' && setInterval(look, RETRY_AFTER_S * 1000);
  page.signal.addEventListener('abort', () => clearInterval(timer));
  return { element: root, startIfReady };
}

/** How the last attempt ended, here or elsewhere, before this page was opened. */
function refused(page, { code, title }, isManual) {
  const states = ofRefusal(code, isManual);
  return [notice('warn', title, [page.t('refused.text')]), states && checkList(page, states)].filter(Boolean);
}

/** Another tab, or the service itself, may have gone on with this connection, or stopped trying. */
async function lookOnce(page, onboarding) {
  try {
    const { body } = await page.api.get(`/v1/onboardings/${onboarding.id}`, page.signal);
    if (body.status !== 'verifying' && body.status !== onboarding.status) page.refresh();
  } catch {
  }
}
