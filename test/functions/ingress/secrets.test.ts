import { SECRET, setUp } from '../../support/aws/ingress.ts';

/* Which secrets the ingress verifies with, and when it reads them. */

describe('the live secrets', () => {
  it('verify with each of them', async () => {
    const { post, queued } = setUp({ secretText: () => '{"old":"whsec_old","new":"whsec_new"}' });
    expect(await post({ secret: 'whsec_old' })).toBe(200);
    expect(await post({ secret: 'whsec_new' })).toBe(200);
    expect(queued.map(({ message }) => message.attributes['secret'])).toEqual(['old', 'new']);
  });

  it('are read again when a signature fails, at most once in half a minute', async () => {
    let text = '{"old":"whsec_old"}';
    const { post, clock, reads } = setUp({ secretText: () => text });
    expect(await post({ secret: 'whsec_old' })).toBe(200);
    for (let time = 0; time < 100; time += 1) await post({ secret: 'forged' });
    expect(reads.count).toBe(1);
    text = '{"old":"whsec_old","new":"whsec_new"}';
    clock.now += 30_000;
    expect(await post({ secret: 'whsec_new' })).toBe(200);
    expect(reads.count).toBe(2);
  });

  it('are read again though the clock was set back', async () => {
    let text = '{"old":"whsec_old"}';
    const { post, clock } = setUp({ secretText: () => text });
    expect(await post({ secret: 'whsec_old' })).toBe(200);
    text = '{"new":"whsec_new"}';
    clock.now -= 3_600_000;
    expect(await post({ secret: 'whsec_new' })).toBe(200);
    expect(await post({ secret: 'whsec_old' })).toBe(401);
  });

  it('that are removed stop verifying', async () => {
    let text = '{"old":"whsec_old","new":"whsec_new"}';
    const { post, clock } = setUp({ secretText: () => text });
    await post({ secret: 'whsec_old' });
    text = '{"new":"whsec_new"}';
    clock.now += 300_000;
    expect(await post({ secret: 'whsec_old' })).toBe(401);
  });

  it('serve on while they cannot be read, and none ever read is 500', async () => {
    let broken = false;
    const secretText = () => {
      if (broken) throw new Error('unavailable');
      return JSON.stringify({ live: SECRET });
    };
    const { post, clock } = setUp({ secretText });
    expect(await post()).toBe(200);
    broken = true;
    clock.now += 3_600_000;
    expect(await post()).toBe(200);
    expect(await setUp({ secretText }).post()).toBe(500);
  });

  it.each(['{}', '{"live":""}', '{"live":null}'])(
    'that are none (%s) accept nothing',
    async (text) => {
      const { post, queued } = setUp({ secretText: () => text });
      for (const secret of ['', 'null', 'undefined', '{}', SECRET].filter(Boolean))
        expect(await post({ secret })).toBe(500);
      expect(queued).toEqual([]);
    },
  );

  it.each(['', 'whsec_plain', '[]', 'null', '"text"'])(
    'that are no JSON object (%s) accept nothing',
    async (text) => {
      const { post, queued } = setUp({ secretText: () => text });
      expect(await post({ secret: text || 'x' })).toBe(500);
      expect(queued).toEqual([]);
    },
  );

  it('work within a second once the first is set', async () => {
    let text = '{}';
    const { post, clock } = setUp({ secretText: () => text });
    expect(await post()).toBe(500);
    text = JSON.stringify({ live: SECRET });
    clock.now += 1_000;
    expect(await post()).toBe(200);
  });
});
