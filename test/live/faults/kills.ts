import { setTimeout as pause } from 'node:timers/promises';
import { chance } from '../../../bin/webhooks/send/scenario/generator.ts';
import { COPYING } from './copies.ts';
import type { Service } from './emulators.ts';
import { type Fault, type Round, theEnd } from './fault.ts';
import type { Stand } from './stand.ts';

/** Seconds until a message of a killed consumer comes back: at AWS six times its time-out. */
const COMES_BACK = 5;

/** Times in a round. */
const KILLS = { short: 2, long: 6 };

/** Waits for a while that the seed says, or until the fault's time is over. */
const aWhile = (seed: string, { over }: Round): Promise<unknown> =>
  Promise.race([pause(200 + chance(seed, 'while') * 1_000), theEnd(over)]);

const killedOften =
  (kill: (round: Round) => Promise<void> | void): Fault['during'] =>
  async (round) => {
    round.stand.deliveries.comeBackAfter(COMES_BACK);
    const times = round.short ? KILLS.short : KILLS.long;
    for (let time = 0; time < times && !round.over.aborted; time += 1) {
      await aWhile(`${round.seed} ${time}`, round);
      await kill(round);
    }
  };

const service = (which: (stand: Stand) => Service): Fault['during'] =>
  killedOften(async ({ stand, killed }) => {
    await which(stand).kill();
    killed();
    await pause(300);
    await which(stand).start();
  });

/** `kill -9` of each part while it works; each is started again. */
export const kills: readonly Fault[] = [
  {
    name: 'kill -9 of the runner with all functions',
    during: async (round) => {
      const { stand, killed, seed } = round;
      stand.deliveries.comeBackAfter(COMES_BACK);
      await aWhile(seed, round);
      killed(stand.functions().length + 1);
      await stand.killRunner();
      await stand.startRunner();
    },
  },
  {
    name: 'kill -9 of a consumer in mid-batch',
    during: async (round) => {
      // Slow writes, so that most kills find a batch half done.
      const faults = [{ delay: 60 }];
      round.stand.dynamodb.proxy.suffer({ seed: round.seed, share: 1, faults });
      await killedOften(({ stand, killed }) => {
        killed(stand.killFunctions(({ name }) => name !== 'ingress'));
      })(round);
      await theEnd(round.over);
      round.stand.dynamodb.proxy.suffer(undefined);
    },
  },
  {
    name: 'kill -9 of publisher and reaction in mid-batch',
    during: async (round) => {
      const { dynamodb, sqs } = round.stand;
      const slow = { seed: round.seed, share: 1, faults: [{ delay: 60 }] };
      dynamodb.proxy.suffer({ ...slow, operations: ['GetItem', 'TransactWriteItems'] });
      sqs.proxy.suffer({ ...slow, operations: ['PublishBatch'] });
      await killedOften(({ stand, killed }) => {
        killed(stand.killFunctions(({ name }) => ['publisher', COPYING].includes(name)));
      })(round);
      await theEnd(round.over);
      for (const { proxy } of [dynamodb, sqs]) proxy.suffer(undefined);
    },
  },
  {
    name: 'kill -9 of the ingress in mid-request',
    during: killedOften(({ stand, killed }) => {
      killed(stand.killFunctions(({ name }) => name === 'ingress'));
    }),
  },
  { name: 'kill -9 of DynamoDB', during: service(({ dynamodb }) => dynamodb) },
  { name: 'kill -9 of SQS', during: service(({ sqs }) => sqs) },
];
