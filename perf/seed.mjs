// Fills a running sandbox with connections by its own API, as customers would: node perf/seed.mjs [count] [address]
// Of ten links six are completed, one has its console opened only, one is canceled, and two are left alone.

const [count = '1000', address = 'http://localhost:5080'] = process.argv.slice(2);
const tenants = ['acme', 'globex', 'hooli', 'initech', 'umbrella', 'wayne'];
const regions = ['us-east-1', 'eu-west-1'];

async function ask(method, path, body, token) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) };
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(address + path, { method, headers, body: body && JSON.stringify(body) });
    if (response.status >= 500 && attempt < 5) continue;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }
}

const people = await Promise.all(tenants.map(async (tenant) => {
  const { token } = await ask('POST', '/sandbox/tokens', { tenant });
  const group = await ask('POST', '/v1/groups', { name: 'Production', color: '#3b82f6' }, token);
  return { token, group: group.id };
}));

async function connect(number) {
  const { token, group } = people[number % people.length];
  const profile = number % 4 === 0 ? 'full' : 'read-only';
  const onboarding = await ask('POST', `/v1/groups/${group}/onboardings`, { profile, region: regions[number % 3 === 0 ? 1 : 0] }, token);
  const kind = number % 10;
  if (kind === 6) return ask('POST', `/v1/onboardings/${onboarding.id}/opened`, null, token);
  if (kind === 7) return ask('DELETE', `/v1/onboardings/${onboarding.id}`, null, token);
  if (kind > 7) return null;
  const awsAccountId = String(100000000000 + number);
  const stack = await ask('POST', '/sandbox/stacks', { quickCreateUrl: onboarding.quickCreateUrl, awsAccountId });
  await ask('POST', `/v1/onboardings/${onboarding.id}/opened`, null, token);
  return ask('POST', `/v1/onboardings/${onboarding.id}/registration`, { accountName: `Account ${number}`, stackInfo: stack.outputs.OnboardingStackInfo }, token);
}

let next = 0;
await Promise.all(Array.from({ length: 8 }, async () => {
  while (next < Number(count)) await connect(next++);
}));
console.log(`${count} links created.`);
