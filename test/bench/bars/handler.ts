import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { variablesOf } from '../../../bin/local/lambda/variables.ts';
import { bundleContestant, mockedTransport } from '../measure/bundle.ts';
import { runQuietly } from '../measure/quiet.ts';
import { functionOf } from '../metered/functions.ts';
import { requestOf, SECRET, secretText } from '../metered/journey.ts';
import { oneKilobyte } from '../metered/kilobyte.ts';
import { synthesizedTemplates } from '../metered/templates.ts';
import type { Findings, Row } from '../row.ts';

const count = v.number();
const findings = v.object({
  accepting: v.object({ floor: count, ours: count, naive: count, ratio: count }),
  refusing: v.object({ floor: count, ours: count, ratio: count, calls: count }),
});

const nowhere = { dynamodb: 'http://none', sqs: 'http://none', secretsmanager: 'http://none' };

/** Bars 7 and 8: the ingress's whole handler, where the network takes no time. */
export const handler = async (folder: string): Promise<Findings> => {
  const { application } = synthesizedTemplates(join(folder, 'cdk.out'));
  const { file } = bundleContestant(folder, 'ingress-run', { alias: mockedTransport });
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify(requestOf(oneKilobyte().body)));
  const run = async (logLevel: string) =>
    v.parse(
      findings,
      await runQuietly(file, {
        ...variablesOf(functionOf(application, 'ingress'), nowhere),
        POWERTOOLS_LOG_LEVEL: logLevel,
        BENCH_EVENT: event,
        BENCH_SECRET: SECRET,
        BENCH_SECRETS: secretText,
      }),
    );
  const silent = await run('SILENT');
  const logging = await run('INFO');
  const { refusing } = logging;
  const timed = { unit: 'µs CPU', isTimed: true };
  const rows: readonly Row[] = [
    {
      bar: 7,
      what: 'refused request: SDK calls',
      unit: 'calls',
      floor: 0,
      ours: refusing.calls,
      limit: 0,
      isTimed: false,
    },
    { ...refusing, bar: 7, what: 'refused request ÷ its HMAC', limit: 8, ...timed },
    { ...silent.accepting, bar: 8, what: 'ingress ÷ a bare SDK send', limit: 1.35, ...timed },
    { ...logging.accepting, bar: 8, what: 'the same with its log line', limit: 1.9, ...timed },
  ];
  return { rows };
};
