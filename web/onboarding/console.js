// The AWS console: links into it, pictures of it, and its names for Regions.

import { h, icon } from './dom.js';

// Links into the AWS console.

/**
 * An ordinary link that opens a new tab. The page around hears `console-open` first and may open something else instead.
 * @param {'quick-create'|'stack'|'cleanup'} kind
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

// Pictures of what the AWS console shows, drawn with elements: they follow the language and the colours, and need no files.

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

// Regions as the AWS console names them: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html

const NAMES = {
  'us-east-1': ['US East (N. Virginia)', '米国東部 (バージニア北部)'],
  'us-east-2': ['US East (Ohio)', '米国東部 (オハイオ)'],
  'us-west-1': ['US West (N. California)', '米国西部 (北カリフォルニア)'],
  'us-west-2': ['US West (Oregon)', '米国西部 (オレゴン)'],
  'ca-central-1': ['Canada (Central)', 'カナダ (中部)'],
  'sa-east-1': ['South America (São Paulo)', '南米 (サンパウロ)'],
  'eu-central-1': ['Europe (Frankfurt)', '欧州 (フランクフルト)'],
  'eu-north-1': ['Europe (Stockholm)', '欧州 (ストックホルム)'],
  'eu-west-1': ['Europe (Ireland)', '欧州 (アイルランド)'],
  'eu-west-2': ['Europe (London)', '欧州 (ロンドン)'],
  'eu-west-3': ['Europe (Paris)', '欧州 (パリ)'],
  'ap-northeast-1': ['Asia Pacific (Tokyo)', 'アジアパシフィック (東京)'],
  'ap-northeast-2': ['Asia Pacific (Seoul)', 'アジアパシフィック (ソウル)'],
  'ap-northeast-3': ['Asia Pacific (Osaka)', 'アジアパシフィック (大阪)'],
  'ap-south-1': ['Asia Pacific (Mumbai)', 'アジアパシフィック (ムンバイ)'],
  'ap-southeast-1': ['Asia Pacific (Singapore)', 'アジアパシフィック (シンガポール)'],
  'ap-southeast-2': ['Asia Pacific (Sydney)', 'アジアパシフィック (シドニー)'],
};

/** A Region's name in words with its code; the code alone for one that is not in the list. */
export function regionName(code, lang) {
  const names = NAMES[code];
  return names ? `${names[lang === 'ja' ? 1 : 0]} ${code}` : code;
}
