// What went wrong with a request, in a form that people can be shown.

/** A request that did not get what it asked for. */
export class Trouble extends Error {
  /**
   * @param {'refused'|'offline'|'slow'|'strange'|'busy'|'signed-out'|'absent'} kind `refused` carries the service's own words;
   * the others have words of the page's: no answer, none in time, one that makes no sense, too many requests, no valid token,
   * a route that this service does not have.
   * @param {{status?: number, code?: string, title?: string, detail?: string, hint?: string}} problem
   */
  constructor(kind, problem = {}) {
    super(problem.title ?? kind);
    this.kind = kind;
    this.status = problem.status ?? 0;
    this.code = problem.code ?? '';
    this.title = problem.title;
    this.detail = problem.detail;
    this.hint = problem.hint;
  }
}

/** Reads an answer that is not a success. */
export async function troubleOf(response) {
  const problem = await jsonOf(response);
  const texts = [problem?.title, problem?.detail, problem?.hint];
  if (texts.every((text) => typeof text === 'string')) return new Trouble('refused', { ...problem, status: response.status });
  // API Gateway's own words, which are not for people.
  if (response.status === 401 || response.status === 403) return new Trouble('signed-out', { status: response.status });
  if (response.status === 404 && problem?.message === 'Not Found') return new Trouble('absent', { status: 404 });
  if (response.status === 429) return new Trouble('busy', { status: 429 });
  return new Trouble('strange', { status: response.status });
}

/** An answer's body, or null when it is not the JSON it should be. */
export async function jsonOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
