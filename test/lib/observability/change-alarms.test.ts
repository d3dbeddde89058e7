import type { ReactionEntry } from '../../../lib/reactions.ts';
import { pipelineOf, reactingWith, templatesOf } from '../synthesized.ts';
import { alarmsOf, alarmText, completeText, conditionOf } from './conditions.ts';

/* The alarms of a stage that publishes changes, with one reaction. */

const prefix = 'airwallex-webhooks-prod-';
const pipeline = reactingWith({}, 'prod');
const usual = alarmsOf(templatesOf(pipelineOf('prod')).service).map(({ AlarmName }) => AlarmName);
const own = alarmsOf(templatesOf(pipeline).service).filter(
  ({ AlarmName }) => !usual.includes(AlarmName),
);

it('fire on these conditions, and begin with these sentences', () => {
  expect(`\n${own.map(conditionOf).join('\n')}\n`).toMatchInlineSnapshot(`
"
changes-unpublished: Maximum ApproximateNumberOfMessagesVisible (airwallex-webhooks-prod-unpublished) > 0 | 1 of 1 x 300 s | missing ignore | The publisher has given up on changes; their keys wait on airwallex-webhooks-prod-unpublished.
changes-unpublished-expire: Maximum ApproximateAgeOfOldestMessage (airwallex-webhooks-prod-unpublished) > 604800 | 1 of 1 x 300 s | missing ignore | A message has been on airwallex-webhooks-prod-unpublished for 7 days. SQS deletes it 14 days after it arrived.
changes-late: Maximum IteratorAge (airwallex-webhooks-prod-publisher) > 3600000 | 1 of 1 x 300 s | missing notBreaching | A write has waited in a stream for more than an hour.
changes-undelivered: Sum NumberOfNotificationsFailed (airwallex-webhooks-prod-changes.fifo) > 0 | 1 of 1 x 300 s | missing notBreaching | SNS could not deliver changes of airwallex-webhooks-prod-changes.fifo to a queue.
publisher-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-publisher), Sum Throttles (airwallex-webhooks-prod-publisher) > 0 | 2 of 3 x 300 s | missing notBreaching | The function of publisher crashed, ran out of time or was throttled.
due-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-due), Sum Throttles (airwallex-webhooks-prod-due) > 0 | 1 of 1 x 300 s | missing notBreaching | The function of due crashed, ran out of time or was throttled.
reaction-release-order-dead-letters: Maximum ApproximateNumberOfMessagesVisible (airwallex-webhooks-prod-reaction-release-order-dead-letters.fifo) > 0 | 1 of 1 x 300 s | missing ignore | Changes for release-order failed 10 times and wait on airwallex-webhooks-prod-reaction-release-order-dead-letters.fifo. They are deleted 14 days after they were published.
reaction-release-order-dead-letters-expire: Maximum ApproximateAgeOfOldestMessage (airwallex-webhooks-prod-reaction-release-order-dead-letters.fifo) > 604800 | 1 of 1 x 300 s | missing ignore | A message has been on airwallex-webhooks-prod-reaction-release-order-dead-letters.fifo for 7 days. SQS deletes it 14 days after it arrived.
reaction-release-order-late: Maximum ApproximateAgeOfOldestMessage (airwallex-webhooks-prod-reaction-release-order.fifo) > 2700 | 2 of 2 x 300 s | missing ignore | The oldest change for release-order has waited for more than 45 minutes.
reaction-release-order-failing: Sum failed again (reaction-release-order) > 0 | 1 of 1 x 300 s | missing notBreaching | Changes for release-order failed for the third time; they are tried again for four hours.
reaction-release-order-function: FILL(errors, 0) + FILL(throttles, 0) of Sum Errors (airwallex-webhooks-prod-reaction-release-order), Sum Throttles (airwallex-webhooks-prod-reaction-release-order) > 0 | 2 of 3 x 300 s | missing notBreaching | The function of reaction-release-order crashed, ran out of time or was throttled.
"
`);
});

it('state for a reaction what a person loses who needs it', () => {
  const [reaction] = pipeline.reactions;
  const texts = own
    .filter(({ AlarmName }) => AlarmName.startsWith(`${prefix}reaction-release-order-`))
    .map(alarmText);
  expect(texts).toHaveLength(5);
  for (const text of texts)
    expect(text).toContain(`\nWhat is lost meanwhile: ${reaction?.definition.errorImpact}\n`);
});

it('each state what is lost, what to do and where to look, within the length that CloudWatch keeps', () => {
  const longest = ({ definition, ...others }: ReactionEntry): ReactionEntry => ({
    ...others,
    name: 'a'.repeat(24),
    definition: { ...definition, errorImpact: `${'a'.repeat(149)}.` },
  });
  const { service } = templatesOf({ ...pipeline, reactions: pipeline.reactions.map(longest) });
  const alarms = alarmsOf(service).filter(({ AlarmName }) => !usual.includes(AlarmName));
  expect(alarms).toHaveLength(own.length);
  for (const alarm of alarms) {
    expect(alarmText(alarm)).toMatch(completeText);
    expect(alarmText(alarm).length).toBeLessThanOrEqual(1024);
  }
});

it('use the minutes of the stage for a reaction that states none', () => {
  const reactions = pipeline.reactions.map(({ definition, ...others }) => {
    const { lateMinutes: _own, ...stated } = definition;
    return { ...others, definition: stated };
  });
  const thresholds = [pipeline, { ...pipeline, reactions }].map((one) =>
    alarmsOf(templatesOf(one).service)
      .filter(({ AlarmName }) => AlarmName === `${prefix}reaction-release-order-late`)
      .map(({ Threshold }) => Threshold),
  );
  expect(thresholds).toEqual([[45 * 60], [pipeline.stage.alarms.lateMinutes * 60]]);
});
