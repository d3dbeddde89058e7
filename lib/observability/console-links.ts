import { Aws } from 'aws-cdk-lib';

/** A page of AWS's console, in the region of the stack. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

const consoleUrl = (page: string): string => `https://${Aws.REGION}.console.aws.amazon.com/${page}`;

export const queueLink = (name: string): Link => ({
  label: 'Queue',
  url: consoleUrl(
    `sqs/v3/home?region=${Aws.REGION}#/queues/https%3A%2F%2Fsqs.${Aws.REGION}.${Aws.URL_SUFFIX}%2F${Aws.ACCOUNT_ID}%2F${name}`,
  ),
});

export const functionLink = (name: string): Link => ({
  label: 'Function',
  url: consoleUrl(`lambda/home?region=${Aws.REGION}#/functions/${name}?tab=monitoring`),
});

/** The console encodes a log group's name twice, and writes `$25` for the second `%`. */
export const logsLink = (logGroup: string): Link => ({
  label: 'Logs',
  url: consoleUrl(
    `cloudwatch/home?region=${Aws.REGION}#logsV2:log-groups/log-group/${logGroup.replaceAll('/', '$252F')}`,
  ),
});

export const tableLink = (name: string): Link => ({
  label: 'Table',
  url: consoleUrl(`dynamodbv2/home?region=${Aws.REGION}#table?name=${name}`),
});

export const dashboardLink = (name: string): Link => ({
  label: 'Dashboard',
  url: consoleUrl(`cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${name}`),
});
