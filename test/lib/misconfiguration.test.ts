import cdk from '../../cdk.json' with { type: 'json' };
import { domains, unrouted } from '../../functions/domains.ts';
import type { Domain } from '../../functions/shared/domain.ts';
import { checkRegistry } from '../../lib/registry.ts';
import { checkPlace, stageFrom } from '../../lib/stages.ts';

const { stages } = cdk.context;
/** The stage with a domain that is changed so. */
const withDomain = (changed: object, region = 'eu-west-1') => {
  const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f9c2c6e-9d1d';
  const domain = { name: 'hooks.example.com', certificateArn, ...changed };
  return { dev: { ...stages.dev, region, domain } };
};
/** A certificate in another region than the stage. */
const elsewhere = withDomain({}, 'us-east-1');
const alarming = (alarms: object) => ({
  ...stages.dev,
  alarms: { ...stages.dev.alarms, ...alarms },
});

describe('the stage', () => {
  it('is dev unless another one is chosen', () => {
    expect(stageFrom(stages).name).toBe('dev');
    expect(stageFrom(stages, 'prod').name).toBe('prod');
  });

  it('takes a domain with a certificate of its region, or of any where it names none', () => {
    expect(stageFrom(withDomain({})).domain).toMatchObject({ alsoExecuteApi: false });
    const { region: _none, ...anywhere } = withDomain({}).dev;
    expect(() => stageFrom({ dev: anywhere })).not.toThrow();
  });

  it('fails if it is named like the local pipeline', () => {
    expect(() => stageFrom({ ...stages, local: stages.dev })).toThrow(
      '"local" is the pipeline of npm start',
    );
  });

  it('fails with the names of the existing stages if cdk.json does not have it', () => {
    expect(() => stageFrom(stages, 'staging')).toThrow(
      'cdk.json has no stage "staging": choose one of its own (dev, prod) with -c stage=<name>, or add "staging" to context.stages.',
    );
    expect(() => stageFrom(stages, 'constructor')).toThrow('no stage "constructor"');
  });

  it.each([
    ['  stages: Invalid type', undefined],
    ['  stages.Test: name a stage by', { ...stages, Test: stages.dev }],
    ['  stages.dev.logRetentionDays: ', { dev: { ...stages.dev, logRetentionDays: 8 } }],
    ['  stages.dev.recoveryDays: ', { dev: { ...stages.dev, recoveryDays: 36 } }],
    ['  stages.dev.archiveDays: Invalid integer', { dev: { ...stages.dev, archiveDays: 0.5 } }],
    ['  stages.dev.archiveDays: say a whole', { dev: { ...stages.dev, archiveDays: 'ever' } }],
    ['  stages.dev.removalPolicy: ', { dev: { ...stages.dev, removalPolicy: 'keep' } }],
    ['  stages.dev.throttle.rateLimit: ', { dev: { ...stages.dev, throttle: {} } }],
    ['.rejectStaleAfterSeconds: ', { dev: { ...stages.dev, rejectStaleAfterSeconds: -1 } }],
    ['  stages.dev.alarms.email: ', { dev: alarming({ email: 'on-call' }) }],
    ['  stages.dev.alarms.silenceHours: ', { dev: alarming({ silenceHours: 169 }) }],
    ['  stages.dev.removalPolcy: ', { dev: { ...stages.dev, removalPolcy: 'retain' } }],
    ['  stages.averylongname: name a stage by', { averylongname: stages.dev }],
    ['  stages.dev.archiveTableClass: ', { dev: { ...stages.dev, archiveTableClass: 'cold' } }],
    ['  stages.dev.changes: ', { dev: { ...stages.dev, changes: 'on' } }],
    ['  stages.dev.dueHours: ', { dev: { ...stages.dev, dueHours: 0 } }],
    ['  stages.dev.subscribers.0: say the 12', { dev: { ...stages.dev, subscribers: ['1'] } }],
    ['  stages.dev.account: say the 12', { dev: { ...stages.dev, account: '1234' } }],
    ['  stages.dev.region: say a region', { dev: { ...stages.dev, region: 'Frankfurt' } }],
    ['  stages.dev.tags.stage: name a tag', { dev: { ...stages.dev, tags: { stage: 'x' } } }],
    ['  stages.dev.domain.name: say a domain', withDomain({ name: 'Hooks.example.com' })],
    ['  stages.dev.domain.name: say a domain', withDomain({ name: '*.example.com' })],
    ['  stages.dev.domain.name: say a domain', withDomain({ name: 'https://hooks.example.com' })],
    ['  stages.dev.domain.certificateArn: say the', withDomain({ certificateArn: 'hooks' })],
    ["  stages.dev.domain.certificateArn: the certificate must be in the stage's", elsewhere],
    [
      '  stages.dev.tags.aws:owner: name a tag',
      { dev: { ...stages.dev, tags: { 'aws:owner': 'x' } } },
    ],
  ])('fails with the path of a wrong setting:%s', (place, wrong) => {
    expect(() => stageFrom(wrong)).toThrow(place);
    expect(() => stageFrom(wrong)).toThrow(/^cdk.json's context has something to correct:\n/);
  });
});

describe('the account and region of a stage', () => {
  const place = { account: '111111111111', region: 'eu-central-1' };
  const pinned = stageFrom({ dev: { ...stages.dev, ...place } });

  it('may be those of the shell, or be absent, or be compared without credentials', () => {
    expect(() => checkPlace(pinned, place)).not.toThrow();
    expect(() => checkPlace(stageFrom(stages), place)).not.toThrow();
    expect(() => checkPlace(pinned, { account: undefined, region: 'us-east-1' })).not.toThrow();
  });

  it.each([
    ['account', { ...place, account: '222222222222' }],
    ['region', { ...place, region: 'us-east-1' }],
  ])('fails if the shell has another %s', (_what, shell) => {
    expect(() => checkPlace(pinned, shell)).toThrow(
      `The stage dev belongs to 111111111111 in eu-central-1, and the shell's credentials are for ${shell.account} in ${shell.region}`,
    );
  });
});

describe('the key of a deployed stage', () => {
  const arn = 'arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11';
  const deployedWith = (kmsKey: unknown, now?: unknown) => () =>
    stageFrom({
      dev: { ...stages.dev, deployed: { kmsKey }, ...(now !== undefined && { kmsKey: now }) },
    });

  it('may be what the first deployment had', () => {
    expect(deployedWith(false)).not.toThrow();
    expect(deployedWith(true, true)).not.toThrow();
    expect(deployedWith(arn, arn)).not.toThrow();
  });

  it.each([
    [false, true],
    [true, undefined],
    [true, arn],
    [arn, `${arn}2`],
  ])('fails with the reason if it was %p and is %p', (first, now) => {
    expect(deployedWith(first, now)).toThrow(
      '  stages.dev.kmsKey: the first deployment decided it (deployed.kmsKey). Changed in a running stage it would refuse events, or leave messages',
    );
  });
});

describe('the registry', () => {
  const checking = (changed: Partial<Domain>) => () => {
    checkRegistry([...domains, { ...unrouted, ...changed }]);
  };

  it('passes as it is', () => {
    expect(checking({})).not.toThrow();
  });

  it.each<[string, Partial<Domain>]>([
    ['pay-outs.name: name it by 1-16 lower-case letters and digits', { name: 'pay-outs' }],
    ['events.name: the pipeline itself has something of this name', { name: 'events' }],
    ...['publisher', 'due', 'control', 'effects', 'changes', 'unpublished'].map(
      (name): [string, Partial<Domain>] => [
        `${name}.name: the pipeline itself has something of this name`,
        { name },
      ],
    ),
    ['reactions.name: names that begin with "reaction"', { name: 'reactions' }],
    ['"payments" is the name of two domains', { name: 'payments' }],
    ['"unrouted" owns a family that a domain before it owns', { families: ['refund'] }],
    ['unrouted.tuning.batchSize: ', { tuning: { ...unrouted.tuning, batchSize: 11 } }],
    ['unrouted.tuning.maxConcurrency: ', { tuning: { ...unrouted.tuning, maxConcurrency: 1 } }],
    ['unrouted.tuning.timeoutSeconds: ', { tuning: { ...unrouted.tuning, timeoutSeconds: 901 } }],
  ])('fails with what to correct if it cannot be deployed: %s', (message, changed) => {
    expect(checking(changed)).toThrow(/^functions\/domains.ts has something to correct:\n/);
    expect(checking(changed)).toThrow(message);
  });
});
