// What outlasts a reload: where somebody is, and what they typed.

// Where in the page somebody is: in the address's fragment, or with `no-history` in the tab's storage.

const MARK = '#onboarding:';
const KEY = 'aws-onboarding.place';

export class Place {
  #inFragment;
  #changed;
  #last = '/';
  #listen = () => {
    if (this.#last !== this.path) this.#changed();
  };

  constructor(inFragment, changed) {
    this.#inFragment = inFragment;
    this.#changed = changed;
    if (inFragment) addEventListener('hashchange', this.#listen);
  }

  get path() {
    if (!this.#inFragment) return inStorage((storage) => storage.getItem(KEY)) || '/';
    const { hash } = location;
    // Another fragment is the page's around: it moves nobody here.
    if (!hash || hash.startsWith(MARK)) this.#last = hash.slice(MARK.length) || '/';
    return this.#last;
  }

  /** Follows a link by a click on it, where the fragment is not ours. */
  follow(event) {
    const href = event.target.closest('a')?.getAttribute('href');
    if (this.#inFragment || !href?.startsWith(MARK)) return;
    event.preventDefault();
    this.go(href.slice(MARK.length));
  }

  href(path) {
    return MARK + path;
  }

  go(path, isReplacement = false) {
    if (!this.#inFragment) inStorage((storage) => storage.setItem(KEY, path));
    else if (isReplacement) history.replaceState(history.state, '', this.href(path));
    else history.pushState(null, '', this.href(path));
    this.#changed();
  }

  stop() {
    removeEventListener('hashchange', this.#listen);
  }
}

/** The tab's storage, where there is one. */
function inStorage(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

// What was typed and not yet sent, kept for this tab so that a reload loses nothing.
// Never a token and never StackInfo, which carries the external ID: that one stays in memory only.

const PREFIX = 'aws-onboarding.draft.';

export class Drafts {
  #memory = new Map();

  get(key) {
    return this.#memory.get(key) ?? inStorage((storage) => storage.getItem(PREFIX + key)) ?? '';
  }

  /** Keeps a value; a secret one in memory only. */
  set(key, value, isSecret = false) {
    this.#memory.set(key, value);
    if (!isSecret) inStorage((storage) => storage.setItem(PREFIX + key, value));
  }

  drop(prefix = '') {
    for (const key of this.#memory.keys()) if (key.startsWith(prefix)) this.#memory.delete(key);
    inStorage((storage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX + prefix)).forEach((key) => storage.removeItem(key)));
  }
}
