/**
 * `npm run test:deploy`: deploys both stages with CDK's own command line into an AWS account that
 * MiniStack emulates on this machine, and lets them work. `-- --base <commit>` chooses the version that the
 * last steps upgrade from, by default the commit before the latest.
 */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { post } from '../../../bin/webhooks/send/post.ts';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { exitCodes } from '../../../bin/webhooks/terminal/failure.ts';
import { domains } from '../../../functions/domains.ts';
import { constructId, namesOf } from '../../../lib/names.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from '../support/programs.ts';
import { pythonEnvironment } from '../support/python.ts';
import { runSteps } from '../support/steps.ts';
import { newSecret, ownSecret } from './airwallex.ts';
import { checkChanges, copyWithChanges } from './changes.ts';
import { checkHourlyAudit } from './checks.ts';
import { bootstrap, deploymentOf } from './deployment.ts';
import { checkDoctor } from './doctor.ts';
import { checkDeadLetters, checkQuarantine } from './failing.ts';
import { checkFirstDeployment } from './first-deployment.ts';
import { startMiniStack } from './ministack.ts';
import { checkOperators, copyWithOperators } from './operators.ts';
import { checkPermissions } from './permissions.ts';
import { checkItems, checkRefusals, deliverSamples, eventually } from './receiving.ts';
import { checkRestore } from './restoring.ts';
import { stageOf } from './stage.ts';
import { checkAudit, checkUpdate } from './updating.ts';
import { checkOutPrevious } from './upgrade/previous.ts';
import { checkUpgrade, deployPrevious } from './upgrade/upgrade.ts';
import { checkVendorPages } from './vendor-pages.ts';
import { copyAsVersionB } from './version-b.ts';
import './resolve-localhost.ts';

const { base } = parseArgs({ options: { base: { type: 'string' } } }).values;

const folder = join(projectRoot, '.local', 'deploy');

await runSteps(async ({ step, atEnd }) => {
  const bin = await step('a Python environment', pythonEnvironment);
  const emulator = await step('MiniStack starts', async (say) => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const started = await startMiniStack(bin, folder);
    atEnd(started.stop);
    say(started.endpoint);
    return started;
  });
  const [dev, prod] = [stageOf('dev', emulator), stageOf('prod', emulator)];
  const deployment = deploymentOf('dev', emulator, folder);
  const { names } = deployment;

  await step('cdk bootstrap', () => bootstrap(emulator));
  const outputs = await step('cdk deploy --all', () => deployment.deploy());
  const given = (output: string): string => {
    const value = outputs.get(output);
    assert(value, `the stacks put out no ${output}`);
    return value;
  };
  const url = given('WebhookUrl');
  const tableOf = (name: string): string => given(`${constructId(name)}TableName`);

  const first = newSecret();
  const sample = readSample('payment_intent.succeeded');
  await step('without a secret every webhook gets 500', async () => {
    assert.equal(await post(url, first, sample), 500);
  });
  await step('the command that the stacks put out sets a secret', async () => {
    const command = given('SetSigningSecret').replace('<label>', 'first');
    const { environment: env } = emulator;
    await runProgram('/bin/sh', ['-c', command], { cwd: projectRoot, env, input: first });
    await dev.webhooks(['secrets', 'add', 'internal'], { input: ownSecret });
    await eventually(async () => assert.equal(await post(url, first, sample), 200));
  });
  const samples = await step('every sample is accepted', async (say) => {
    const { delivered, words } = await deliverSamples({ url, secret: first });
    say(words);
    return delivered;
  });
  await step('the tables hold exactly what the samples come to', async (say) =>
    say(`${await checkItems(dev, tableOf, samples)} records`),
  );
  await step('the tables hold exactly what the vendor’s pages come to', async (say) =>
    say(await checkVendorPages(dev, tableOf, { url, secret: first })),
  );

  const second = newSecret();
  await step('a second secret works beside the first', async () => {
    await dev.webhooks(['secrets', 'add', 'second'], { input: second });
    await eventually(async () => assert.equal(await post(url, second, sample), 200));
    assert.equal(await post(url, first, sample), 200);
  });
  const door = { url, secret: second };
  await step('the doctor finds it well', async (say) => say(await checkDoctor(dev)));
  await step('what no schema reads is archived and shown', () =>
    checkQuarantine(dev, tableOf('events'), door),
  );
  await step('what fails five times is set aside, and redriven', () =>
    checkDeadLetters(
      dev,
      names.function('payments'),
      { queue: given('PaymentsQueueUrl'), deadLetters: given('PaymentsDeadLetterQueueUrl') },
      door,
    ),
  );
  await step('roles may do what they do and nothing else', async (say) => {
    const roles = await deployment.physicalIds(/^AWS::IAM::Role$/);
    const roleOf = (id: string): string =>
      [...roles].find(([name]) => name.startsWith(`${names.serviceStack} ${id}`))?.[1] ?? '';
    const tried = await checkPermissions(emulator, dev, {
      ingressRole: roleOf('Ingress'),
      paymentsRole: roleOf('Payments'),
      secret: names.signingSecrets,
      retired: names.retiredSecrets,
      tables: {
        payments: tableOf('payments'),
        issuing: tableOf('issuing'),
        events: tableOf('events'),
      },
      queue: given('PaymentsQueueUrl'),
      deadLetters: given('PaymentsDeadLetterQueueUrl'),
    });
    say(`${tried} requests`);
  });
  await step('operators run the commands of their roles and no others', async (say) => {
    const copy = copyWithOperators();
    atEnd(copy.remove);
    say(await checkOperators(emulator, deployment, dev, copy.root));
    await deployment.deploy();
  });
  await step('what is forged, removed or no webhook is refused', async () => {
    await dev.webhooks(['secrets', 'remove', 'first', '--force']);
    // A forgery makes the ingress read the secrets again, half a minute after the last time.
    await eventually(async () => {
      await checkRefusals(url);
      assert.equal(await post(url, first, sample), 401);
    });
    assert.equal(await post(url, second, sample), 200);
  });
  await step('an update under traffic loses and replaces nothing', async (say) => {
    const tables = [tableOf('events'), ...domains.map(({ name }) => tableOf(name))] as const;
    const copy = copyAsVersionB();
    atEnd(copy.remove);
    say(await checkUpdate(deployment, dev, tables, door, copy.root));
  });
  await step('what was deleted is restored as the runbook describes', async (say) =>
    say(await checkRestore(emulator, dev, tableOf('events'), door)),
  );
  await step('changes reach reactions, and leave nothing when they are off', async (say) => {
    const copy = copyWithChanges();
    atEnd(copy.remove);
    say(await checkChanges(emulator, deployment, dev, door, copy.root));
  });
  await step('cdk diff is clean', () => deployment.diff());

  await step(
    'prod: a first deployment that fails leaves nothing in the way of the next',
    async (say) => say(await checkFirstDeployment(deploymentOf('prod', emulator, folder), prod)),
  );
  await step('prod: secret by the AWS CLI, an audit that balances', async (say) => {
    const secret = newSecret();
    const text = JSON.stringify({ first: secret });
    const stored = ['--secret-id', namesOf('prod').signingSecrets, '--secret-string', text];
    await prod.aws('secretsmanager', 'put-secret-value', ...stored);
    const samples = ['payment_intent.succeeded', 'account.active', 'issuing.card.active'];
    // It retains what it stores.
    await prod.webhooks(['send', ...samples, '--yes'], { accepted: [exitCodes.failed] });
    const service = ['--stack-name', namesOf('prod').serviceStack, '--output', 'text'];
    const query = 'Stacks[0].Outputs[?OutputKey==`WebhookUrl`].OutputValue';
    const described = ['describe-stacks', ...service, '--query', query];
    const address = (await prod.aws('cloudformation', ...described)).trim();
    await prod.webhooks(['send', ...samples, '--url', address, '--secret', secret]);
    say(`${await checkAudit(prod)} events`);
  });
  await step('prod: the hourly audit explains every record', async (say) =>
    say(await checkHourlyAudit(prod, namesOf('prod'))),
  );
  await step('cdk destroy leaves nothing of dev', async () => {
    await deployment.destroy();
    assert.equal((await dev.aws('dynamodb', 'list-tables')).includes(names.eventsTable), false);
  });
  const old = await step(
    'dev: what was destroyed is deployed again, as a previous version',
    (say) => {
      const previous = checkOutPrevious(base);
      atEnd(previous.remove);
      say(previous.words);
      return deployPrevious(deployment, dev, previous.root);
    },
  );
  await step('dev: an upgrade to this version under traffic loses nothing', async (say) => {
    say(await checkUpgrade(emulator, deployment, dev, old));
    await deployment.destroy();
  });
});
