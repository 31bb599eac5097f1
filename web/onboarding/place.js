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
