// Sends a connection to a colleague who has the rights in AWS but no sign-in here: makes a link, copies it, lists and revokes those that are out.

import { value } from '../console.js';
import { chip, h, notice } from '../elements.js';
import { form } from '../forms.js';
import { timeOf, wordsOf } from '../words.js';
import { sheet } from './style.js';

const HOURS = [24, 72, 4];
const TONES = { active: ['good', 'check'], used: ['calm', 'check'] };

let count = 0;

/** Fills the part “Send to a colleague” when it is opened. */
export async function invite(page, onboarding, inside) {
  page.adopt(sheet);
  const t = await wordsOf(page.lang, 'invitation/', page.own);
  const path = `/v1/onboardings/${onboarding.id}/invitations`;
  const list = h('div', { class: 'said' });
  const made = h('div', { class: 'said' });
  const refresh = () => show(page, t, path, list, revoked);
  // A link that was made just now may be the one that was revoked.
  const revoked = () => {
    made.replaceChildren();
    return refresh();
  };
  inside.replaceChildren(h('p', null, t('invite.text')), making(page, t, path, made, refresh), made, list);
  await refresh();
}

function making(page, t, path, made, refresh) {
  const id = `invite-${++count}`;
  const note = h('textarea', { id, rows: 3, maxlength: 500, 'aria-describedby': `${id}-hint` });
  const hours = h('select', { id: `${id}-hours` }, HOURS.map((n) => h('option', { value: n }, t('invite.hours', { hours: n }))));
  return form(page, [
    h('div', { class: 'field' }, h('label', { for: id }, t('invite.note'), h('span', { class: 'optional' }, page.t('optional'))), h('p', { id: `${id}-hint`, class: 'hint' }, t('invite.note.hint')), note),
    h('div', { class: 'field' }, h('label', { for: `${id}-hours` }, t('invite.expires')), hours),
  ], t('invite.create'), {
    send: async () => {
      const { body } = await page.api.post(path, { expiresInHours: Number(hours.value), note: note.value.trim() || undefined }, page.signal);
      made.replaceChildren(
        notice('good', t('invite.made'), [t('invite.made.text', { until: timeOf(body.expiresAt, page.lang) })]),
        value(page, t('invite.link'), body.url));
      note.value = '';
      made.querySelector('button').focus();
      page.say(t('invite.made'));
      await refresh();
    },
  });
}

async function show(page, t, path, list, revoked) {
  try {
    const { body } = await page.api.get(path, page.signal);
    const shown = body.invitations.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    list.replaceChildren(...(shown.length === 0 ? [] : [
      h('h4', { tabindex: '-1' }, t('invite.list')),
      h('ul', { class: 'plain invitations' }, shown.map((one) => row(page, t, path, list, one, revoked))),
    ]));
  } catch (trouble) {
    if (!page.signal.aborted) list.replaceChildren(notice.of(page, trouble));
  }
}

function row(page, t, path, list, invitation, revoked) {
  const { id, status, note, createdAt, expiresAt } = invitation;
  const [tone, sign] = TONES[status] ?? ['calm', 'clock'];
  const said = h('div', { class: 'said' });
  const times = t('invite.times', { created: timeOf(createdAt, page.lang), until: timeOf(expiresAt, page.lang) });
  const revoke = status === 'active' && h('button', {
    type: 'button', class: 'button', 'aria-label': `${t('invite.revoke')}: ${times}`,
    onclick: async () => {
      try {
        await page.api.delete(`${path}/${id}`, page.signal);
        await revoked();
        list.querySelector('h4')?.focus();
        page.say(t('invite.revoked'));
      } catch (trouble) {
        if (!page.signal.aborted) said.replaceChildren(notice.of(page, trouble));
      }
    },
  }, t('invite.revoke'));
  return h('li', null, chip(tone, sign, t(`invite.${status}`)), ' ', h('span', { class: 'hint' }, times), note && h('blockquote', { dir: 'auto' }, note), revoke, said);
}
