import {
  driftQuery,
  eventQuery,
  failureQuery,
  objectQuery,
  outcomeQuery,
  refusalQuery,
} from '../../lib/observability/log-queries.ts';
import { pageEvents, printed } from './pages.ts';
import { privateTexts, textsOfData } from './private-texts.ts';
import { answer } from './saved-query.ts';
import { usePages } from './sent-pages.ts';

/*
 * What the functions log of every event of the vendor's pages, directly and by the saved queries.
 */

jest.setTimeout(120_000);

const { lines } = usePages();

describe('the log lines', () => {
  it('state every event as accepted, with its id, name and queue', () => {
    const accepted = lines().filter(({ message }) => message === 'accepted');
    expect(accepted).toHaveLength(pageEvents.length);
    for (const { id, name } of pageEvents)
      expect(accepted).toContainEqual(expect.objectContaining({ eventId: id, event: name }));
  });

  it('hold no text of any payload', () => {
    const text = lines()
      .map((line) => JSON.stringify(line))
      .join('\n');
    const texts = [...new Set([...privateTexts, ...pageEvents.flatMap(textsOfData)])];
    expect(texts.length).toBeGreaterThan(150);
    expect(texts.filter((one) => text.includes(one))).toEqual([]);
  });
});

describe('the saved query', () => {
  const ask = (query: { toString(): string }, ...fill: readonly string[]) =>
    answer(query.toString(), lines(), fill);

  it('about an event finds its lines in the ingress and in its consumer', () => {
    const { id } = printed('connection.disconnected');
    const [accepted] = ask(eventQuery, id, 'no request');
    expect(accepted).toMatchObject({ service: 'ingress', message: 'accepted', eventId: id });
    const found = ask(eventQuery, id, String(accepted?.['requestId']));
    expect(found.map(({ service, message }) => [service, message])).toEqual([
      ['ingress', 'accepted'],
      ['connections', 'batch'],
    ]);
  });

  it("about an object finds the lines of its events' ids", () => {
    const ids = ['account.submitted', 'payment_link.created'].map((title) => printed(title).id);
    const found = ask(objectQuery, ...ids);
    expect(found.map(({ eventId }) => eventId).sort()).toEqual([...ids].sort());
  });

  it('about refusals counts the forged request alone', () => {
    expect(ask(refusalQuery)).toMatchObject([{ requests: 1 }]);
  });

  it('about failures has no answer, and would have one for each cause', () => {
    expect(ask(failureQuery)).toEqual([]);
    const died = { service: 'issuing', record: { status: 'timeout' } };
    const failed = { service: 'issuing', level: 'ERROR', message: 'failed', error: 'TypeError' };
    expect(answer(failureQuery.toString(), [failed, died, failed])).toMatchObject([
      { lines: 2, error: 'TypeError' },
      { lines: 1, 'record.status': 'timeout' },
    ]);
  });

  it('about outcomes counts every event of a domain as applied, and none otherwise', () => {
    const found = ask(outcomeQuery).map(({ domain, applied, ...others }) => ({
      domain,
      applied,
      others: Object.values(others).filter((count) => count !== 0),
    }));
    const sent = (...of: readonly string[]) => pageEvents.filter(({ page }) => of.includes(page));
    expect(found.sort((a, b) => String(a.domain).localeCompare(String(b.domain)))).toEqual([
      { domain: 'accounts', applied: sent('accounts').length, others: [] },
      {
        domain: 'connections',
        applied: sent('connections', 'partner-connection').length,
        others: [],
      },
      { domain: 'issuing', applied: sent('issuing').length, others: [] },
      { domain: 'payments', applied: sent('payments').length, others: [] },
    ]);
  });

  it('about what no schema knows names only the times that the accounts page prints as "string"', () => {
    const found = ask(driftQuery).map(({ name, path, sort }) => [name, path, sort]);
    expect(found.sort()).toEqual([
      ['account.active', 'data.createdAt', 'form'],
      ['account.suspended', 'data.createdAt', 'form'],
    ]);
  });
});
