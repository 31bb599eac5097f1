// Steps 1 and 2: what to have at hand, and what the role may do.

import { policy, regionName } from '../console.js';
import { crumb, h, icon, stepper } from '../elements.js';
import { choices, field, form } from '../forms.js';

// Step 1: what to have at hand before the console is opened.

export async function beforeView(page, groupId) {
  const { t, api, signal } = page;
  const [{ body: group }, { body: operator }] = await Promise.all([api.get(`/v1/groups/${groupId}`, signal), api.get('/v1/operator-policy', signal)]);
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${groupId}`, group.name),
    stepper(page, 'before'),
    h('h2', { id: 'view-title' }, t('steps.before')),
    h('p', { class: 'lead' }, t('before.lead')),
    h('ul', { class: 'points' }, ['person', 'root', 'mfa'].map((point) => h('li', null, icon('check'),
      h('span', null, h('strong', null, t(`before.${point}`)), h('span', { class: 'hint' }, t(`before.${point}.text`)))))),
    h('h3', null, t('before.permissions')),
    h('p', null, t('before.permissions.text')),
    policy(page, t('before.permissions.policy'), operator),
    h('h3', null, t('before.what')),
    h('p', null, t('before.what.text')),
    h('div', { class: 'actions end' },
      h('a', { class: 'button primary', part: 'button-primary', href: page.href(`/groups/${groupId}/connect/role`) }, t('next'), icon('arrow'))));
}

// Step 2: what the role may do, and where it is created. Ends with a minted connection.

export async function roleView(page, groupId) {
  const { t, api, signal } = page;
  const [{ body: group }, { body: offer }] = await Promise.all([api.get(`/v1/groups/${groupId}`, signal), api.get('/v1/profiles', signal)]);
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${groupId}`, group.name),
    stepper(page, 'role'),
    h('h2', { id: 'view-title' }, t('role.title')),
    h('p', { class: 'lead' }, t('role.lead')),
    roleForm(page, groupId, offer));
}

function roleForm(page, groupId, offer) {
  const { t, api, drafts } = page;
  const key = `role.${groupId}`;
  // The one that may do least stands first, and is taken unless somebody wants more.
  const profiles = offer.profiles.toSorted((a, b) => a.permissions.length - b.permissions.length);
  const title = field(page, { label: t('account.name'), hint: t('account.name.hint'), draft: `${key}.name`, required: true });
  const profile = profileChoices(page, key, profiles);
  const region = regionField(page, key, page.regions);
  const account = field(page, {
    label: t('role.account'), hint: t('role.account.hint'), draft: `${key}.account`, inputmode: 'numeric', class: 'short', placeholder: '111122223333',
  });
  const boundary = field(page, { label: t('role.boundary'), hint: t('role.boundary.hint'), draft: `${key}.boundary`, placeholder: 'arn:aws:iam::111122223333:policy/Boundary' });
  const method = choices(page, {
    legend: t('role.method'), name: 'method', draft: `${key}.method`, initial: 'stack',
    options: ['stack', 'manual'].map((value) => ({ value, label: t(`role.method.${value}`), text: t(`role.method.${value}.text`) })),
  });
  const further = h('details', { class: 'further', open: drafts.get(`${key}.boundary`) !== '' || drafts.get(`${key}.method`) === 'manual' },
    h('summary', null, t('role.further')), h('div', null, boundary.element, method.element));
  return form(page, [title.element, profile.element, profiles.map((p) => permissions(page, p)), region?.element, account.element, further], t('role.create'), {
    check: () => {
      if (!title.value.trim()) return [title, t('account.name.missing')];
      const digits = account.value.replace(/[\s-]/g, '');
      return digits === '' || /^[0-9]{12}$/.test(digits) ? null : [account, t('role.account.wrong')];
    },
    send: async () => {
      const { body } = await api.post(`/v1/groups/${groupId}/onboardings`, {
        profile: profile.value,
        method: method.value,
        region: region?.value || undefined,
        awsAccountId: account.value.replace(/[\s-]/g, '') || undefined,
        permissionsBoundaryArn: boundary.value.trim() || undefined,
      }, page.signal);
      drafts.set(`onboarding.${body.id}.name`, title.value);
      drafts.drop(key);
      page.go(`/onboardings/${body.id}`);
    },
    blame: (trouble) =>
      trouble.code === 'role-own-account' ? account : boundary.value && /permissionsBoundaryArn/.test(trouble.detail) ? boundary : null,
  });
}

function profileChoices(page, key, profiles) {
  const { t } = page;
  return choices(page, {
    legend: t('role.profile'), name: 'profile', draft: `${key}.profile`, initial: profiles[0].name,
    options: profiles.map((profile) => ({ value: profile.name, label: profileName(page, profile.name), text: profile.description })),
  });
}

/** A profile's name in words; its own name when there are none. */
export const profileName = ({ t }, profile) => t(`profile.${profile}`, {}, profile);

function permissions(page, profile) {
  const { t } = page;
  const title = t('role.permissions', { profile: profileName(page, profile.name) });
  return h('details', { class: 'document' },
    h('summary', null, title),
    h('div', { class: 'document-body' },
      h('ul', { class: 'permissions' }, profile.permissions.map((p) => h('li', null, h('span', null, p.description), h('code', null, p.action)))),
      policy(page, t('role.policy', { profile: profileName(page, profile.name) }), profile.policy)));
}

// Without a list of Regions the service takes its own.
function regionField(page, key, regions) {
  if (regions.length === 0) return null;
  const { t, drafts } = page;
  const kept = drafts.get(`${key}.region`);
  const select = h('select', { id: 'region', 'aria-describedby': 'region-hint', onchange: () => drafts.set(`${key}.region`, select.value) },
    regions.map((region) => h('option', { value: region, selected: region === kept }, regionName(page, region))));
  const element = h('div', { class: 'field' },
    h('label', { for: 'region' }, t('role.region')), h('p', { class: 'hint', id: 'region-hint' }, t('role.region.hint')), select);
  return { element, get value() { return select.value; } };
}
