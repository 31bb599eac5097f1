// Step 3: the stack, in the AWS console; then StackInfo pasted, or the role found by itself.

import { h } from '../dom.js';
import { consoleLink } from '../console.js';
import { field } from '../forms.js';
import { completePicture, createPicture, outputsPicture } from '../pictures.js';
import { regionName } from '../regions.js';
import { registration } from './registration.js';

export function byStack(page, onboarding, step) {
  const { t, drafts } = page;
  const key = `onboarding.${onboarding.id}`;
  const isWaiting = onboarding.awsAccountId !== undefined;
  const title = field(page, { label: t('account.name'), hint: t('account.name.hint'), draft: `${key}.name`, required: true });
  const stackInfo = field(page, {
    label: t('paste.stackInfo', { key: onboarding.stackInfoKey }), hint: t('paste.stackInfo.hint'), draft: `${key}.stackInfo`, isSecret: true,
    rows: 4, required: !isWaiting, class: 'mono', spellcheck: 'false', autocapitalize: 'off',
  });
  const finish = registration(page, onboarding, {
    step,
    fields: isWaiting ? [title.element, h('details', { class: 'further' }, h('summary', null, t('wait.paste')), h('div', null, stackInfo.element))] : [title.element, stackInfo.element],
    submit: t(isWaiting ? 'wait.start' : 'paste.submit'),
    check: () => (!title.value.trim() ? [title, t('account.name.missing')] : isWaiting || stackInfo.value.trim() ? null : [stackInfo, t('paste.stackInfo.missing')]),
    body: () => ({ accountName: title.value, stackInfo: stackInfo.value.trim() ? stackInfo.value : undefined }),
    blame: (trouble) => (trouble.code === 'name-invalid' ? title : trouble.code.startsWith('stack-info') || (stackInfo.value && trouble.code === 'external-id-mismatch') ? stackInfo : null),
    mayStart: () => isWaiting && title.value.trim() !== '' && drafts.get(`${key}.opened`) === 'yes',
  });
  const open = consoleLink(page, onboarding.quickCreateUrl, 'quick-create', t('stack.open'), {
    isButton: true,
    onopen: () => {
      drafts.set(`${key}.opened`, 'yes');
      finish.startIfReady();
    },
  });
  return h('div', { class: 'stages' },
    stage('1', t('stack.open.title'),
      h('p', null, t(isWaiting ? 'stack.open.text.account' : 'stack.open.text', { account: onboarding.awsAccountId, region: regionName(onboarding.region, page.lang) })),
      h('div', { class: 'actions' }, open)),
    stage('2', t('stack.create.title'),
      h('p', null, t('stack.create.text')),
      h('ul', { class: 'pictures' },
        h('li', null, createPicture(page), h('p', { class: 'hint' }, t('picture.create'))),
        h('li', null, completePicture(page, onboarding.stackName), h('p', { class: 'hint' }, t('picture.complete'))),
        !isWaiting && h('li', null, outputsPicture(page, onboarding.stackInfoKey), h('p', { class: 'hint' }, t('picture.outputs', { key: onboarding.stackInfoKey }))))),
    stage('3', t(isWaiting ? 'wait.title' : 'paste.title'), h('p', null, t(isWaiting ? 'wait.text' : 'paste.text')), finish.element));
}

/** One stage of a step. */
export const stage = (number, title, ...contents) => h('section', { class: 'stage', 'aria-label': title },
  h('h3', null, h('span', { class: 'number', 'aria-hidden': 'true' }, number), title), h('div', { class: 'stage-body' }, contents));
