// What outlasts a reload: where somebody is, and what they typed.

// Where in the page somebody is: in the address's fragment, so that reload, bookmark and the back button work.
// A page whose own router owns the fragment says `no-history`; then the place is kept for the tab instead.

const MARK = '#onboarding:';
const KEY = 'aws-onboarding.place';

export class Place {
  #inFragment;
  #changed;
  #listen = () => this.#changed();

  constructor(inFragment, changed) {
    this.#inFragment = inFragment;
    this.#changed = changed;
    if (inFragment) {
      addEventListener('popstate', this.#listen);
      addEventListener('hashchange', this.#listen);
    }
  }

  get path() {
    if (!this.#inFragment) return stored() || '/';
    return location.hash.startsWith(MARK) ? location.hash.slice(MARK.length) || '/' : '/';
  }

  /** The address of a path, for links. */
  href(path) {
    return MARK + path;
  }

  go(path, isReplacement = false) {
    if (!this.#inFragment) store(path);
    else if (isReplacement) history.replaceState(history.state, '', this.href(path));
    else history.pushState(null, '', this.href(path));
    this.#changed();
  }

  stop() {
    removeEventListener('popstate', this.#listen);
    removeEventListener('hashchange', this.#listen);
  }
}

function stored() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(path) {
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // Then a reload begins at the start, and the list of unfinished connections leads back.
  }
}

// What was typed and not yet sent, kept for this tab so that a reload loses nothing.
// Never a token and never StackInfo, which carries the external ID: that one stays in memory only.

const PREFIX = 'aws-onboarding.draft.';

export class Drafts {
  #memory = new Map();

  get(key) {
    if (this.#memory.has(key)) return this.#memory.get(key);
    try {
      return sessionStorage.getItem(PREFIX + key) ?? '';
    } catch {
      return '';
    }
  }

  /** Keeps a value; a secret one in memory only. */
  set(key, value, isSecret = false) {
    this.#memory.set(key, value);
    if (isSecret) return;
    try {
      if (value === '') sessionStorage.removeItem(PREFIX + key);
      else sessionStorage.setItem(PREFIX + key, value);
    } catch {
      // No storage here, or it is full: memory has it.
    }
  }

  /** Forgets what begins with a key. */
  drop(prefix = '') {
    for (const key of [...this.#memory.keys()]) if (key.startsWith(prefix)) this.#memory.delete(key);
    try {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX + prefix)) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  }
}
