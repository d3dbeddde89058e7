import { scenarioNames } from '../../../../../bin/webhooks/send/scenario/scenarios.ts';
import { archivedUnder } from '../../../../../functions/shared/query/archive.ts';
import { useLaunchedTool } from '../../../../support/tool/launched-tool.ts';
import { until } from '../../../../support/until.ts';

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const { pipeline } = tool;

describe('webhooks scenario', () => {
  it.each(scenarioNames.map(({ name }) => name))(
    '%s ends with the expected records',
    async (name) => {
      const words = ['--shuffle', '--duplicate', '0.5', '--rate', '200', '--json'];
      const { code, out } = await tool.run('scenario', name, '--seed', `a ${name}`, ...words);
      const result = JSON.parse(out);
      expect({ code, asExpected: result.asExpected, scenario: result.scenario }).toEqual({
        code: 0,
        asExpected: true,
        scenario: name,
      });
      expect(result.deliveries).toBeGreaterThanOrEqual(result.events.length);
    },
  );

  it('reports each field that differs, and exits with 3', async () => {
    const words = ['scenario', 'checkout', '--seed', 'otherwise', '--at', '2026-10-01T00:00:00Z'];
    const { code, out } = await tool.run(...words);
    expect(code).toBe(0);
    expect(out).toContain(
      `Repeat with: LOCAL_DIR=${pipeline.dir} npm run webhooks -- scenario checkout --seed otherwise --at 2026-10-01T`,
    );
    expect(out).toContain('The tables hold what the scenario expects: 2 records of 10 events.');
    const [, id = ''] = /payment_intent#(\w+)/.exec(out) ?? [];
    const later = ['payment_intent.cancelled', '--set', `data.object.id=${id}`];
    const [sent] = JSON.parse((await tool.run('send', ...later, '--json')).out);
    await until(
      async () => (await archivedUnder(pipeline.target.tables.events, sent.eventId)).length > 0,
    );
    const again = await tool.run(...words);
    expect(again.code).toBe(3);
    expect(again.out).toContain(`✗ payment_intent#${id}  payment_intent\n`);
    expect(again.out).toContain('status: expected SUCCEEDED, found CANCELLED');
    expect(again.err).toContain(
      'The tables differ from what the scenario expects: 1 of 2 records is not as expected.',
    );
  });

  it('lists every scenario with a summary', async () => {
    const { out } = await tool.run('scenario');
    expect(out.split('\n')).toHaveLength(scenarioNames.length);
    expect(out).toMatch(/^dispute-lost +A chargeback is challenged, and lost/m);
    expect(await tool.json('scenario', '--list')).toEqual(
      scenarioNames.map(({ name, summary }) => ({ name, summary })),
    );
  });

  it.each([
    [['chekout'], 2, 'There is no scenario "chekout". Did you mean checkout?'],
    [['checkout', '--duplicate', '2'], 1, '--duplicate takes a number from 0 to 1, such as 0.3.'],
    [['checkout', '--rate', '0'], 1, '--rate takes a whole number'],
    [['checkout', '--wait', 'long'], 1, '--wait takes a whole number'],
    [['checkout', '--at', '2999-01-01'], 1, 'it cannot be later than now'],
  ])('refuses %j', async (words, code, message) => {
    const ran = await tool.run('scenario', ...words);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(message);
  });
});
