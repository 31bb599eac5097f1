// Step 1: what to have at hand before the console is opened.

import { h, icon } from '../dom.js';
import { crumb } from '../crumbs.js';
import { policy } from '../copy.js';
import { stepper } from '../stepper.js';

export async function beforeView(page, groupId) {
  const { t, api, signal } = page;
  const [{ body: group }, { body: operator }] = await Promise.all([api.get(`/v1/groups/${groupId}`, signal), api.get('/v1/operator-policy', signal)]);
  return h('section', { 'aria-labelledby': 'view-title' },
    crumb(page, `/groups/${groupId}`, group.name),
    stepper(page, 'before'),
    h('h2', { id: 'view-title' }, t('before.title')),
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
