// Step 3: the ways in which the role can be created, each in its tab, with what is pasted at its end.

import { completePicture, consoleLink, createPicture, outputsPicture, policy, regionName, value } from '../console.js';
import { h } from '../elements.js';
import { field } from '../forms.js';
import { registration } from './registration.js';

const BUILD = { console: byConsole, cli: byCommand, terraform: byModule, manual: byHand };

/** Which ways a connection offers. One from before there was a choice has its only way in members of its own. */
function offered(onboarding) {
  const { console, cli, terraform, manual } = onboarding.ways ?? {};
  return {
    console: console?.quickCreateUrl ?? onboarding.quickCreateUrl,
    cli: cli?.command,
    terraform: terraform?.module,
    manual: manual ?? (onboarding.method === 'manual' && onboarding),
  };
}

export function waysOf(page, onboarding, top) {
  const { t, drafts } = page;
  const key = `onboarding.${onboarding.id}.way`;
  const offer = offered(onboarding);
  const names = Object.keys(BUILD).filter((way) => offer[way]);
  const first = onboarding.method === 'manual' ? 'manual' : 'console';
  const panel = h('div', names.length > 1 ? { id: 'way', role: 'tabpanel' } : null);
  const choose = (way) => {
    drafts.set(key, way);
    panel.setAttribute('aria-labelledby', `way-${way}`);
    const word = { console: 'stack', manual: 'hand' }[way] ?? way;
    top.rest(t(`${word}.title`), t(`${word}.lead`));
    const stages = h('div', { class: 'stages' }, BUILD[way](page, onboarding, top, offer[way]));
    // The service is trying: all that was to do in AWS is done.
    if (onboarding.status === 'verifying') stages.querySelectorAll('.stage:not(:last-child)').forEach((stage) => { stage.open = false; });
    panel.replaceChildren(stages);
  };
  const kept = [drafts.get(key), first, names[0]].find((way) => names.includes(way));
  const tabs = names.length > 1 && h('div', { class: 'tab-row' }, tabList(page, names, kept, choose));
  if (names.length === 1) panel.removeAttribute('aria-labelledby');
  choose(kept);
  return h('div', { class: 'ways' }, tabs, panel);
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
function tabList({ t }, names, chosen, choose) {
  const tabs = names.map((name, i) => h('button', {
    type: 'button', role: 'tab', id: `way-${name}`, 'aria-controls': 'way', class: 'tab',
    onclick: () => select(i),
    onkeydown: (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      select((to + names.length) % names.length);
      tabs.find((tab) => tab.tabIndex === 0).focus();
    },
  }, t(`ways.${name}`)));
  const mark = (at) => tabs.forEach((tab, i) => {
    tab.ariaSelected = String(i === at);
    tab.tabIndex = i === at ? 0 : -1;
  });
  const select = (at) => {
    mark(at);
    choose(names[at]);
  };
  mark(names.indexOf(chosen));
  return h('div', { class: 'tabs', part: 'tabs', role: 'tablist', 'aria-label': t('ways.label') }, tabs);
}

const stage = (number, title, ...contents) => h('details', { class: 'stage', open: true },
  h('summary', null, h('h3', null, h('span', { class: 'number', 'aria-hidden': 'true' }, number), title)), h('div', { class: 'stage-body' }, contents));

/** The account's name, asked for only where nobody has given one. */
function nameField(page, { id, accountName }) {
  if (accountName) return { contents: [], value: accountName, wrong: () => null };
  const title = field(page, { label: page.t('account.name'), hint: page.t('account.name.hint'), draft: `onboarding.${id}.name`, required: true });
  return { contents: [title.element], field: title, get value() { return title.value; }, wrong: () => (title.value.trim() ? null : [title, page.t('account.name.missing')]) };
}

/** What is pasted where a stack or a module has printed it. */
function finishByValue(page, onboarding, top, key) {
  const { t, drafts } = page;
  const draft = `onboarding.${onboarding.id}`;
  const isWaiting = onboarding.pasteRequired === false;
  const title = nameField(page, onboarding);
  const pasted = field(page, {
    label: t('paste.stackInfo', { key }), hint: t('paste.stackInfo.hint'), draft: `${draft}.stackInfo`, isSecret: true,
    rows: 4, required: !isWaiting, class: 'mono', spellcheck: 'false', autocapitalize: 'off',
  });
  return registration(page, onboarding, top, {
    fields: [title.contents, isWaiting ? h('details', { class: 'further' }, h('summary', null, t('wait.paste')), h('div', null, pasted.element)) : pasted.element],
    submit: t(isWaiting ? 'wait.start' : 'paste.submit'),
    check: () => title.wrong() ?? (isWaiting || pasted.value.trim() ? null : [pasted, t('paste.stackInfo.missing', { key })]),
    body: () => ({ accountName: title.value, stackInfo: pasted.value.trim() ? pasted.value : undefined }),
    blame: (trouble) => (trouble.code === 'name-invalid' ? title.field : trouble.code.startsWith('stack-info') || (pasted.value && trouble.code === 'external-id-mismatch') ? pasted : null),
    pasted: () => pasted.value.trim(),
    mayStart: () => isWaiting && title.value.trim() !== '' && (onboarding.status === 'verifying' || drafts.get(`${draft}.opened`) === 'yes'),
  });
}

function finish(page, onboarding, top, key, number = '2') {
  const { t } = page;
  const isWaiting = onboarding.pasteRequired === false;
  const last = finishByValue(page, onboarding, top, key);
  const element = stage(number, t(isWaiting ? 'wait.title' : 'paste.title'),
    h('p', null, t(isWaiting ? 'wait.text' : 'paste.text')),
    !isWaiting && onboarding.awsAccountId && h('p', { class: 'hint' }, t('paste.why')),
    last.element);
  return { element, startIfReady: last.startIfReady };
}

function whoAsked(page, onboarding) {
  const { t } = page;
  return onboarding.connectedFor && [
    h('p', null, t('stack.connectedFor')),
    h('div', { class: 'values' }, value(page, 'ConnectedFor', onboarding.connectedFor)),
    h('p', { class: 'hint' }, t('stack.unasked')),
  ];
}

function byConsole(page, onboarding, top, url) {
  const { t, drafts } = page;
  const isWaiting = onboarding.pasteRequired === false;
  const last = finish(page, onboarding, top, onboarding.stackInfoKey, '3');
  const open = consoleLink(page, url, 'quick-create', t('stack.open'), {
    isButton: true,
    onopen: () => {
      drafts.set(`onboarding.${onboarding.id}.opened`, 'yes');
      last.startIfReady();
    },
  });
  return [
    stage('1', t('stack.open'),
      h('p', null, t(onboarding.awsAccountId ? 'stack.open.text.account' : 'stack.open.text', { account: onboarding.awsAccountId, region: regionName(page, onboarding.region) })),
      h('div', { class: 'actions' }, open)),
    stage('2', t('stack.create.title'),
      h('p', null, t('stack.create.text')),
      whoAsked(page, onboarding),
      h('ul', { class: 'pictures' },
        h('li', null, createPicture(page), h('p', { class: 'hint' }, t('picture.create'))),
        h('li', null, completePicture(page, onboarding.stackName), h('p', { class: 'hint' }, t('picture.complete'))),
        !isWaiting && h('li', null, outputsPicture(page, onboarding.stackInfoKey), h('p', { class: 'hint' }, t('picture.outputs', { key: onboarding.stackInfoKey }))))),
    last.element,
  ];
}

function byCommand(page, onboarding, top, command) {
  const { t } = page;
  return [
    stage('1', t('cli.run'),
      h('p', null, t(onboarding.awsAccountId ? 'cli.run.text.account' : 'cli.run.text', { account: onboarding.awsAccountId })),
      policy(page, t('cli.command'), command, true)),
    finish(page, onboarding, top, onboarding.stackInfoKey).element,
  ];
}

function byModule(page, onboarding, top, module) {
  const { t } = page;
  return [
    stage('1', t('terraform.run'), h('p', null, t('terraform.run.text')), policy(page, t('terraform.module'), module, true)),
    finish(page, onboarding, top, 'connection_info').element,
  ];
}

/** Without CloudFormation: the role, made in the IAM console. */
function byHand(page, onboarding, top, manual) {
  const { t } = page;
  const title = nameField(page, onboarding);
  const role = field(page, {
    label: t('hand.role'), hint: t('hand.role.hint'), draft: `onboarding.${onboarding.id}.roleArn`, required: true, class: 'mono', spellcheck: 'false',
    placeholder: `arn:aws:iam::111122223333:role/${onboarding.roleName}`,
  });
  const last = registration(page, onboarding, top, {
    isManual: true,
    fields: [title.contents, role.element],
    submit: t('paste.submit'),
    check: () => title.wrong() ?? (role.value.trim() ? null : [role, t('hand.role.missing')]),
    body: () => ({ accountName: title.value, roleArn: role.value.trim() }),
    blame: (trouble) => (trouble.code === 'name-invalid' ? title.field : ['request-malformed', 'role-name-mismatch', 'role-own-account'].includes(trouble.code) ? role : null),
    pasted: () => role.value.trim(),
  });
  return [
    stage('1', t('hand.values.title'), h('p', null, t('hand.values.text')),
      h('div', { class: 'values' },
        value(page, t('hand.vendor'), manual.vendorAccountId),
        value(page, t('hand.externalId'), onboarding.externalId),
        value(page, t('hand.roleName'), onboarding.roleName),
        manual.managedPolicyArns?.map((arn) => value(page, t('hand.managed'), arn))),
      manual.permissionsPolicies.map((p, i) => policy(page, i ? p.name : t('hand.permissions'), p.document)),
      policy(page, t('hand.trust'), manual.trustPolicy)),
    stage('2', t('hand.steps.title'), h('ol', { class: 'walk' }, manual.steps.map((text) => h('li', null, text)))),
    stage('3', t('hand.finish.title'), h('p', null, t('paste.text')), last.element),
  ];
}
