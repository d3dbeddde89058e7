import { withOwnSecrets } from '../../../functions/ingress/own-secrets.ts';
import { cachedSecrets } from '../../../functions/ingress/secrets.ts';
import { NOW, SECRET, setUp } from '../../support/aws/ingress.ts';
import { webhook } from '../../support/webhook.ts';

/* The secrets of our own labels, which the ingress reads from a secret apart from Airwallex's. */

const HEARTBEAT = 'whsec_of_heartbeats';
const INTERNAL = 'whsec_of_our_own';
const heartbeat = webhook('beat_1', 'heartbeat.scheduled', undefined, {});
const internal = webhook('evt_1', 'internal.connection_connected', undefined, {});

const own = JSON.stringify({ heartbeat: HEARTBEAT, internal: INTERNAL });

/** An ingress that reads both secrets. */
const ingress = (ownText: () => string = () => own) => {
  const clock = { now: NOW };
  const reads = { airwallex: 0, own: 0 };
  const failures: unknown[] = [];
  const now = () => clock.now;
  const secrets = withOwnSecrets(
    cachedSecrets(
      async () => {
        reads.airwallex += 1;
        return JSON.stringify({ live: SECRET });
      },
      now,
      () => {},
    ),
    async () => {
      reads.own += 1;
      return ownText();
    },
    now,
    (error) => failures.push(error),
  );
  return { ...setUp({ secrets, now }), clock, reads, failures };
};

describe('the secret of a label of our own', () => {
  it('signs the names of that label, and nothing else signs these', async () => {
    const { post, queued, log } = ingress();
    expect(await post({ body: heartbeat, secret: HEARTBEAT })).toBe(200);
    expect(await post({ body: internal, secret: INTERNAL })).toBe(200);
    expect(queued.map(({ domain }) => domain)).toEqual(['unrouted', 'connections']);
    const payment = webhook('evt_2', 'payment_intent.succeeded', undefined, {});
    for (const [body, secret] of [
      [heartbeat, SECRET],
      [heartbeat, INTERNAL],
      [internal, HEARTBEAT],
      [internal, SECRET],
      [payment, HEARTBEAT],
      [payment, INTERNAL],
      [Buffer.from('no event'), HEARTBEAT],
    ] as const)
      expect(await post({ body, secret })).toBe(401);
    expect(queued).toHaveLength(2);
    expect(log.lines).toContainEqual(
      expect.objectContaining({ message: 'refused', cause: 'label not allowed' }),
    );
  });

  it('is logged as a heartbeat, which no audit looks for in the archive', async () => {
    const { post, log } = ingress();
    await post({ body: heartbeat, secret: HEARTBEAT });
    expect(log.lines).toMatchObject([{ message: 'heartbeat', eventId: 'beat_1' }]);
  });

  it('signs nothing of Airwallex, whatever label is beside it', async () => {
    const { post } = ingress(() => JSON.stringify({ live: 'whsec_smuggled' }));
    expect(await post({ secret: 'whsec_smuggled' })).toBe(401);
  });
});

describe('both secrets', () => {
  it('are read once each in five minutes, however many events come', async () => {
    const { post, clock, reads } = ingress();
    for (let time = 0; time < 100; time += 1) {
      expect(await post()).toBe(200);
      clock.now += 2_900;
    }
    expect(reads).toEqual({ airwallex: 1, own: 1 });
  });

  it.each([
    ['cannot be read', 'throw'],
    ['hold something else', '[]'],
    ['are none', '{}'],
  ])('receive events of Airwallex while those of our own %s', async (_what, text) => {
    const { post, clock, reads } = ingress(() => {
      if (text === 'throw') throw new Error('denied');
      return text;
    });
    for (let time = 0; time < 29; time += 1) {
      expect(await post()).toBe(200);
      clock.now += 1_000;
    }
    expect(reads.own).toBe(1);
    expect(await post({ body: heartbeat, secret: HEARTBEAT })).toBe(401);
  });

  it('serve on with those of our own that were read last', async () => {
    let text = own;
    const { post, clock, failures } = ingress(() => text);
    expect(await post({ body: heartbeat, secret: HEARTBEAT })).toBe(200);
    text = 'none';
    clock.now += 400_000;
    expect(await post({ body: heartbeat, secret: HEARTBEAT })).toBe(200);
    expect(failures).toHaveLength(1);
  });

  it('accept a heartbeat of a secret that was replaced within half a minute', async () => {
    let text = own;
    const { post, clock } = ingress(() => text);
    expect(await post()).toBe(200);
    text = '{"heartbeat":"whsec_next"}';
    clock.now += 30_000;
    expect(await post({ body: heartbeat, secret: 'whsec_next' })).toBe(200);
  });
});
