
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
    h('ul', { class: 'points' }, ['person', 'root', 'mfa'].map((point) => h('li', null, h('strong', null, t(`before.${point}`)), h('span', { class: 'hint' }, t(`before.${point}.text`))))),
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
  const offers = profiles.map((p) => offerOf(page, key, p));
  const show = (chosen) => offers.forEach((o) => { o.element.hidden = o.name !== chosen; });
  const profile = profileChoices(page, key, profiles, show);
  const chosen = () => offers.find((o) => o.name === profile.value);
  show(profile.value);
  const region = regionField(page, key, page.regions);
  const account = field(page, {
    label: t('role.account'), hint: t('role.account.hint'), draft: `${key}.account`, inputmode: 'numeric', class: 'short', placeholder: '111122223333',
  });
  const boundary = field(page, { label: t('role.boundary'), hint: t('role.boundary.hint'), draft: `${key}.boundary`, placeholder: 'arn:aws:iam::111122223333:policy/Boundary' });
  const further = h('details', { class: 'further', open: drafts.get(`${key}.boundary`) !== '' },
    h('summary', null, t('role.further')), h('div', null, boundary.element));
  return form(page, [title.element, profile.element, offers.map((o) => o.element), region?.element, account.element, further], t('role.create'), {
    check: () => {
      if (!title.value.trim()) return [title, t('account.name.missing')];
      const wrong = chosen().wrong();
      if (wrong) return wrong;
      const digits = account.value.replace(/[\s-]/g, '');
      return digits === '' || /^[0-9]{12}$/.test(digits) ? null : [account, t('role.account.wrong')];
    },
    send: async () => {
      const { body } = await api.post(`/v1/groups/${groupId}/onboardings`, {
        profile: profile.value,
        ...chosen().choice,
        accountName: title.value,
        region: region?.value || undefined,
        awsAccountId: account.value.replace(/[\s-]/g, '') || undefined,
        permissionsBoundaryArn: boundary.value.trim() || undefined,
      }, page.signal);
      drafts.drop(key);
      page.go(`/onboardings/${body.id}`);
    },
    blame: (trouble) =>
      trouble.code === 'name-invalid' ? title : trouble.code === 'role-own-account' ? account : boundary.value && /permissionsBoundaryArn/.test(trouble.detail) ? boundary : null,
  });
}

function profileChoices(page, key, profiles, onchange) {
  const { t } = page;
  return choices(page, {
    legend: t('role.profile'), name: 'profile', draft: `${key}.profile`, initial: profiles[0].name,
    options: profiles.map((profile) => ({ value: profile.name, label: profile.title, text: profile.description })), onchange,
  });
}

/** What one profile grants, what can be chosen of it, and what it asks for. */
function offerOf(page, key, profile) {
  const { t, drafts } = page;
  const draft = `${key}.${profile.name}`;
  const ticks = profile.features.map((feature) => {
    const kept = drafts.get(`${draft}.${feature.id}`);
    const tick = h('input', {
      type: 'checkbox', value: feature.id, checked: kept ? kept === 'true' : feature.default,
      onchange: () => {
        drafts.set(`${draft}.${feature.id}`, String(tick.checked));
        refresh();
      },
    });
    return tick;
  });
  const isOn = (id) => ticks.some((tick) => tick.value === id && tick.checked);
  const fields = profile.parameters.map((parameter) => ({
    parameter,
    field: field(page, { label: parameter.title, hint: parameter.description, draft: `${draft}.${parameter.name}`, initial: parameter.default, required: true }),
    needing: profile.features.filter((f) => f.parameters.includes(parameter.name)).map((f) => f.id),
  }));
  const isAsked = ({ needing }) => needing.length === 0 || needing.some(isOn);
  const refresh = () => fields.forEach((f) => { f.field.element.hidden = !isAsked(f); });
  refresh();
  const element = h('div', null,
    permissions(page, t('role.permissions', { profile: profile.title }), profile, profile.managedPolicies.map((p) => h('p', null, h('code', null, p))),
      policy(page, t('role.policy', { profile: profile.title }), profile.policy)),
    ticks.length > 0 && h('fieldset', { class: 'choices cards' }, h('legend', null, t('role.features')), h('div', { class: 'options' }, profile.features.map((feature, i) => h('div', null,
      h('label', { class: 'option' }, ticks[i], h('span', { class: 'option-body' }, h('span', { class: 'option-label' }, feature.title), h('span', { class: 'hint' }, feature.why))),
      permissions(page, t('role.permissions', { profile: feature.title }), feature, feature.managedPolicies.map((p) => h('p', null, h('code', null, p)))))))),
    fields.map((f) => f.field.element));
  return {
    name: profile.name, element,
    wrong: () => fields.filter((f) => isAsked(f) && !new RegExp(f.parameter.allowedPattern).test(f.field.value.trim())).map((f) => [f.field, f.parameter.description])[0],
    get choice() {
      return {
        features: ticks.length ? ticks.filter((tick) => tick.checked).map((tick) => tick.value) : undefined,
        parameters: fields.length ? Object.fromEntries(fields.filter(isAsked).map((f) => [f.parameter.name, f.field.value.trim()])) : undefined,
      };
    },
  };
}

// What changes something comes first, as the service lists it.
function permissions({ t }, title, { statements }, ...more) {
  return h('details', { class: 'document' },
    h('summary', null, title),
    h('div', { class: 'document-body' },
      statements.map((s) => [
        h('p', { class: 'strong' }, s.why),
        h('ul', { class: 'permissions' }, s.effect === 'Deny' && h('li', null, t('role.denied')),
          s.actions.map((a) => h('li', null, h('code', null, a.name), h('span', null, t(`level.${a.accessLevel}`)))),
          s.notActions && h('li', null, t('role.allBut'), h('code', null, s.notActions.join(', '))),
          !s.resources?.includes('*') && h('li', null, h('code', null, (s.resources ?? [t('role.allBut'), ...s.notResources]).join(', '))),
          s.conditions && h('li', null, h('code', null, JSON.stringify(s.conditions))))]),
      more));
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
