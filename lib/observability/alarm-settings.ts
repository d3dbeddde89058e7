import * as v from 'valibot';
import { wholeNumberBetween } from '../validation.ts';

/** When alarms fire, and whom they reach. */
export const alarmSettings = v.strictObject({
  /** Who is e-mailed; without it the alarms fire in the console alone. */
  email: v.optional(v.pipe(v.string(), v.email())),
  /** Hours without an accepted event; without it silence is no alarm. */
  silenceHours: v.optional(wholeNumberBetween(1, 168)),
  /** How long an event may wait in a queue. */
  lateMinutes: wholeNumberBetween(1, 1_440),
  /** Requests in five minutes with a well-formed signature that no live secret verifies. */
  wrongSignatures: wholeNumberBetween(0, 1_000_000),
  /** Percent of the requests in five minutes that are answered 4xx… */
  refusedPercent: v.optional(wholeNumberBetween(0, 99), 20),
  /** …where there are more of them than this. */
  refusedRequests: v.optional(wholeNumberBetween(0, 1_000_000), 100),
  /** Requests in an hour from addresses that are not listed, or signed by a secret that may not. */
  notAllowedRequests: v.optional(wholeNumberBetween(0, 1_000_000), 5),
  /** Events in an hour that were sent over five minutes before they arrived. */
  staleEvents: wholeNumberBetween(0, 1_000_000),
  /** Events in an hour that belong to no domain. */
  unroutedEvents: wholeNumberBetween(0, 1_000_000),
  /** Events in an hour whose name no catalogue has. */
  unrecognizedEvents: v.optional(wholeNumberBetween(0, 1_000_000), 0),
  /** Reports in an hour of fields of another form, and of words that no vocabulary has. */
  driftReports: v.optional(wholeNumberBetween(0, 1_000_000), 0),
  /** Where people read RUNBOOK.md: an alarm's text leads there. */
  runbook: v.optional(v.string(), 'lib/RUNBOOK.md'),
});
