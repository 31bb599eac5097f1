// Types for checking the element's JavaScript with `tsc`. No browser loads this file.

/** What every view gets: its words, the API, and what it may do to the page. */
export interface Page {
  /** The words for a key, with values at their places; `otherwise` for what only the service has a name for. */
  t(key: string, values?: Record<string, unknown>, otherwise?: string): string;
  lang: 'en' | 'ja';
  /** The page's own words in place of the element's. */
  own: Record<string, string>;
  /** Aborted when somebody goes to another view. */
  signal: AbortSignal;
  api: import('./api.js').Api;
  drafts: import('./memory.js').Drafts;
  regions: string[];
  href(path: string): string;
  go(path: string, isReplacement?: boolean): void;
  refresh(): void;
  /** Shows the view again if what is at a path has changed while somebody was elsewhere. */
  watch(path: string, seen: () => unknown): void;
  frame(): HTMLElement;
  /** Adds the style of a part that is loaded later. */
  adopt(sheet: CSSStyleSheet): void;
  say(text: string): void;
  tell(type: string, detail: object): boolean;
}

/** What can go wrong with a request: a refusal in the service's own words, or no such answer. */
export interface Trouble {
  kind?: 'refused' | 'offline' | 'slow' | 'strange' | 'busy' | 'signed-out';
  code: string;
  status?: number;
  title?: string;
  detail?: string;
  hint?: string;
  instance?: string;
}

export interface FieldOptions {
  label: string;
  hint?: string;
  /** Under which key what is typed is kept. */
  draft: string;
  /** Kept in memory only. */
  isSecret?: boolean;
  initial?: string;
  /** Makes it a text area. */
  rows?: number;
  required?: boolean;
  [attribute: string]: unknown;
}

export interface Field {
  element: HTMLElement;
  input: HTMLInputElement;
  complain(text: string): void;
  readonly value: string;
}

export interface Choice {
  value: string;
  label: string;
  text?: string;
  mark?: Node;
}

export interface ChoicesOptions {
  legend: string;
  name: string;
  options: Choice[];
  draft: string;
  initial: string;
  kind?: 'cards' | 'swatches';
  onchange?: (value: string) => void;
}

export interface FormOptions {
  /** A field and what is wrong with it, before anything is sent. */
  check?: () => [Field, string] | null;
  send: () => Promise<unknown>;
  /** The field that a refusal is about. */
  blame?: (trouble: Trouble) => Field | null | undefined;
  /** A box of its own for a refusal. */
  explain?: (trouble: Trouble) => HTMLElement | null | undefined | '';
  isDanger?: boolean;
}

/** What is known of the five things that are proven. */
export interface Known {
  /** By name: `good`, `bad`, `going` or `open`. */
  states: { created?: string; assumable?: string; enforced?: string; account?: string; stack?: string };
  /** A role without a stack. */
  isManual?: boolean;
  /** Nothing is new: how long it takes need not be said. */
  isAgain?: boolean;
}

/** What is above the steps of a connection. */
export interface Headline {
  element: HTMLElement;
  isBusy: boolean;
  readonly isUnfolded: boolean;
  isHere(): boolean;
  focus(): void;
  rest(title: string, text: string): void;
  begin(last: HTMLElement, isPasted: boolean): void;
  show(title: string, text: string, known: Known, ...contents: unknown[]): void;
  end(): void;
}

export interface RegistrationOptions extends Omit<FormOptions, 'send' | 'explain' | 'isDanger'> {
  fields: unknown[];
  submit: string;
  body: () => object;
  /** What was pasted; empty while nothing was. */
  pasted: () => string;
  isManual?: boolean;
  /** Whether it starts without a press of the button. */
  mayStart?: () => boolean;
}
