// What somebody sees who was invited: who asks and for what, then the same steps as everybody. Nobody signs in here; the link's fragment is all there is.

import { h, icon, name, notice } from '../elements.js';
import { steps } from '../views/onboarding.js';
import { timeOf, wordsOf } from '../words.js';
import { sheet } from './style.js';

const TOKEN = /^#?([a-km-np-z2-9]{24})[a-km-np-z2-9]{52}$/;

/** The view of the invitation that the address's fragment carries. */
export async function invitationView(page) {
  const t = await wordsOf(page.lang, 'invitation/', page.own);
  const [token, id] = TOKEN.exec(location.hash)?.map((part) => part.replace('#', '')) ?? [];
  if (!token) return gone(t);
  page.adopt(sheet);
  const root = h('div');
  const visit = { page, t, root, token, id, path: `/v1/invitations/${token}` };
  await look(visit);
  return root;
}

async function look(visit) {
  const { page, root, id } = visit;
  try {
    const { body } = await page.api.get(visit.path, page.signal);
    const isKnown = page.drafts.get(`onboarding.${id}.known`) === 'yes';
    root.replaceChildren(isKnown ? connect(visit, body) : ask(visit, body));
  } catch (trouble) {
    if (trouble.code !== 'invitation-not-found') throw trouble;
    root.replaceChildren(gone(visit.t, page.drafts.get(`onboarding.${id}.sent`) === 'yes'));
  }
}

/** Who asks, and what for. No link to AWS before that is confirmed. */
function ask(visit, invitation) {
  const { page, t } = visit;
  const { brand, tenant, connectedFor, note, profile, features } = invitation;
  const granted = [profile, ...profile.features.filter((feature) => features?.includes(feature.id))];
  return h('section', { 'aria-labelledby': 'view-title' },
    h('h2', { id: 'view-title' }, t('ask.title', { brand })),
    h('p', { class: 'lead' }, t('ask.lead', { brand })),
    h('dl', { class: 'facts' },
      fact(t('ask.tenant'), name(tenant)),
      connectedFor && fact(t('ask.person'), name(connectedFor)),
      fact(t('ask.account'), invitation.awsAccountId ?? t('ask.account.any')),
      fact(t('ask.until'), timeOf(invitation.expiresAt, page.lang))),
    note && h('figure', { class: 'note' }, h('figcaption', null, t('ask.note'), ' ', name(tenant)), h('blockquote', { dir: 'auto' }, note)),
    h('h3', null, t('ask.profile', { brand }), ' ', name(profile.title)),
    h('p', null, profile.description),
    h('details', { class: 'document' },
      h('summary', null, t('ask.permissions')),
      h('div', { class: 'document-body' }, granted.map(permissions))),
    notice('warn', t('ask.know'), [t('ask.know.text', { brand })],
      h('button', { type: 'button', class: 'primary', part: 'button-primary', onclick: () => confirm(visit) }, t('ask.yes')),
      h('button', { type: 'button', class: 'button', onclick: () => decline(visit) }, t('ask.no'))));
}

const permissions = ({ statements }) => h('ul', { class: 'plain' }, statements.map((s) => h('li', null,
  h('p', null, s.why), h('p', { class: 'hint mono' }, [...s.actions.map((a) => a.name), ...(s.notActions ?? [])].join(', ')))));

async function confirm(visit) {
  visit.page.drafts.set(`onboarding.${visit.id}.known`, 'yes');
  await again(visit);
}

function decline({ page, t, root }) {
  root.replaceChildren(h('section', { 'aria-labelledby': 'view-title' },
    h('h2', { id: 'view-title', tabindex: '-1' }, t('declined.title')), notice('info', t('declined.nothing'), [t('declined.text')])));
  root.querySelector('h2').focus();
  page.say(t('declined.title'));
}

/** The steps, as everybody has them: the page asks the invitation wherever it would ask the onboarding. */
function connect(visit, invitation) {
  const { page, t, id } = visit;
  const onboarding = { ...invitation, id, pasteRequired: true };
  const visitors = { ...page, api: api(visit), refresh: () => again(visit), tell: (type, detail) => type === 'account-connected' || page.tell(type, detail) };
  return h('section', { 'aria-labelledby': 'view-title' },
    h('p', { class: 'lead' }, t('connect.title', { brand: invitation.brand }), ' · ', t('connect.lead'), ' ', name(invitation.tenant)),
    steps(visitors, onboarding, true),
    h('div', { class: 'foot' }, h('p', { class: 'hint' }, t('connect.until', { until: timeOf(invitation.expiresAt, page.lang) }))));
}

function api(visit) {
  const { page, id } = visit;
  const over = (trouble) => {
    if (trouble.code === 'invitation-not-found') again(visit);
    throw trouble;
  };
  return {
    get: (_, signal) => page.api.get(visit.path, signal).catch(over),
    post: async (_, body, signal) => {
      page.drafts.set(`onboarding.${id}.sent`, 'yes');
      const answer = await page.api.post(`${visit.path}/registration`, body, signal).catch(over);
      if (answer.status === 201) visit.connected = answer.body;
      return answer;
    },
  };
}

async function again(visit) {
  const { page, root } = visit;
  if (visit.connected) {
    root.replaceChildren(done(visit));
    page.tell('account-connected', { awsAccountId: visit.connected.awsAccountId });
  } else {
    await look(visit).catch((trouble) => page.signal.aborted || root.replaceChildren(notice.of(page, trouble)));
  }
  const heading = root.querySelector('h2');
  if (heading) heading.tabIndex = -1;
  heading?.focus();
}

function done({ t, connected }) {
  return h('section', { 'aria-labelledby': 'view-title' },
    h('div', { class: 'success' }, h('span', { class: 'badge good' }, icon('check')), h('h2', { id: 'view-title' }, t('done.title')), h('p', { class: 'lead' }, t('done.text'))),
    h('dl', { class: 'facts' },
      fact(t('done.name'), name(connected.accountName)),
      fact(t('ask.account'), connected.awsAccountId),
      fact(t('done.role'), h('code', null, connected.roleArn))));
}

const fact = (label, value) => h('div', null, h('dt', null, label), h('dd', null, value));

/** Used, revoked, expired or never there: nobody is told which. Who sent something from here has likely used it. */
function gone(t, hasSent = false) {
  return h('section', { 'aria-labelledby': 'view-title' },
    h('h2', { id: 'view-title' }, t('gone.title')),
    notice('warn', t(hasSent ? 'gone.sent' : 'gone.text'), [t('gone.ask')]));
}
