/*
 * What scanners of templates and workflows report and why it is as it should be. A finding that is not here
 * fails, and a reason without a finding fails too.
 */

/** Of cfn-lint, by rule. */
export const explainedByCfnLint: Readonly<Record<string, string>> = {
  W3005: "CDK lets a function wait for its role's policies, which the role's ARN alone would not.",
};

/** Of checkov, by rule and by type of resource, or file. */
export const explainedByCheckov: Readonly<Record<string, string>> = {
  'CKV_AWS_115 AWS::Lambda::Function':
    "A consumer's concurrency is bounded by its event source (maxConcurrency), the ingress by the throttle of the API. A reservation would take its number from all other functions of the account.",
  'CKV_AWS_116 AWS::Lambda::Function':
    'It is about asynchronous calls. What fails here is on a queue of its own, which has a dead-letter queue; the ingress answers 500 and is asked again; a timer runs again within the hour.',
  'CKV_AWS_117 AWS::Lambda::Function':
    'The functions call DynamoDB, SQS, SNS and Secrets Manager alone, over TLS and with a role each. A VPC adds endpoints that cost and can fail, and no protection that the roles do not give. Only a rule of private egress asks for it.',
  'CKV_AWS_149 AWS::SecretsManager::Secret':
    "Without kmsKey a key of AWS's own encrypts it; a stage with kmsKey has no such finding.",
  'CKV_AWS_158 AWS::Logs::LogGroup':
    'The same: logs hold ids, counts and times. With kmsKey they have a key of the stage.',
  'CKV_AWS_173 AWS::Lambda::Function':
    'Lambda encrypts environment variables by itself. They are names of tables, queues and secrets: no secret is among them.',
  'CKV_AWS_27 AWS::SQS::Queue':
    'SQS encrypts it with a key of its own (SqsManagedSseEnabled), which this rule does not count. With kmsKey it is the key of the stage.',
  'CKV_GHA_7 .github/workflows/deploy.yml':
    'Its only input is the stage, one of a fixed list. It reaches scripts as a variable and never as their text.',
};
