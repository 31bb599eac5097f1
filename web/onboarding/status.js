// An account's state.

import { h, icon } from './dom.js';

const TONES = { active: ['good', 'check'], degraded: ['bad', 'warn'], detached: ['warn', 'clock'], closed: ['calm', 'check'] };

/** The state in words, with a colour and a sign. */
export function status({ t }, state) {
  const [tone, sign] = TONES[state] ?? ['calm', 'info'];
  return h('span', { class: `status ${tone}`, part: 'status' }, icon(sign), TONES[state] ? t(`status.${state}`) : state);
}
