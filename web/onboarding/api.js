// The only thing that talks to the network, and only to the API.

import { Trouble, jsonOf, troubleOf } from './trouble.js';

// API Gateway answers within 30 s, whatever happens behind it: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const PATIENCE_MS = 35_000;
const SLOW_AFTER_MS = 4_000;

export class Api {
  #session;
  #settings;
  #watch;
  #absent = new Set();

  /**
   * @param {import('./session.js').Session} session
   * @param {() => {base: string, lang: string}} settings
   * @param {(state: 'busy'|'slow'|'idle') => void} watch is told what the network is doing.
   */
  constructor(session, settings, watch) {
    this.#session = session;
    this.#settings = settings;
    this.#watch = watch;
  }

  /** @returns {Promise<{status: number, body: any, retryAfter: number|null}>} */
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

  /** What a route that not every service has answers; null when this one does not have it. */
  async optional(kind, path, signal) {
    if (this.#absent.has(kind)) return null;
    try {
      return (await this.get(path, signal)).body;
    } catch (trouble) {
      if (trouble.kind !== 'absent') throw trouble;
      this.#absent.add(kind);
      return null;
    }
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
    const slow = setTimeout(() => this.#watch('slow'), SLOW_AFTER_MS);
    this.#watch('busy');
    try {
      return await fetch(base + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'accept-language': lang, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
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
    if (response.status === 204) return { status: 204, body: null, retryAfter: null };
    const body = await jsonOf(response);
    if (body === null || typeof body !== 'object') throw new Trouble('strange', { status: response.status });
    return { status: response.status, body, retryAfter: Number(response.headers.get('retry-after')) || null };
  }
}
