// A group's name and colour.

import { COLORS, dot } from '../colors.js';
import { choices, field, form } from '../forms.js';

/** The form for a new group, or for one to change; `done` gets the group. */
export function groupForm(page, group, done, ...beside) {
  const { t, api, drafts } = page;
  const key = `group.${group?.id ?? 'new'}`;
  const title = field(page, { label: t('group.name'), draft: `${key}.name`, initial: group?.name, required: true });
  const color = choices(page, {
    legend: t('group.color'), name: 'color', draft: `${key}.color`, kind: 'swatches', initial: group?.color ?? COLORS.blue,
    options: swatches(group).map(([label, value]) => ({ value, label: t(`color.${label}`), mark: dot(value) })),
  });
  return form(page, [title.element, color.element], t(group ? 'save' : 'group.create'), {
    check: () => (title.value.trim() ? null : [title, t('group.name.missing')]),
    send: async () => {
      const body = { name: title.value, color: color.value };
      const { body: saved } = group ? await api.patch(`/v1/groups/${group.id}`, body, page.signal) : await api.post('/v1/groups', body, page.signal);
      drafts.drop(key);
      page.say(t('saved'));
      done(saved);
    },
    blame: (trouble) => (trouble.code === 'name-invalid' ? title : null),
  }, ...beside);
}

// A group's own colour is offered, too, when it is none of the usual ones.
function swatches(group) {
  const usual = Object.entries(COLORS);
  return !group || usual.some(([, value]) => value === group.color) ? usual : [...usual, ['own', group.color]];
}
