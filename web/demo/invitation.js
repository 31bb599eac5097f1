// A vendor's page for those whom a tenant has invited: nobody signs in, and the link's fragment is all that the element needs.
// Here the simulated console stands in for the real one.

const onboarding = document.querySelector('aws-onboarding');
const language = document.getElementById('language');

language.value = new URLSearchParams(location.search).get('language') ?? (navigator.language.startsWith('ja') ? 'ja' : 'en');
language.addEventListener('change', apply);
document.getElementById('controls').addEventListener('submit', (event) => event.preventDefault());
apply();

// https://<region>.console.aws.amazon.com/X is /console/X here, with the same query and fragment.
onboarding.addEventListener('console-open', (event) => {
  const { pathname, search, hash } = new URL(event.detail.url);
  event.preventDefault();
  open(`/console${pathname}${search}${hash}`, '_blank', 'noopener');
});

function apply() {
  document.documentElement.lang = language.value;
  onboarding.lang = language.value;
  for (const element of document.querySelectorAll('[data-en]')) element.textContent = element.dataset[language.value];
}
