import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { variablesOf } from '../../../bin/local/lambda/variables.ts';
import { toRecord } from '../../support/lambda.ts';
import { type Bundle, bundleContestant, bundleFunction, naiveOptions } from '../measure/bundle.ts';
import { type Start, startInterleaved } from '../measure/starts.ts';
import { startMeteredAws } from '../metered/aws.ts';
import { functionOf } from '../metered/functions.ts';
import { recordOf, requestOf, secretText, startJourney } from '../metered/journey.ts';
import { oneKilobyte } from '../metered/kilobyte.ts';
import { synthesizedTemplates } from '../metered/templates.ts';
import type { Findings, Row } from '../row.ts';

const MEGABYTE = 1_048_576;

const bars = {
  ingress: { bare: 3.3, name: 'ingress' },
  consumer: { bare: 3.4, name: 'payments' },
} as const;
