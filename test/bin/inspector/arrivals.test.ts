import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';
import { useInspected } from './inspected.ts';

/* Events as they arrive: what an open page receives. */

const inspected = useInspected();

/** Connects to an address. @returns the ids received so far, and a function that disconnects. */
const follow = async (path: string) => {
  const controller = new AbortController();
  const { signal } = controller;
  const { body, headers } = await fetch(`${inspected.url}${path}`, { signal });
  let text = '';
  let isOver = false;
  const read = async () => {
    for await (const chunk of body ?? []) text += Buffer.from(chunk).toString();
  };
  read()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return {
    type: headers.get('content-type'),
    text: () => text,
    isOver: () => isOver,
    ids: () => [...text.matchAll(/^data: <tr id="e-[0-9a-f]+-([^"]+)"/gm)].map(([, id]) => id),
    end: () => controller.abort(),
  };
};

it('sends each event once, oldest first, as it is archived', async () => {
  const watched = await follow(`/arrivals?from=${Date.now()}`);
  expect(watched.type).toBe('text/event-stream');
  await inspected.receive([refundEvent('received')]);
  await until(() => watched.ids().length === 1);
  await inspected.receive([refundEvent('received')]);
  await inspected.receive([refundEvent('accepted')]);
  await inspected.receive([refundEvent('settled')]);
  await until(() => watched.ids().length === 3);
  await pause(1_000);
  expect(watched.ids()).toEqual(['evt_received_1', 'evt_accepted_1', 'evt_settled_1']);
  expect(watched.text()).toContain('<a href="/events/evt_settled_1">refund.settled</a>');
  watched.end();
});

it('sends a reconnecting client what was archived meanwhile, and a filtering one what matches', async () => {
  const since = Date.now();
  const broken = webhook('evt_broken', 'refund.settled', undefined, { id: null });
  await inspected.receive([broken, refundEvent('settled', 2)]);
  const all = await follow(`/arrivals?from=${since}`);
  const some = await follow(`/arrivals?from=${since}&outcome=quarantined`);
  await until(() => all.ids().includes('evt_settled_2') && some.ids().length > 0);
  expect(some.ids()).toEqual(['evt_broken']);
  expect(all.ids()).toContain('evt_broken');
  all.end();
  some.end();
});

it('ends with the pipeline, without an error message', async () => {
  const watched = await follow(`/arrivals?from=${Date.now()}`);
  inspected.stop();
  await until(watched.isOver);
  expect(inspected.reported).toEqual([]);
});
