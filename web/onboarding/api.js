// The API: its token, its requests, and what can go wrong with them.

class Trouble extends Error {
  /**
   * @param {import('./types').Trouble['kind']} kind only `refused` has the service's own words.
   * @param {object} [problem]
   */
  constructor(kind, problem) {
    super(kind);
    Object.assign(this, { code: '' }, problem, { kind });
  }
}

async function troubleOf(response) {
  const problem = await jsonOf(response);
  const texts = [problem?.title, problem?.detail, problem?.hint];
  if (texts.every((text) => typeof text === 'string')) return new Trouble('refused', problem);
  // API Gateway's own words, which are not for people.
  return new Trouble({ 401: 'signed-out', 403: 'signed-out', 429: 'busy' }[response.status] ?? 'strange');
}

/** An answer's body, or null when it is not the JSON it should be. */
async function jsonOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

// The bearer token: in memory only.

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

  get isAsked() {
    return this.#asked !== null;
  }

  /**
   * The token; waits for one. Every request that waits continues with the same one.
   * @param {'missing'|'rejected'} reason
   */
  current(reason = 'missing') {
    if (this.#token) return Promise.resolve(this.#token);
    if (this.#asked) return this.#asked.promise;
    this.#asked = {};
    this.#asked.promise = new Promise((resolve) => (this.#asked.resolve = resolve));
    this.#ask(reason);
    return this.#asked?.promise ?? Promise.resolve(this.#token);
  }

  reject(token) {
    if (this.#token === token) this.#token = null;
  }
}


// API Gateway answers within 30 s: see its quotas for HTTP APIs.
const PATIENCE_MS = 35_000;

export class Api {
  #session;
  #settings;
  #watch;

  /** @param {(state: 'busy'|'slow'|'idle') => void} watch */
  constructor(session, settings, watch) {
    this.#session = session;
    this.#settings = settings;
    this.#watch = watch;
  }

  /** @returns {Promise<{status: number, body?: any, retryAfter?: number}>} */
  get(path, signal) {
    return this.#ask('GET', path, undefined, signal);
  }

  post(path, body, signal) {
    return this.#ask('POST', path, body, signal);
  }

  patch(path, body, signal) {
    return this.#ask('PATCH', path, body, signal);
  }

  delete(path, signal) {
    return this.#ask('DELETE', path, undefined, signal);
  }

  async #ask(method, path, body, signal) {
    const first = await this.#session.current();
    signal?.throwIfAborted();
    const response = await this.#send(method, path, body, first, signal);
    if (response.status !== 401) return this.#read(response);
    this.#session.reject(first);
    const second = await this.#session.current('rejected');
    signal?.throwIfAborted();
    const again = await this.#send(method, path, body, second, signal);
    if (again.status === 401) this.#session.reject(second);
    return this.#read(again);
  }

  async #send(method, path, body, token, signal) {
    const { base, lang } = this.#settings();
    const timeout = AbortSignal.timeout(PATIENCE_MS);
    const slow = setTimeout(() => this.#watch('slow'), method === 'POST' ? 20_000 : 4_000);
    this.#watch('busy');
    try {
      return await fetch(base + path, {
        method,
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'accept-language': lang, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body).normalize(),
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Trouble(timeout.aborted ? 'slow' : 'offline');
    } finally {
      clearTimeout(slow);
      this.#watch('idle');
    }
  }

  async #read(response) {
    if (!response.ok) throw await troubleOf(response);
    if (response.status === 204) return { status: 204 };
    const body = await jsonOf(response);
    if (body === null || typeof body !== 'object') throw new Trouble('strange');
    return { status: response.status, body, retryAfter: Number(response.headers.get('retry-after')) || undefined };
  }
}
