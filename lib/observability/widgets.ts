import {
  GraphWidget,
  type IMetric,
  type IWidget,
  type LogQueryVisualizationType,
  LogQueryWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { QueryString } from 'aws-cdk-lib/aws-logs';

/** The console's grid has 24 columns. */
const THIRD = 8;
export const HALF = 12;

/** Metrics as lines over time. */
export const graph = (title: string, left: IMetric[], width = THIRD): IWidget =>
  new GraphWidget({ title, left, width, leftYAxis: { min: 0 } });

/** The answer of a query to log groups. */
export const logs = (
  title: string,
  queryString: QueryString,
  logGroupNames: string[],
  view: LogQueryVisualizationType,
): IWidget =>
  new LogQueryWidget({
    title,
    queryString: queryString.toString(),
    logGroupNames,
    view,
    width: THIRD,
  });
