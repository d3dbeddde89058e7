import { type ILogGroup, QueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';
import { driftQuery, eventQuery, failureQuery, objectQuery, refusalQuery } from './log-queries.ts';

interface SavedQueriesProps {
  readonly stage: StageSettings;
  /** Of the ingress and all consumers. */
  readonly logGroups: readonly ILogGroup[];
}

/** What a person asks the logs, saved in Logs Insights under the stage's name. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { stage, logGroups }: SavedQueriesProps) {
    super(scope, id);
    const queries = {
      Event: ['everything about this event id', eventQuery],
      Object: ["this object, by its events' ids", objectQuery],
      Refusals: ['refusals by cause', refusalQuery],
      Failures: ['failures by cause', failureQuery],
      Drift: ['what no schema knows', driftQuery],
    } as const;
    for (const [query, [title, queryString]] of Object.entries(queries)) {
      new QueryDefinition(this, query, {
        queryDefinitionName: stage.names.query(title),
        queryString,
        logGroups: [...logGroups],
      });
    }
  }
}
