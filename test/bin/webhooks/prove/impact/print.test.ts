import type { Impact } from '../../../../../bin/webhooks/prove/impact/changes.ts';
import { print } from '../../../../../bin/webhooks/prove/impact/print.ts';

const record = { case: 'refund.settled', domain: 'payments', pk: 'refund#rfd_1', sk: 'refund' };
const version = { field: 'version', before: '"a"', after: '"b"' };
const none: Impact = { changes: [], outcomes: [], revisions: {}, unrevised: [] };

it('prints the command that rewrites stored records when only their versions change', () => {
  const changes = [{ ...record, is: 'changed' as const, fields: [version] }];
  const text = print('HEAD', 10, { ...none, changes }, 100);
  expect(text).toContain('version  "a" → "b"');
  expect(text).toMatch(
    /^payments: stored records .* npm run webhooks -- rebuild payments --repair$/m,
  );
});

it('prints no command when no record changes', () => {
  expect(print('HEAD', 10, none, 100)).toBe('0 records of 10 cases differ from those at HEAD.');
});
