import type { Check } from './check.ts';
import { callerIdentity, stacks } from './checks/account.ts';
import { alarms, subscriber } from './checks/alarms.ts';
import { attention } from './checks/attention.ts';
import { changes } from './checks/changes.ts';
import { code } from './checks/code.ts';
import { deployment } from './checks/deployment.ts';
import { drift } from './checks/drift.ts';
import { failedTries } from './checks/failed-tries.ts';
import { signedHeartbeat } from './checks/heartbeat.ts';
import { scheduledAudit, scheduledHeartbeat } from './checks/hourly.ts';
import { lastEvent } from './checks/last-event.ts';
import { pipeline, tables } from './checks/parts.ts';
import { deadLetters, queues } from './checks/queues.ts';
import { refusals } from './checks/refusals.ts';
import { secret, secretForm } from './checks/secret.ts';
import { unroutedEvents } from './checks/unrouted.ts';
import { clock, unsigned, url } from './checks/url.ts';

/** Every check, each after those that it depends on. */
export const checks: readonly Check[] = [
  callerIdentity,
  stacks,
  deployment,
  pipeline,
  code,
  tables,
  secret,
  secretForm,
  url,
  clock,
  unsigned,
  signedHeartbeat,
  queues,
  failedTries,
  deadLetters,
  changes,
  attention,
  refusals,
  lastEvent,
  unroutedEvents,
  drift,
  scheduledAudit,
  scheduledHeartbeat,
  alarms,
  subscriber,
];
