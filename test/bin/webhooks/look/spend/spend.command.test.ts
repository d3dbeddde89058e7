import { sample, samplesOf } from '../../../../support/samples.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';

/* `webhooks spend` from the command line, with every sample of issued cards in the tables. */

const CARD = 'cd760686-6993-5fc2-84b8-74aa8b7ee328';
const AUTHORIZATION = '8a4fe11c-9dce-586b-9570-349aae67ecfe';
const CLEARING = '0746bcac-7f5d-5f73-9de1-70fc0b02c05a';

const test = useTarget(beforeAll);
const tool = useTool(test);

beforeAll(() => test.pipeline.send(samplesOf('issuing').map(({ body }) => body)));

/** What the command prints. */
const spend = (...words: readonly string[]): Promise<string> => tool.run('spend', ...words);

it('shows an authorization’s figures with the messages and webhooks behind them', async () => {
  const table = await spend(AUTHORIZATION);
  expect(table).toMatchInlineSnapshot(`
"8a4fe11c-9dce-586b-9570-349aae67ecfe

transaction#8a4fe11c-9dce-586b-9570-349aae67ecfe and 1 more message
  USD  authorized        100.00
                         100.00  2026-04-20  authorization  Harbour Cloud Hosting  transaction#8a4fe11c-9dce-586b-9570-349aae67ecfe  b9d6c1dc-02dd-517a-9030-833683eea430
  USD  held                1.65
  USD  cleared            98.35
                          98.35  2026-04-22  clearing       Harbour Cloud Hosting  transaction#0746bcac-7f5d-5f73-9de1-70fc0b02c05a  234dbd66-a31c-5472-9cd8-c867928f7a22
  USD  posted            -98.35"
`);
});

it('finds the same group by its clearing, and prints it as JSON', async () => {
  const { groups } = JSON.parse(await spend(CLEARING, '--json'));
  expect(groups).toHaveLength(1);
  expect(groups[0].figures).toEqual([
    {
      currency: 'USD',
      authorized: '100',
      released: '0',
      held: '1.65',
      cleared: '98.35',
      overCleared: '0',
      reversed: '0',
      refunded: '0',
      unlinked: '0',
      posted: '-98.35',
    },
  ]);
  expect(groups[0].parts.cleared).toEqual([
    {
      currency: 'USD',
      amount: '98.35',
      objects: [`transaction#${CLEARING}`],
      events: ['234dbd66-a31c-5472-9cd8-c867928f7a22'],
    },
  ]);
});

it('shows a card’s figures, those of each purchase, and totals that differ', async () => {
  const { figures, groups, disagreements } = JSON.parse(await spend(CARD, '--json'));
  expect(figures).toContainEqual(
    expect.objectContaining({ currency: 'USD', cleared: '242.47', unlinked: '265.05', held: null }),
  );
  expect(groups.length).toBeGreaterThan(5);
  expect(disagreements).toContainEqual(
    expect.objectContaining({ total: 'total_debited', reported: '31.2', counted: '0' }),
  );
});

it('exits with 2 when no spend is known', async () => {
  await expect(spend('nothing')).rejects.toMatchObject({ exitCode: 2 });
});

describe('messages of a period', () => {
  const april = ['--since', '2026-04-01', '--until', '2026-05-01'];

  it('make figures of their own, and the first line states the period', async () => {
    const [title, period] = (await spend(AUTHORIZATION, ...april)).split('\n');
    expect(title).toBe(AUTHORIZATION);
    expect(period).toBe(
      'Messages from 2026-04-01T00:00:00.000Z until 2026-05-01T00:00:00.000Z. Held amounts are current ones, and not shown for a period.',
    );
    const { since, until, figures } = JSON.parse(await spend(AUTHORIZATION, ...april, '--json'));
    expect({ since, until }).toEqual({
      since: '2026-04-01T00:00:00.000Z',
      until: '2026-05-01T00:00:00.000Z',
    });
    expect(figures).toMatchObject([{ authorized: '100', held: null, overCleared: null }]);
  });

  it('are none where none happened then', async () => {
    const { figures, groups } = JSON.parse(
      await spend(AUTHORIZATION, '--until', '2020-01-01', '--json'),
    );
    expect({ figures, groups }).toEqual({ figures: [], groups: [] });
  });
});

it('shows the use of a card’s monthly limit', async () => {
  const { monthlyLimit } = JSON.parse(await spend(CARD, '--json'));
  expect(monthlyLimit).toMatchObject({ currency: 'USD', used: '0', limit: '10000.5' });
  expect(await spend(CARD)).toContain(
    '0 USD authorized and not released, of a monthly limit of 10000.5 USD.',
  );
  expect(JSON.parse(await spend(AUTHORIZATION, '--json'))).toMatchObject({ monthlyLimit: null });
});

it('states in its head how many messages are not counted', async () => {
  const authorization = sample('issuing', 'issuing.transaction.succeeded').toString();
  const odd = authorization
    .replaceAll(AUTHORIZATION, 'odd')
    .replace(/"id":"[^"]*"/, '"id":"evt_odd"')
    .replace('"transaction_type":"AUTHORIZATION"', '"transaction_type":"ODD"');
  await test.pipeline.send([Buffer.from(odd)]);
  expect(await spend('odd')).toMatch(/^odd\n1 message not counted, see below\.\n/);
  expect(JSON.parse(await spend('odd', '--json'))).toMatchObject({
    groups: [{ uncountedMessages: 1, remarks: [expect.stringContaining('not counted')] }],
  });
});
