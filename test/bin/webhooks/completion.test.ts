import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { domains } from '../../../functions/domains.ts';

const main = join(import.meta.dirname, '..', '..', '..', 'bin', 'webhooks', 'main.ts');

/** What the tool offers for the last of these words. */
const offered = (...words: readonly string[]): readonly string[] =>
  execFileSync(process.execPath, [main, 'complete', '--', ...words], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(':'))
    .map((line) => line.split('\t')[0] ?? '');

it('completes commands and options', () => {
  expect(offered('qua')).toEqual(['quarantine']);
  expect(offered('events', '--out')).toEqual(['--outcome']);
});

it('completes kinds of record and of change, which are others than those of open work', () => {
  expect(offered('changes', '--object', 'refun')).toEqual(['refund']);
  expect(offered('changes', '--kind', '')).toEqual(expect.arrayContaining(['changed', 'due']));
  expect(offered('changes', '--kind', 'disp')).toEqual([]);
  expect(offered('open', 'disp')).toEqual(['dispute']);
});

it('completes domains, events, families, outcomes and stages', () => {
  expect(offered('rebuild', '')).toEqual(expect.arrayContaining(domains.map(({ name }) => name)));
  expect(offered('send', 'payment_intent.succ')).toEqual(['payment_intent.succeeded']);
  expect(offered('events', '--name', 'payment_dispute.w')).toEqual(['payment_dispute.won']);
  expect(offered('events', '--outcome', 'quar')).toEqual(['quarantined']);
  expect(offered('stats', '--stage', '')).toEqual(expect.arrayContaining(['dev', 'prod']));
});

it.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', (shell) => {
  const script = execFileSync(process.execPath, [main, 'complete', shell], { encoding: 'utf8' });
  expect(script).toContain('webhooks complete');
});

it('has a script that bash can read', () => {
  const script = execFileSync(process.execPath, [main, 'complete', 'bash'], { encoding: 'utf8' });
  expect(spawnSync('bash', ['-n'], { input: script }).stderr.toString()).toBe('');
});
