import { adviceLine, adviceOn } from '../../../../../bin/webhooks/fix/quarantine/advice.ts';
import type { QuarantineGroup } from '../../../../../bin/webhooks/pipeline/attention.ts';
import { notStorable } from '../../../../../functions/shared/store/effect.ts';

const group: QuarantineGroup = {
  trouble: 'quarantined',
  domain: 'payments',
  issues: [{ path: 'data.object.items.*.id', expected: 'an id', received: 'null' }],
  count: 2,
  names: new Map([['refund.settled', 2]]),
  first: 0,
  last: 1,
  example: { id: 'evt_1', digest: '0', name: 'refund.settled' },
};

const today = (outcome: 'accepted' | 'unrecognized' | 'quarantined') => ({ outcome, records: [] });
const textOf = (of: QuarantineGroup, verdict: Parameters<typeof adviceOn>[1]): string =>
  adviceOn(of, verdict, { stage: 'dev' }).map(adviceLine).join('\n');

describe('what to do', () => {
  it('is to look, fix and replay where today’s schemas cannot read it either', () => {
    const text = textOf(group, today('quarantined'));
    expect(text).toContain('npm run webhooks -- show evt_1 --body');
    expect(text).toContain('the schema in functions/payments/');
    expect(text).toContain(
      'npm run webhooks -- replay --outcome quarantined --reason data.object.items --stage dev',
    );
  });

  it('is to replay where today’s schemas can read it', () => {
    expect(textOf(group, today('accepted'))).toBe(
      "With today's code the example is accepted. Replay them: npm run webhooks -- replay --outcome quarantined --reason data.object.items --stage dev",
    );
  });

  it('is to store less where the table refuses a record', () => {
    const text = textOf({ ...group, issues: [notStorable] }, today('accepted'));
    expect(text).toContain('DynamoDB refuses');
    expect(text).toMatch(/webhooks -- replay --outcome quarantined --stage dev$/);
  });

  it('is to add an unknown name', () => {
    const names = new Map([['refund.vanished', 1]]);
    const unknown: QuarantineGroup = { ...group, trouble: 'unrecognized', issues: [], names };
    expect(textOf(unknown, today('unrecognized'))).toBe(
      "No family can read it: it has set no records.\nAdd the name to functions/payments/domain.ts, deploy, then: npm run webhooks -- replay --outcome unrecognized --name refund.vanished --stage dev\nIf nothing is to be done, acknowledge them: npm run webhooks -- quarantine --acknowledge evt_1 --group --note '<why>' --stage dev",
    );
    expect(textOf(unknown, today('accepted'))).toContain('Replay them');
    const odd: QuarantineGroup = { ...unknown, names: new Map([["it's; odd", 1]]) };
    expect(textOf(odd, undefined)).toContain(`--name 'it'\\''s; odd'`);
  });

  it('is to ask Airwallex where there is no name', () => {
    expect(textOf({ ...group, trouble: 'nameless', issues: [] }, undefined)).toContain(
      'ask Airwallex',
    );
  });
});
