// The element <aws-onboarding>: connects a customer's AWS accounts to the vendor whose page it stands in.

import { Api, Session } from './onboarding/api.js';
import { h, icon, notice } from './onboarding/elements.js';
import { Drafts, Place } from './onboarding/memory.js';
import { sheet } from './onboarding/style.js';
import { groupView, groupsView } from './onboarding/views/groups.js';
import { onboardingView } from './onboarding/views/onboarding.js';
import { beforeView, roleView } from './onboarding/views/prepare.js';
import { wordsOf } from './onboarding/words.js';

const VISITOR = { current: async () => null, reject: () => {} };
const TOKEN_PATIENCE_MS = 10_000;

/** See docs/embedding.md for its attributes, properties, events, custom properties and parts. */
export class AwsOnboarding extends HTMLElement {
  static observedAttributes = ['api', 'brand', 'lang', 'regions'];

  #session = new Session((reason) => this.#needToken(reason));
  #api = new Api(this.#session, () => ({ base: this.#base, lang: this.#lang }), (state) => this.#network(state));
  #visitors = new Api(VISITOR, () => ({ base: this.#base, lang: this.#lang }), (state) => this.#network(state));
  #drafts = new Drafts();
  #place = null;
  #leaving = null;
  #running = 0;
  #mustSignIn = '';
  #shell = null;
  #texts = {};
  #noToken = 0;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
    this.shadowRoot.addEventListener('click', (event) => this.#place.follow(event));
  }

  /** The bearer token, in memory only; setting none says that none is coming. */
  get token() {
    return this.#session.token;
  }

  set token(value) {
    this.#session.token = value;
    this.#signIn(this.#session.isAsked);
  }

  /** Texts of the page's own in place of the element's, by language and key: `{ en: { 'first.title': '…' } }`. */
  get texts() {
    return this.#texts;
  }

  set texts(value) {
    this.#texts = value ?? {};
    this.#renew();
  }

  /** Forgets everything typed and goes back to the start: for another person or tenant at the same page. */
  reset() {
    this.#session.token = null;
    this.#drafts.drop();
    if (this.isConnected) this.#place.go('/', true);
  }

  refresh() {
    if (this.isConnected) this.#show(false);
  }

  connectedCallback() {
    // What was set before the element's definition arrived is an ordinary property until now.
    for (const property of ['token', 'texts']) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }
    // The fragment of an invitation is its token, and stays as it is.
    this.#place = new Place(!this.#isVisit && !this.hasAttribute('no-history'), () => this.#show(true));
    document.addEventListener('visibilitychange', this.#seenAgain);
    // The listeners of the page's own scripts come first.
    queueMicrotask(() => this.isConnected && this.#show(false));
  }

  disconnectedCallback() {
    this.#place?.stop();
    this.#leaving?.abort();
    document.removeEventListener('visibilitychange', this.#seenAgain);
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#renew();
  }

  #renew() {
    if (!this.#shell) return;
    this.#shell = null;
    this.#show(false);
  }

  get #base() {
    return (this.getAttribute('api') ?? '').replace(/\/+$/, '');
  }

  /** Whether it is shown to somebody who was invited, and has no sign-in. */
  get #isVisit() {
    return this.hasAttribute('invitation');
  }

  get #lang() {
    const wanted = this.getAttribute('lang') || this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang || navigator.language;
    return /^ja\b/i.test(wanted) ? 'ja' : 'en';
  }

  // Somebody comes back from the console's tab: what is shown may be out of date.
  #seenAgain = () => {
    if (document.visibilityState === 'visible') this.#leaving?.signal.dispatchEvent(new Event('seen-again'));
  };

  async #show(isMove) {
    this.#leaving?.abort();
    const leaving = (this.#leaving = new AbortController());
    const lang = this.#lang;
    const own = { ...(this.getAttribute('brand') && { brand: this.getAttribute('brand') }), ...this.#texts[lang] };
    const t = await wordsOf(lang, '', own);
    if (leaving.signal.aborted) return;
    const page = this.#pageOf(lang, t, own, leaving.signal);
    const { main } = this.#shellOf(page);
    const waiting = setTimeout(() => !main.firstChild && !this.#mustSignIn && main.append(h('p', { class: 'loading' }, page.t('loading'))), 250);
    let view;
    try {
      view = await (this.#isVisit ? (await import('./onboarding/invitation/visit.js')).invitationView(page) : viewAt(this.#place.path, page));
    } catch (trouble) {
      if (leaving.signal.aborted) return;
      view = failed(page, trouble, () => this.#show(true));
    } finally {
      clearTimeout(waiting);
    }
    if (leaving.signal.aborted) return;
    main.replaceChildren(view);
    performance.mark('aws-onboarding:shown');
    if (isMove) focusHeading(main);
  }

  async #lookAgain(path, seen, signal) {
    try {
      const { body } = await this.#api.get(path, signal);
      const isBusy = this.shadowRoot.querySelector('dialog') !== null;
      if (!isBusy && JSON.stringify(body) !== JSON.stringify(seen())) this.#show(true);
    } catch {
    }
  }

  #pageOf(lang, t, own, signal) {
    return {
      t,
      own,
      lang,
      signal,
      api: this.#isVisit ? this.#visitors : this.#api,
      drafts: this.#drafts,
      regions: (this.getAttribute('regions') ?? '').split(/[\s,]+/).filter(Boolean),
      href: (path) => this.#place.href(path),
      go: (path, isReplacement) => this.#place.go(path, isReplacement),
      refresh: () => this.#show(true),
      watch: (path, seen) => signal.addEventListener('seen-again', () => this.#lookAgain(path, seen, signal)),
      adopt: (sheet) => this.shadowRoot.adoptedStyleSheets.includes(sheet) || this.shadowRoot.adoptedStyleSheets.push(sheet),
      frame: () => this.shadowRoot.querySelector('.frame'),
      say: (text) => this.#say(text),
      tell: (type, detail) => this.#tell(type, detail),
    };
  }

  #shellOf(page) {
    if (this.#shell?.lang === page.lang) return this.#shell;
    const bar = h('div', { class: 'network', hidden: true });
    const slow = h('p', { class: 'slow', hidden: true }, icon('clock'), page.t('network.slow'));
    const live = h('p', { class: 'out-of-sight', role: 'status' });
    const signIn = h('div', { class: 'sign-in', 'aria-live': 'assertive' });
    const main = h('div', { class: 'view' });
    const frame = h('div', { class: 'frame', part: 'frame', lang: page.lang }, bar, h('slot', { name: 'logo' }), signIn, slow, main, h('slot', { name: 'help' }), live);
    this.shadowRoot.replaceChildren(frame);
    this.#shell = { lang: page.lang, t: page.t, bar, slow, live, signIn, main };
    if (this.#mustSignIn) this.#signIn(true, this.#mustSignIn);
    return this.#shell;
  }

  #network(state) {
    this.#running += state === 'busy' ? 1 : state === 'idle' ? -1 : 0;
    if (!this.#shell) return;
    this.#shell.bar.hidden = this.#running === 0;
    this.#shell.slow.hidden = state === 'slow' ? false : this.#running === 0 || this.#shell.slow.hidden;
    if (state === 'slow') this.#say(this.#shell.t('network.slow'));
  }

  #say(text) {
    const { live } = this.#shell;
    // The same words twice are news, too.
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  }

  #tell(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  // The page around is asked; if nothing there says that it is getting a token, or none comes, people are told.
  #needToken(reason) {
    if (this.#tell('token-required', { reason })) this.#signIn(!this.#session.token);
    else this.#noToken = setTimeout(() => this.#signIn(this.#session.isAsked, 'signIn.late'), TOKEN_PATIENCE_MS);
  }

  #signIn(isOwed, title = 'signIn.title') {
    clearTimeout(this.#noToken);
    this.#mustSignIn = isOwed && title;
    if (!this.#shell) return;
    const { t, signIn, main } = this.#shell;
    signIn.replaceChildren(...(isOwed ? [notice('warn', t(title), [t('signIn.text')])] : []));
    if (isOwed) main.querySelector('.loading')?.remove();
  }
}

const ROUTES = new Map([
  [/^\/$/, groupsView],
  [/^\/groups\/([a-z0-9]+)$/, groupView],
  [/^\/groups\/([a-z0-9]+)\/connect$/, beforeView],
  [/^\/groups\/([a-z0-9]+)\/connect\/role$/, roleView],
  [/^\/onboardings\/([a-z0-9]+)$/, onboardingView],
  [/^\/accounts\/([a-z0-9]+)$/, async (page, id) => (await import('./onboarding/views/account.js')).accountView(page, id)],
]);

async function viewAt(path, page) {
  for (const [pattern, view] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return view(page, ...match.slice(1));
  }
  return groupsView(page);
}

function failed(page, trouble, retry) {
  // What does not exist does not appear by trying again.
  const isGone = trouble.status === 404;
  return h('section', { 'aria-label': page.t('trouble.label') },
    notice.of(page, trouble),
    h('div', { class: 'actions' },
      !isGone && h('button', { type: 'button', class: 'primary', onclick: retry }, page.t('tryAgain')),
      h('a', { class: 'button', href: page.href('/') }, page.t('toStart'))));
}

// Who moves by keyboard or listens begins where the new view begins.
function focusHeading(main) {
  const heading = main.querySelector('h2');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  if (main.getBoundingClientRect().top < 0) main.scrollIntoView({ block: 'start' });
}

customElements.define('aws-onboarding', AwsOnboarding);
