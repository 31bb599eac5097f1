// What can be done to an account: another name, another group, the end.

import { h } from '../dom.js';
import { cancel, dialog, field, form } from '../forms.js';

/** Another name, another group. */
export async function changeDialog(page, account) {
  const { t, api, drafts } = page;
  const groups = await groupsOf(page);
  const key = `account.${account.id}`;
  dialog(page, t('account.change'), (close) => {
    const title = field(page, { label: t('account.name'), draft: `${key}.name`, initial: account.name, required: true });
    const select = h('select', { id: 'move' }, groups.map((group) => h('option', { value: group.id, selected: group.id === account.groupId }, group.name)));
    return form(page, [title.element, groups.length > 1 && h('div', { class: 'field' }, h('label', { for: 'move' }, t('account.group')), select)], t('save'), {
      check: () => (title.value.trim() ? null : [title, t('account.name.missing')]),
      send: async () => {
        await api.patch(`/v1/accounts/${account.id}`, { name: title.value, groupId: select.value || account.groupId }, page.signal);
        drafts.drop(key);
        close();
        page.say(t('saved'));
        page.refresh();
      },
      blame: (trouble) => (trouble.code === 'name-invalid' ? title : null),
    }, cancel(page, close));
  }, key);
}

/** The end of the connection, and what stays behind. */
export function detachDialog(page, account) {
  const { t, api } = page;
  const place = account.stackName
    ? t('detach.stays.stack', { stack: account.stackName, region: account.region, account: account.awsAccountId })
    : t('detach.stays.role', { role: account.roleArn.split('/').at(-1), account: account.awsAccountId });
  dialog(page, t('detach.title'), (close) => form(page,
    [h('p', null, t('detach.text')), h('p', { class: 'strong' }, t('detach.stays')), h('p', null, place)], t('account.detach'), {
      isDanger: true,
      send: async () => {
        await api.delete(`/v1/accounts/${account.id}`, page.signal);
        close();
        page.tell('account-detached', { accountId: account.id, awsAccountId: account.awsAccountId, groupId: account.groupId });
        page.say(t('detach.done'));
        page.refresh();
      },
    }, cancel(page, close)));
}

// Without the list the name can be changed all the same.
async function groupsOf(page) {
  try {
    return (await page.api.get('/v1/groups', page.signal)).body.groups;
  } catch {
    return [];
  }
}
