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
/** What the data stack states of what it retains. */
let policy: Readonly<Record<string, string>>;
beforeAll(async () => {
  const kinds = ['TableName', 'QueueUrl', 'DeadLetterQueueUrl'];
  aws = await startAws({
    DescribeStacks: (input) =>
      stacksAnswer({
        [names.dataStack]: {
          outputs: { SigningSecretName: names.signingSecrets, ...outputsOf(kinds), ...policy },
        },
        [names.serviceStack]: { outputs: { WebhookUrl: url } },
      })(input),
    GetSecretValue: ({ SecretId }) => ({ SecretString: SecretId ? secrets : '' }),
  });
  aws.enter();
});
afterAll(() => aws.stop());
beforeEach(() => {
  delete process.env[VARIABLE];
  policy = { RemovalPolicy: 'destroy' };
  secrets = '{"2026-01":"whsec_first","2026-07":"whsec_second"}';
});
afterEach(() => void delete process.env[VARIABLE]);

const stage = 'stage dev in us-east-1';

const to = (options: DestinationOptions = {}) =>
  destinationOf({ stage: 'dev', region: 'us-east-1', ...options });

describe('the destination of webhooks', () => {
  it("is a stage's URL, signed with its first live secret or the labelled one", async () => {
    expect(await to()).toMatchObject({ url, secret: 'whsec_first', pipeline: stage });
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

describe('a stage that retains what it stores', () => {
  it('takes no samples unless it allows them, and the refusal states the next step', async () => {
    policy = { RemovalPolicy: 'retain' };
    await expect(to()).rejects.toThrow(
      'Nothing was sent: stage dev in us-east-1 retains what it stores. A sample would set records there that look genuine. Send to the local pipeline or another stage, or set "allowSamples": true for this one in cdk.json and deploy: AWS_REGION=us-east-1 npm run cdk -- deploy --all -c stage=dev',
    );
    policy = { RemovalPolicy: 'retain', AllowSamples: 'true' };
    expect(await to()).toMatchObject({ url, secret: 'whsec_first' });
  });

  it('lends its secret to no other URL, and its URL to no given secret', async () => {
    policy = { RemovalPolicy: 'retain' };
    await expect(to({ url: 'http://127.0.0.1:1/' })).rejects.toThrow('Nothing was sent');
    await expect(to({ secret: 'whsec_mine' })).rejects.toThrow('Nothing was sent');
    process.env[VARIABLE] = 'of the variable';
    await expect(to()).rejects.toThrow('Nothing was sent');
  });

  it('can be sent forgeries, which it refuses', async () => {
    policy = { RemovalPolicy: 'retain' };
    const forging = destinationOf({ stage: 'dev', region: 'us-east-1' }, { signed: false });
    expect(await forging).toMatchObject({ url, secret: '' });
  });

  it('is what a stage counts as that does not state what it does', async () => {
    policy = {};
    await expect(to()).rejects.toThrow(
      'Nothing was sent: stage dev in us-east-1 does not state whether it retains what it stores, because an earlier version of this project deployed it, so it is treated as if it did.',
    );
  });
});
