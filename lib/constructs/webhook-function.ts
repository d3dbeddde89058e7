import { join } from 'node:path';
import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  LogLevel,
  NodejsFunction,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { environmentNames } from '../../functions/shared/environment.ts';
import { bundleOptions, entryOf, streamingBundleOptions } from '../bundling.ts';
import { projectRoot } from '../project-root.ts';
import type { StageSettings } from '../stages.ts';
import type { NamedResource } from './by-name.ts';
import { StageLogGroup } from './log-group.ts';

interface WebhookFunctionProps {
  readonly stage: StageSettings;
  readonly name: string;
  /** The folder below functions/ that holds its `handler.ts`; that of its name where this is missing. */
  readonly folder?: string;
  /** The file that it runs, where that is no `handler.ts`… */
  readonly entry?: string;
  /** …and what of it is the handler. */
  readonly handler?: string;
  /** The name of its role, where its own would be too long. */
  readonly roleName?: string;
  readonly description: string;
  /** Whether it has a client that loads what streaming takes, as that of CloudWatch Logs. */
  readonly streaming?: boolean;
  /** Whether its log would be missed; without it nothing that would be is only there. */
  readonly isEvidence?: boolean;
  /** MB. */
  readonly memorySize: number;
  readonly timeoutSeconds: number;
  /** Concurrent executions that are reserved for it, and the most that it has. */
  readonly reservedConcurrency?: number | undefined;
}

/** A Lambda function of the pipeline with its role and log group: it may do nothing but log. */
export class WebhookFunction extends Construct {
  readonly lambda: NodejsFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: WebhookFunctionProps) {
    super(scope, id);
    const { stage, name } = props;
    const role = new Role(this, 'Role', {
      roleName: stage.names.role(props.roleName ?? name, Aws.REGION),
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.logGroup = new StageLogGroup(this, 'Logs', stage, stage.names.functionLogs(name), {
      isEvidence: props.isEvidence ?? false,
    });
    this.logGroup.grantWrite(role);
    this.lambda = new NodejsFunction(this, 'Function', {
      functionName: stage.names.function(name),
      description: props.description,
      entry: props.entry ?? entryOf(props.folder ?? name),
      ...(props.handler !== undefined && { handler: props.handler }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize,
      timeout: Duration.seconds(props.timeoutSeconds),
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Lambda's own start and report lines cost more than ours; its failures are warnings.
      systemLogLevelV2: SystemLogLevel.WARN,
      // A variable for version 2 of the SDK.
      awsSdkConnectionReuse: false,
      projectRoot,
      depsLockFilePath: join(projectRoot, 'package-lock.json'),
      bundling: bundlingBy(props.streaming ? streamingBundleOptions : bundleOptions),
      environment: { [environmentNames.metricsNamespace]: stage.names.metrics },
    });
    Validations.of(this.lambda).acknowledge(
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'For asynchronous invocations: API and queue wait for theirs, and a scheduled one that fails fires an alarm.',
      },
      {
        id: 'Serverless-LambdaTracing',
        reason:
          'The request id leads from the access log through ingress, message and archive to the batch, free of charge.',
      },
    );
  }

  /** Names a resource to the function and allows these actions on it: never the one without the other. */
  use(
    variable: string,
    resource: NamedResource,
    actions: readonly string[],
    conditions: Readonly<Record<string, object>> = {},
  ): void {
    this.lambda.addEnvironment(variable, resource.handle);
    this.lambda.addToRolePolicy(
      new PolicyStatement({ actions: [...actions], resources: [resource.arn], conditions }),
    );
  }
}

/** {@link bundleOptions} in the words of CDK, which runs esbuild's command line with them. */
const bundlingBy = ({
  alias,
  external,
}: Pick<
  typeof bundleOptions | typeof streamingBundleOptions,
  'alias' | 'external'
>): BundlingOptions => ({
  target: bundleOptions.target,
  format: OutputFormat.ESM,
  mainFields: [...bundleOptions.mainFields],
  loader: bundleOptions.loader,
  minify: bundleOptions.minify,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: bundleOptions.sourcesContent,
  externalModules: [...external],
  logLevel: LogLevel.WARNING,
  esbuildArgs: Object.fromEntries(
    Object.entries(alias).map(([name, path]) => [`--alias:${name}`, path]),
  ),
});
