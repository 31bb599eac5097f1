// Giving up a connection that was begun.

import { h } from '../dom.js';
import { dialog, cancel } from '../dialog.js';
import { form } from '../forms.js';

export function cancelDialog(page, onboarding, done) {
  const { t, api, drafts } = page;
  dialog(page, t('unfinished.cancel.title'), (close) => form(page, h('p', null, t('unfinished.cancel.text')), t('unfinished.cancel.yes'), {
    send: async () => {
      await api.delete(`/v1/onboardings/${onboarding.id}`, page.signal);
      drafts.drop(`onboarding.${onboarding.id}.`);
      close();
      done();
    },
  }, cancel(page, close)));
}
