// Which view stands at which path.

import { accountView } from './account.js';
import { groupView } from './group.js';
import { groupsView } from './groups.js';
import { onboardingView } from './onboarding.js';
import { beforeView, roleView } from './prepare.js';

const ROUTES = [
  [/^\/$/, groupsView],
  [/^\/groups\/([a-z0-9]+)$/, groupView],
  [/^\/groups\/([a-z0-9]+)\/connect$/, beforeView],
  [/^\/groups\/([a-z0-9]+)\/connect\/role$/, roleView],
  [/^\/onboardings\/([a-z0-9]+)$/, onboardingView],
  [/^\/accounts\/([a-z0-9]+)$/, accountView],
];

/** Builds the view at a path; an unknown one leads to the start. */
export async function viewAt(path, page) {
  for (const [pattern, view] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return view(page, ...match.slice(1));
  }
  return groupsView(page);
}
