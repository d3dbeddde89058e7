import type { IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Link } from '../console-links.ts';

/** One alarm: what has happened, what it costs, and where a person goes from there. */
export interface AlarmDefinition {
  /** Names the alarm within its stage: lower-case words with hyphens. */
  readonly name: string;
  /** Heading of its section in RUNBOOK.md. */
  readonly section: string;
  /** What has happened, in a sentence. */
  readonly summary: string;
  /** What a person loses for as long as it lasts, in a sentence. */
  readonly impact: string;
  /** Where to look in the console. */
  readonly links: readonly Link[];
  readonly metric: IMetric;
  /** Fires when the metric is above this threshold… */
  readonly threshold: number;
  /** …in `toAlarm` of the last `of` periods. */
  readonly datapoints: { readonly toAlarm: number; readonly of: number };
  /** What a period without data counts as. */
  readonly missing: TreatMissingData;
}

/** Fires at the first bad period. */
export const atOnce = { toAlarm: 1, of: 1 } as const;
