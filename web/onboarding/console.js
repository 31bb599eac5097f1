// The AWS console: links into it, pictures of it, values to copy into it, and its names for Regions.

import { copyButton, h, icon } from './elements.js';

/**
 * An ordinary link that opens a new tab. The page around hears `console-open` first and may open something else instead.
 * @param {import('./types').Page} page
 * @param {string} url
 * @param {string} kind
 * @param {string} text
 * @param {{ isButton?: boolean, onopen?: () => void }} [options]
 */
export function consoleLink(page, url, kind, text, { isButton = false, onopen } = {}) {
  // What is not a web address is no link, wherever it came from.
  if (!/^https:\/\//.test(url)) return null;
  return h('a', {
    href: url, target: '_blank', rel: 'noopener noreferrer', class: isButton ? 'button primary' : 'out', part: isButton ? 'button-primary console-link' : 'console-link',
    onclick: (event) => {
      if (!page.tell('console-open', { url, kind })) event.preventDefault();
      onopen?.();
    },
  }, h('span', null, text), icon('out'), h('span', { class: 'out-of-sight' }, page.t('newTab')));
}

/** A stack's events in the console, by the address of the stack's page. */
export const eventsUrl = (stackUrl) => stackUrl.replace('#/stacks/stackinfo?', '#/stacks/events?');

const STACK = /^arn:[a-z-]+:cloudformation:([a-z0-9-]+):\d{12}:stack\/[A-Za-z0-9-]+\/[a-f0-9-]+$/;

/** Where a connection's stack is found: its events if what was pasted names it, otherwise the stacks of its Region with its name. */
export function stackUrlOf({ quickCreateUrl, region, stackName }, pasted = '') {
  if (!quickCreateUrl) return '';
  const url = new URL(quickCreateUrl);
  const id = stackIn(pasted);
  const [, home] = STACK.exec(id) ?? [];
  if (home) {
    url.host = url.host.replace(region, home);
    url.searchParams.set('region', home);
  }
  url.hash = home ? `/stacks/events?stackId=${encodeURIComponent(id)}` : `/stacks?filteringStatus=active&filteringText=${encodeURIComponent(stackName)}`;
  return url.href;
}

function stackIn(pasted) {
  try {
    return String(JSON.parse(atob(/eyJ[\w+/]+=*/.exec(pasted)[0])).stackId);
  } catch {
    return '';
  }
}

// Pictures of what the AWS console shows, drawn with elements.

export const createPicture = ({ t }) => picture(t('picture.create.label'), t('aws.quickCreate'),
  h('div', { class: 'pic-line wide' }), h('div', { class: 'pic-line' }),
  h('div', { class: 'pic-box' },
    h('div', { class: 'pic-tick' }, h('span', { class: 'pic-checkbox' }, icon('check')), h('span', null, t('aws.acknowledge')))),
  h('div', { class: 'pic-end' }, h('span', { class: 'pic-button' }, t('aws.createStack'))));

export const completePicture = ({ t }, stackName) => picture(t('picture.complete.label'), t('aws.stacks'),
  h('div', { class: 'pic-row' }, h('span', { class: 'pic-strong' }, stackName)),
  h('div', { class: 'pic-row faded' }, h('span', { class: 'pic-status going' }, 'CREATE_IN_PROGRESS')),
  h('div', { class: 'pic-row' }, h('span', { class: 'pic-status done' }, icon('check'), 'CREATE_COMPLETE')));

export const outputsPicture = ({ t }, key) => picture(t('picture.outputs.label', { key }), t('aws.stacks'),
  h('div', { class: 'pic-tabs' }, h('span', null, t('aws.stackInfo')), h('span', null, t('aws.events')), h('span', { class: 'on' }, t('aws.outputs'))),
  h('div', { class: 'pic-table' },
    h('span', { class: 'pic-head' }, t('aws.key')), h('span', { class: 'pic-head' }, t('aws.value')),
    h('span', { class: 'pic-mark' }, key), h('span', { class: 'pic-mark pic-mono' }, 'eyJ2IjoxLCJzdGFja0lkIjoi…'),
    h('span', null, 'RoleArn'), h('span', { class: 'pic-mono' }, 'arn:aws:iam::…')));

function picture(label, title, ...contents) {
  return h('div', { class: 'picture', role: 'img', 'aria-label': label },
    h('div', { class: 'pic-bar', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'), h('span', null, title)),
    h('div', { class: 'pic-body', 'aria-hidden': 'true' }, contents));
}

export function value(page, name, text) {
  const code = h('code', null, text);
  return h('div', { class: 'value' }, h('span', { class: 'value-name' }, name), code, copyButton(page, text, name, code));
}

/** A document, such as a policy, folded away until it is wanted. */
export function policy(page, title, document, isOpen = false) {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  const code = h('code', null, text);
  return h('details', { class: 'document', open: isOpen },
    h('summary', null, title),
    h('div', { class: 'document-body' }, copyButton(page, text, title, code), h('pre', { tabindex: '0', role: 'region', 'aria-label': title }, code)));
}

/** A Region's name in words with its code; the code alone for one that has no words here. */
export const regionName = ({ t }, code) => `${t(`region.${code}`, {}, '')} ${code}`.trim();
