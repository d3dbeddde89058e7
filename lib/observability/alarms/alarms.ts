import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { constructId } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { dashboardLink } from '../console-links.ts';
import type { AlarmDefinition } from './definition.ts';
import { AlarmTopic } from './topic.ts';

interface AlarmsProps {
  readonly stage: StageSettings;
  readonly definitions: readonly AlarmDefinition[];
}

/** Every alarm of a stage, all made here: each notifies its topic when it fires and when it is over. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, { stage, definitions }: AlarmsProps) {
    super(scope, id);
    const { action } = new AlarmTopic(this, 'Topic', stage);
    this.all = definitions.map((definition) => {
      const { name, metric, threshold, datapoints, missing } = definition;
      const alarm = new Alarm(this, constructId(name), {
        alarmName: stage.names.alarm(name),
        alarmDescription: textOf(definition, stage),
        metric,
        threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        datapointsToAlarm: datapoints.toAlarm,
        evaluationPeriods: datapoints.of,
        treatMissingData: missing,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }
}

/** What the person reads who is woken by it. */
const textOf = (
  { section, summary, impact, links }: AlarmDefinition,
  { names, alarms }: StageSettings,
): string =>
  [
    summary,
    `What is lost meanwhile: ${impact}`,
    `What to do: ${alarms.runbook}#${anchorOf(section)}`,
    ...[...links, dashboardLink(names.dashboard(Aws.REGION))].map(
      ({ label, url }) => `${label}: ${url}`,
    ),
  ].join('\n');

/** Where a heading's section begins, as GitHub makes it. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');
