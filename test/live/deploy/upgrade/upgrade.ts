import assert from 'node:assert/strict';
import { exitCodes } from '../../../../bin/webhooks/terminal/failure.ts';
import { domains } from '../../../../functions/domains.ts';
import { projectionsIn } from '../../../../lib/projections.ts';
import { type Door, newSecret, ownSecret } from '../airwallex.ts';
import type { Deployment } from '../deployment.ts';
import type { MiniStack } from '../ministack.ts';
import { deliverSamples, eventually } from '../receiving.ts';
import type { Stage } from '../stage.ts';
import { startTraffic } from '../traffic.ts';
import { checkAudit } from '../updating.ts';
import { refusedIndexChanges } from './indexes.ts';
import { runWorkflow } from './workflow.ts';

type Outputs = ReadonlyMap<string, string>;

const states = domains.map(({ name }) => name);

/** The revision of each domain's records, as a deployment states it. */
const revisionsOf = (outputs: Outputs): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(projectionsIn((name) => outputs.get(name), states) ?? {}).map(
      ([domain, { revision }]) => [domain, revision],
    ),
  );

/** A stage of the previous version, with data. */
export interface OldStage {
  readonly door: Door;
  readonly outputs: Outputs;
  readonly template: string;
}

/** Deploys the previous version, which lies in a folder, and gives it every sample that this version has. */
export const deployPrevious = async (
  deployment: Deployment,
  { aws }: Stage,
  root: string,
): Promise<OldStage> => {
  const outputs = await deployment.deploy(root);
  const door = { url: outputs.get('WebhookUrl') ?? '', secret: newSecret() };
  const text = JSON.stringify({ first: door.secret, internal: ownSecret });
  const stored = ['--secret-id', deployment.names.signingSecrets, '--secret-string', text];
  await aws('secretsmanager', 'put-secret-value', ...stored);
  await deliverSamples(door);
  return { door, outputs, template: deployment.dataTemplate() };
};

/**
 * Deploys this version over the previous one by the workflow while events come in, and does what lib/README.md lists under
 * "Upgrades". Asserts that nothing is lost, and that every record is what this version makes of the archive.
 * @returns what was done, for a person.
 */
export const checkUpgrade = async (
  emulator: MiniStack,
  deployment: Deployment,
  stage: Stage,
  old: OldStage,
): Promise<string> => {
  const traffic = startTraffic(old.door);
  const { alarms } = await runWorkflow(emulator, deployment).finally(traffic.stop);
  const sent = await traffic.stop();
  // Nothing is to be deployed any more.
  const outputs = await deployment.deploy();
  assert.deepEqual(refusedIndexChanges(old.template, deployment.dataTemplate()), []);
  assert.equal(outputs.get('WebhookUrl'), old.door.url, 'the webhook URL has changed');

  const [before, after] = [revisionsOf(old.outputs), revisionsOf(outputs)];
  const raised = states.filter((name) => before.get(name) !== after.get(name));
  for (const name of raised) await stage.webhooks(['rebuild', name, '--repair']);
  // What the previous version could not read; where there is nothing of it, that is reported as not found.
  for (const outcome of ['unrecognized', 'quarantined'])
    await stage.webhooks(['replay', '--outcome', outcome], { accepted: [exitCodes.notFound] });
  const balanced = await checkAudit(stage);
  const events = outputs.get('EventsTableName') ?? '';
  await eventually(async () => {
    const archived = new Set((await stage.items(events)).map(({ id }) => id?.S));
    assert.deepEqual([...sent.accepted.difference(archived)], []);
  });
  // A record that differs, or a breach of an audit, fails by its exit code.
  for (const name of states) await stage.webhooks(['rebuild', name, '--compare']);
  await stage.webhooks(['audit']);
  const rebuilt = raised.length > 0 ? `, ${raised.join(', ')} rebuilt` : '';
  return `${sent.words} meanwhile, ${alarms} alarms watched, ${balanced} balanced in all${rebuilt}`;
};
