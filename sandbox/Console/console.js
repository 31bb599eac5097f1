// The simulated console's only script: fragments, tabs, copy buttons, and refreshing while a stack is being created.

const home = document.getElementById('home');
if (home) {
  location.replace(destination());
}

function destination() {
  const region = new URLSearchParams(location.search).get('region') ?? location.hash.match(/[?&]region=([a-z0-9-]+)/)?.[1];
  const question = location.hash.indexOf('?');
  const route = question < 0 ? location.hash : location.hash.slice(0, question);
  const query = question < 0 ? '' : location.hash.slice(question + 1);
  const page = { '#/stacks/create/review': 'review', '#/stacks/quickcreate': 'review', '#/stacks/stackinfo': 'stack', '#/stacks/outputs': 'stack', '#/stacks/events': 'stack' }[route] ?? 'stacks';
  const search = [region && `region=${encodeURIComponent(region)}`, query].filter(Boolean).join('&');
  return `/console/cloudformation/${page}${search && `?${search}`}`;
}

for (const button of document.querySelectorAll('button.copy')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

for (const tab of document.querySelectorAll('[role=tab]')) {
  tab.addEventListener('click', () => select(tab));
}

function select(chosen) {
  for (const tab of document.querySelectorAll('[role=tab]')) {
    tab.setAttribute('aria-selected', String(tab === chosen));
    document.getElementById(tab.getAttribute('aria-controls')).hidden = tab !== chosen;
  }
}

const stack = document.getElementById('stack');
if (stack?.dataset.inProgress === 'true') {
  setTimeout(() => location.reload(), 1000);
}
