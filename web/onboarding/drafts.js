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
