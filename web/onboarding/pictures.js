// Pictures of what the AWS console shows, drawn with elements: they follow the language and the colours, and need no files.

import { h, icon } from './dom.js';

/** The acknowledgement to tick and the button to press. */
export const createPicture = ({ t }) => picture(t('picture.create.label'), t('aws.quickCreate'),
  h('div', { class: 'pic-line wide' }), h('div', { class: 'pic-line' }),
  h('div', { class: 'pic-box' },
    h('div', { class: 'pic-tick' }, h('span', { class: 'pic-checkbox' }, icon('check')), h('span', null, t('aws.acknowledge')))),
  h('div', { class: 'pic-end' }, h('span', { class: 'pic-button' }, t('aws.createStack'))));

/** The status to wait for. */
export const completePicture = ({ t }, stackName) => picture(t('picture.complete.label'), t('aws.stacks'),
  h('div', { class: 'pic-row' }, h('span', { class: 'pic-strong' }, stackName)),
  h('div', { class: 'pic-row faded' }, h('span', { class: 'pic-status going' }, 'CREATE_IN_PROGRESS')),
  h('div', { class: 'pic-row' }, h('span', { class: 'pic-status done' }, icon('check'), 'CREATE_COMPLETE')));

/** The tab and the row to copy. */
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
