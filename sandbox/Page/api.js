// The product's HTTP API, with the token of the tenant that is chosen.

export class Problem extends Error {
  constructor(problem) {
    super(problem.title ?? problem.message ?? '');
    this.problem = problem;
  }
}

export class Api {
  #tenant;
  #language;
  #token;

  constructor(tenant, language) {
    this.#tenant = tenant;
    this.#language = language;
  }

  async call(method, path, body) {
    const answer = await this.#send(method, path, body);
    const text = await answer.text();
    const value = text ? JSON.parse(text) : null;
    if (!answer.ok) {
      throw new Problem({ status: answer.status, ...value });
    }
    return { status: answer.status, value, retryAfter: Number(answer.headers.get('retry-after') ?? 0) };
  }

  async #send(method, path, body) {
    this.#token ??= await this.#issue();
    const headers = { authorization: `Bearer ${this.#token}`, 'accept-language': this.#language };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
    }
    return fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  async #issue() {
    const answer = await fetch('/sandbox/tokens', { method: 'POST', body: JSON.stringify({ tenant: this.#tenant }) });
    const value = await answer.json();
    if (!answer.ok) {
      throw new Problem(value);
    }
    return value.token;
  }
}
