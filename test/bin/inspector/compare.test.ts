import { refundEvents, webhook } from '../../support/webhook.ts';
import { useInspected, wordsOf } from './inspected.ts';

/* The differences of two events: of their records and, on request, of their bodies. */

const inspected = useInspected();
const words = async (path: string): Promise<string> => wordsOf(await inspected.ask(path));

beforeAll(() =>
  inspected.receive([
    ...refundEvents,
    webhook('evt_broken', 'refund.settled', undefined, { id: null, secret: 'SENTINEL' }),
  ]),
);

describe('the page of differences', () => {
  const path = '/compare?before=evt_received_1&after=evt_settled_1';

  it('shows in which fields the records of two events differ', async () => {
    const { body } = await inspected.ask('/objects/payments/refund%23rfd_1');
    expect(body).toMatch(/action="\/compare"[\s\S]*<option value="evt_accepted_1" selected>/);
    expect(await words(path)).toMatch(
      /before refund\.received .* after refund\.settled .* status "RECEIVED" "SETTLED" Bodies/,
    );
    expect(await words('/compare?before=evt_settled_1&after=evt_settled_1')).toContain(
      'Their records have the same values.',
    );
  });

  it('shows in which fields their bodies differ, only on request', async () => {
    expect(await words('/compare?before=evt_settled_1&after=evt_broken')).not.toContain('SENTINEL');
    expect(await words('/compare?before=evt_settled_1&after=evt_broken&body=shown')).toMatch(
      /body\.data\.object\.secret none "SENTINEL".*body\.id "evt_settled_1" "evt_broken"/,
    );
  });

  it('names what is missing', async () => {
    expect((await inspected.ask('/compare?before=evt_settled_1')).status).toBe(400);
    const { status, body } = await inspected.ask(`${path}x`);
    expect([status, body]).toEqual([404, expect.stringContaining('no event evt_settled_1x')]);
  });

  it('says so where a body is nested too deep', async () => {
    const deep = `{"id":"evt_deep","name":"refund.settled","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    await inspected.receive([Buffer.from(deep)]);
    expect(await words('/compare?before=evt_settled_1&after=evt_deep&body=shown')).toContain(
      'They are nested too deep to compare.',
    );
  });
});
