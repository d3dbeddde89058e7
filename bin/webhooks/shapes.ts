import type { GenericSchema } from 'valibot';
import { erasureShape } from './fix/erase/json.ts';
import { changedAttentionShape, groupsShape } from './fix/quarantine/json.ts';
import { discardedShape, discardShape } from './fix/redrive/discard/json.ts';
import { redriveShape } from './fix/redrive/json.ts';
import { replayedShape } from './fix/replay/json.ts';
import { restoredShape } from './fix/restore/json.ts';
import { changedLabelShape, labelsShape } from './fix/secrets/json.ts';
import { rulesShape, voidedShape } from './fix/void/json.ts';
import { eventShape } from './json/event.ts';
import { itemsShape } from './json/record.ts';
import { changeShape, changesShape } from './look/changes/json.ts';
import { replayedChangesShape } from './look/changes/replay/json.ts';
import { pageShape } from './look/events/list.ts';
import { historiesShape } from './look/history/json.ts';
import { inspectShape } from './look/inspect/json.ts';
import { openShape, overdueShape } from './look/open/json.ts';
import { operationsShape } from './look/operations/json.ts';
import { showShape } from './look/show/json.ts';
import { spendShape } from './look/spend/json.ts';
import { statsShape } from './look/stats/json.ts';
import { waitShape } from './look/wait/json.ts';
import { auditShape, objectAuditShape } from './prove/audit/json.ts';
import { findingsShape, signatureShape } from './prove/doctor/json.ts';
import { impactShape } from './prove/impact/json.ts';
import { rebuildShape } from './prove/rebuild/json.ts';
import { scenarioListShape, scenarioShape } from './send/scenario/json.ts';
import { deliveriesShape, samplesShape } from './send/send/json.ts';

/** What a command prints with `--json`. */
export interface Shape {
  /** The options with which it has this shape; by default those that no other shape has. */
  readonly with?: string;
  /** Whether it prints such a value on each line. */
  readonly lines?: true;
  readonly schema: GenericSchema;
}

/** What each command prints with `--json`, by its title; the shape without `with` comes last. */
export const shapes: Readonly<Record<string, readonly Shape[]>> = {
  send: [{ with: '--list', schema: samplesShape }, { schema: deliveriesShape }],
  scenario: [{ with: '--list', schema: scenarioListShape }, { schema: scenarioShape }],
  events: [{ with: '--follow', lines: true, schema: eventShape }, { schema: pageShape }],
  show: [{ schema: showShape }],
  history: [{ with: '--at', schema: itemsShape }, { schema: historiesShape }],
  changes: [{ with: '--follow', lines: true, schema: changeShape }, { schema: changesShape }],
  'changes replay': [{ schema: replayedChangesShape }],
  wait: [{ schema: waitShape }],
  spend: [{ schema: spendShape }],
  open: [{ with: '--overdue', schema: overdueShape }, { schema: openShape }],
  stats: [{ schema: statsShape }],
  operations: [{ schema: operationsShape }],
  inspect: [{ schema: inspectShape }],
  audit: [{ with: '--object', schema: objectAuditShape }, { schema: auditShape }],
  rebuild: [{ schema: rebuildShape }],
  impact: [{ schema: impactShape }],
  doctor: [{ schema: findingsShape }],
  'doctor signature': [{ schema: signatureShape }],
  quarantine: [
    { with: '--acknowledge', schema: changedAttentionShape },
    { with: '--reopen', schema: changedAttentionShape },
    { schema: groupsShape },
  ],
  replay: [{ lines: true, schema: replayedShape }],
  redrive: [
    { with: '--discard', schema: discardShape },
    { with: '--discarded', schema: discardedShape },
    { schema: redriveShape },
  ],
  void: [{ with: '--list', schema: rulesShape }, { schema: voidedShape }],
  restore: [{ schema: restoredShape }],
  erase: [{ schema: erasureShape }],
  'secrets list': [{ schema: labelsShape }],
  'secrets add': [{ schema: changedLabelShape }],
  'secrets remove': [{ schema: changedLabelShape }],
};
