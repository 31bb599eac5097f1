// What a vendor's own page does for the element: signs its customer in and hands over the token. Here the sandbox's token dispenser
// signs anybody in, and the simulated console stands in for the real one.

const onboarding = document.querySelector('aws-onboarding');
const find = (id) => document.getElementById(id);

const choices = new URLSearchParams(location.search);
const remembered = (key, otherwise) => choices.get(key) ?? sessionStorage.getItem(`demo.${key}`) ?? otherwise;

for (const [key, otherwise] of [['tenant', 'example'], ['language', navigator.language.startsWith('ja') ? 'ja' : 'en'], ['theme', '']]) {
  find(key).value = remembered(key, otherwise);
  // What the address names holds for the addresses without it, too.
  if (choices.has(key)) sessionStorage.setItem(`demo.${key}`, find(key).value);
  find(key).addEventListener('change', () => {
    sessionStorage.setItem(`demo.${key}`, find(key).value);
    apply();
    if (key === 'tenant') onboarding.reset();
  });
}
find('controls').addEventListener('submit', (event) => event.preventDefault());
apply();

onboarding.addEventListener('token-required', async (event) => {
  event.preventDefault();
  const answer = await fetch('/sandbox/tokens', { method: 'POST', body: JSON.stringify({ tenant: find('tenant').value || 'example' }) });
  onboarding.token = (await answer.json()).token;
});

// https://<region>.console.aws.amazon.com/X is /console/X here, with the same query and fragment.
onboarding.addEventListener('console-open', (event) => {
  const { pathname, search, hash } = new URL(event.detail.url);
  event.preventDefault();
  open(`/console${pathname}${search}${hash}`, '_blank', 'noopener');
});

function apply() {
  const language = find('language').value;
  document.documentElement.lang = language;
  onboarding.lang = language;
  const theme = find('theme').value;
  document.documentElement.dataset.theme = theme;
  if (theme) onboarding.setAttribute('theme', theme);
  else onboarding.removeAttribute('theme');
  for (const element of document.querySelectorAll('[data-en]')) element.textContent = element.dataset[language];
}
