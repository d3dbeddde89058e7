import {
  type DestinationOptions,
  destinationOf,
} from '../../../../bin/webhooks/send/destination.ts';
import { domains, unrouted } from '../../../../functions/domains.ts';
import { constructId, namesOf } from '../../../../lib/names.ts';
import { type Aws, stacksAnswer, startAws } from '../../../support/aws/aws.ts';

const VARIABLE = 'AIRWALLEX_WEBHOOK_SECRET';
const names = namesOf('dev');
const url = 'https://hooks.example.com/webhooks';

const outputsOf = (kinds: readonly string[]) =>
  Object.fromEntries(
    [...domains, unrouted, { name: 'events' }].flatMap(({ name }) =>
      kinds.map((kind) => [`${constructId(name)}${kind}`, `https://example.com/${name}`]),
    ),
  );

let aws: Aws;
let secrets: string;
beforeAll(async () => {
  const kinds = ['TableName', 'QueueUrl', 'DeadLetterQueueUrl'];
  aws = await startAws({
    DescribeStacks: stacksAnswer({
      [names.dataStack]: {
        outputs: { SigningSecretName: names.signingSecrets, ...outputsOf(kinds) },
      },
      [names.serviceStack]: { outputs: { WebhookUrl: url } },
    }),
    GetSecretValue: ({ SecretId }) => ({ SecretString: SecretId ? secrets : '' }),
  });
  aws.enter();
});
afterAll(() => aws.stop());
beforeEach(() => {
  delete process.env[VARIABLE];
  secrets = '{"2026-01":"whsec_first","2026-07":"whsec_second"}';
});
afterEach(() => void delete process.env[VARIABLE]);

const stage = 'stage dev in us-east-1';

const to = (options: DestinationOptions = {}) =>
  destinationOf({ stage: 'dev', region: 'us-east-1', ...options });

describe('the destination of webhooks', () => {
  it("is a stage's URL, signed with its first live secret or the labelled one", async () => {
    expect(await to()).toEqual({ url, secret: 'whsec_first', pipeline: stage });
    expect(await to({ secret: '2026-07' })).toMatchObject({ url, secret: 'whsec_second' });
    await expect(to({ secret: '2026-12' })).rejects.toThrow('Labels: 2026-01, 2026-07.');
    await expect(to({ secret: 'toString' })).rejects.toThrow('is labelled "toString"');
  });

  it('is signed with a given secret, with the command line before the variable', async () => {
    process.env[VARIABLE] = 'of the variable';
    expect(await to()).toMatchObject({ url, secret: 'of the variable' });
    expect(await to({ secret: 'whsec_mine' })).toMatchObject({ url, secret: 'whsec_mine' });
    expect(await to({ secret: '2026-07' })).toMatchObject({ url, secret: 'whsec_second' });
  });

  it('is an error while no secret is live', async () => {
    secrets = '{}';
    await expect(to()).rejects.toThrow('No signing secret of stage dev');
  });

  it('needs no AWS where URL and secret are given, or nothing is signed', async () => {
    const asked = aws.asked.length;
    const other = 'http://127.0.0.1:1/webhooks';
    expect(await to({ url: other, secret: 'whsec_mine' })).toMatchObject({ url: other });
    expect(await destinationOf({ stage: 'dev', url: other }, { signed: false })).toMatchObject({
      url: other,
    });
    expect(aws.asked.length).toBe(asked);
  });
});
