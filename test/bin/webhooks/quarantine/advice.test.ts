import { adviceLine, adviceOn } from '../../../../bin/webhooks/quarantine/advice.ts';
import type { Group } from '../../../../bin/webhooks/quarantine/groups.ts';
import { notStorable } from '../../../../functions/shared/store/effect.ts';

const group: Group = {
  trouble: 'quarantined',
  domain: 'payments',
  issues: [{ path: 'data.object.items.*.id', expected: 'an id', received: 'null' }],
  count: 2,
  names: new Map([['refund.settled', 2]]),
  first: 0,
  last: 1,
  example: { id: 'evt_1', digest: '0', name: 'refund.settled' },
};

const today = (outcome: 'accepted' | 'unrecognized' | 'quarantined') => ({ outcome, rows: [] });
const textOf = (of: Group, verdict: Parameters<typeof adviceOn>[1]): string =>
  adviceOn(of, verdict, { stage: 'dev' }).map(adviceLine).join('\n');

describe('what to do', () => {
  it('is to look, mend and replay, where today’s schemas cannot read it either', () => {
    const text = textOf(group, today('quarantined'));
    expect(text).toContain('npm run webhooks -- show evt_1 --body');
    expect(text).toContain('its schema in functions/payments/');
    expect(text).toContain(
      'npm run webhooks -- replay --outcome quarantined --reason data.object.items --stage dev',
    );
  });

  it('is to replay, where today’s schemas can', () => {
    expect(textOf(group, today('accepted'))).toBe(
      "Today's code makes the example accepted. Bring them in: npm run webhooks -- replay --outcome quarantined --reason data.object.items --stage dev",
    );
  });

  it('is to store less, where it is the table that refuses a row', () => {
    const text = textOf({ ...group, issues: [notStorable] }, today('accepted'));
    expect(text).toContain('DynamoDB refuses');
    expect(text).toMatch(/webhooks -- replay --outcome quarantined --stage dev$/);
  });

  it('is to add a name that nobody knows', () => {
    const names = new Map([['refund.vanished', 1]]);
    const unknown: Group = { ...group, trouble: 'unrecognized', issues: [], names };
    expect(textOf(unknown, today('unrecognized'))).toBe(
      'No family reads it: it has set no rows.\nAdd the name to functions/payments/domain.ts, deploy, then: npm run webhooks -- replay --outcome unrecognized --name refund.vanished --stage dev',
    );
    expect(textOf(unknown, today('accepted'))).toContain('Bring them in');
    const odd: Group = { ...unknown, names: new Map([["it's; odd", 1]]) };
    expect(textOf(odd, undefined)).toContain(`--name 'it'\\''s; odd'`);
  });

  it('is to ask Airwallex, where there is no name at all', () => {
    expect(textOf({ ...group, trouble: 'nameless', issues: [] }, undefined)).toContain(
      'ask Airwallex',
    );
  });
});
