import { samplesOf } from '../../../../support/samples.ts';
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
                         100.00  transaction#8a4fe11c-9dce-586b-9570-349aae67ecfe  b9d6c1dc-02dd-517a-9030-833683eea430
  USD  held                1.65
  USD  cleared            98.35
                          98.35  transaction#0746bcac-7f5d-5f73-9de1-70fc0b02c05a  234dbd66-a31c-5472-9cd8-c867928f7a22
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
  expect(groups[0].behind.cleared).toEqual([
    {
      currency: 'USD',
      amount: '98.35',
      messages: [`transaction#${CLEARING}`],
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
    expect.objectContaining({ total: 'total_debited', told: '31.2', counted: '0' }),
  );
});

it('exits with 2 when no spend is known', async () => {
  await expect(spend('nothing')).rejects.toMatchObject({ exitCode: 2 });
});
