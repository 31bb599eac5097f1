// Fields that keep what is typed, and forms that send it once and say what was wrong with it.

import { h, icon, inWords, notice } from './elements.js';

let count = 0;

/**
 * A labelled field. What is typed in it survives reload and change of language.
 * @param {import('./types').Page} page
 * @param {import('./types').FieldOptions} options
 */
export function field(page, { label, hint, draft, isSecret, initial = '', rows, ...attributes }) {
  const id = `field-${++count}`;
  const input = h(rows ? 'textarea' : 'input', {
    id, rows, ...attributes, value: page.drafts.get(draft) || initial,
    'aria-describedby': `${hint ? `${id}-hint ` : ''}${id}-error`,
    oninput: () => {
      page.drafts.set(draft, input.value, isSecret);
      complain('');
    },
  });
  const error = h('p', { id: `${id}-error`, class: 'error' });
  const complain = (text) => {
    error.replaceChildren(...(text ? [icon('warn'), text] : []));
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  const element = h('div', { class: 'field' },
    h('label', { for: id }, label, !attributes.required && h('span', { class: 'optional' }, page.t('optional'))),
    hint && h('p', { id: `${id}-hint`, class: 'hint' }, hint),
    input, error);
  return { element, input, complain, get value() { return input.value; } };
}

/**
 * A set of choices of which one is taken.
 * @param {import('./types').Page} page
 * @param {import('./types').ChoicesOptions} options
 */
export function choices(page, { legend, name, options, draft, initial, kind = 'cards', onchange }) {
  const kept = page.drafts.get(draft);
  const chosen = options.some((option) => option.value === kept) ? kept : initial;
  const group = `${name}-${++count}`;
  const inputs = options.map((option) => h('input', {
    type: 'radio', name: group, value: option.value, checked: option.value === chosen,
    onchange: () => {
      page.drafts.set(draft, option.value);
      onchange?.(option.value);
    },
  }));
  const element = h('fieldset', { class: `choices ${kind}` },
    h('legend', null, legend),
    h('div', { class: 'options' }, options.map((option, i) => h('label', { class: 'option' },
      inputs[i], option.mark,
      h('span', { class: 'option-body' }, h('span', { class: 'option-label' }, option.label), option.text && h('span', { class: 'hint' }, option.text))))));
  return { element, get value() { return inputs.find((input) => input.checked)?.value; } };
}

/**
 * A form that sends once at a time.
 * @param {import('./types').Page} page
 * @param {unknown} contents
 * @param {string} submit
 * @param {import('./types').FormOptions} options
 */
export function form(page, contents, submit, { check, send, blame, explain, isDanger = false }, ...beside) {
  const button = h('button', { type: 'submit', class: isDanger ? 'primary danger' : 'primary', part: isDanger ? null : 'button-primary' }, submit);
  const said = h('div', { class: 'said' });
  const element = h('form', {
    novalidate: true, autocomplete: 'off',
    onsubmit: async (event) => {
      event.preventDefault();
      if (button.ariaDisabled === 'true') return;
      said.replaceChildren();
      const wrong = check?.();
      if (wrong) return complainAt(...wrong);
      button.ariaDisabled = 'true';
      try {
        await send();
      } catch (trouble) {
        if (page.signal.aborted) return;
        const field = blame?.(trouble);
        if (field) complainAt(field, sentence(page, trouble));
        else said.replaceChildren(explain?.(trouble) ?? notice.of(page, trouble));
      } finally {
        button.ariaDisabled = null;
      }
    },
  }, contents, said, h('div', { class: 'actions' }, button, beside));
  return element;
}

/** Says what is wrong beside the field and goes there, also where it is folded away. */
function complainAt(field, text) {
  field.complain(text);
  const folded = field.input.closest('details');
  if (folded) folded.open = true;
  field.input.focus();
}

function sentence(page, trouble) {
  const { title, detail, hint } = inWords(page, trouble);
  return [title, detail, hint].map((text) => (/[.。!?]$/.test(text) ? text : `${text}${page.lang === 'ja' ? '。' : '.'}`)).join(page.lang === 'ja' ? '' : ' ');
}

/** Opens a dialog; closing it drops the drafts of `key`. */
export function dialog(page, title, build, key) {
  const root = h('dialog', {
    'aria-labelledby': 'dialog-title', part: 'dialog',
    onclose: () => {
      root.remove();
      if (key) page.drafts.drop(key);
    },
  });
  const close = () => root.close();
  root.append(h('div', { class: 'dialog-body' }, h('h3', { id: 'dialog-title' }, title), build(close)));
  page.frame().append(root);
  root.showModal();
  // Enter must not do by itself what cannot be taken back.
  root.querySelector('.danger + .button')?.focus();
  page.signal.addEventListener('abort', close);
  return root;
}

export const cancel = (page, close, word = 'cancel') => h('button', { type: 'button', class: 'button', onclick: close }, page.t(word));
