// The bearer token: held in memory, never stored, and asked for when there is none or the service no longer takes it.

export class Session {
  #token = null;
  #asked = null;
  #ask;

  /** @param {(reason: 'missing'|'rejected') => void} ask tells the page around that a token is needed. */
  constructor(ask) {
    this.#ask = ask;
  }

  set token(value) {
    this.#token = value || null;
    if (this.#token && this.#asked) {
      this.#asked.resolve(this.#token);
      this.#asked = null;
    }
  }

  get token() {
    return this.#token;
  }

  /** The token; waits for one. Every request that waits goes on with the same one. */
  current(reason = 'missing') {
    if (this.#token) return Promise.resolve(this.#token);
    if (this.#asked) return this.#asked.promise;
    this.#asked = {};
    this.#asked.promise = new Promise((resolve) => (this.#asked.resolve = resolve));
    this.#ask(reason);
    return this.#asked?.promise ?? Promise.resolve(this.#token);
  }

  /** The service did not take this token. */
  reject(token) {
    if (this.#token === token) this.#token = null;
  }
}
