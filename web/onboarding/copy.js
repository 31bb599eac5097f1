// Values to copy.

import { h, icon } from './dom.js';

/** A button that copies a text; where the clipboard cannot be had, it selects what stands beside it. */
function copyButton(page, text, what, target) {
  const label = h('span', null, page.t('copy'));
  return h('button', {
    type: 'button', class: 'copy', 'aria-label': page.t('copy.what', { what }),
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        label.textContent = page.t('copied');
        page.say(page.t('copied.what', { what }));
      } catch {
        getSelection().selectAllChildren(target);
        page.say(page.t('copy.selected'));
      }
    },
  }, icon('copy'), label);
}

/** One value with its name. */
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
