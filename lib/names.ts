const REACTION = 'reaction-';

/** The function of a reaction, by the name that the stage's functions have without the stage's. */
export const reactionFunction = (reaction: string): string => `${REACTION}${reaction}`;

/** The reaction whose function has this name; undefined where it is another function. */
export const reactionOf = (functionName: string): string | undefined =>
  functionName.startsWith(REACTION) ? functionName.slice(REACTION.length) : undefined;

/**
 * The physical names of a stage's resources. The service stack and the tools find what the data
 * stack holds by these alone: without CloudFormation exports nothing is ever "in use".
 */
export const namesOf = (stage: string) => {
  const named = (part: string) => `airwallex-webhooks-${stage}-${part}`;
  return {
    dataStack: named('data'),
    serviceStack: named('service'),
    eventsTable: named('events'),
    // Not "-secret": Secrets Manager appends a hyphen and six characters to an ARN itself and
    // asks for names that cannot be mistaken for one.
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/create_secret.html
    signingSecrets: named('signing-secrets'),
    /** Of those that verify nothing any more, which an audit recomputes signatures with. */
    retiredSecrets: named('retired-secrets'),
    /** The secret with those of our own labels. */
    ownSecrets: named('own-secrets'),
    /** Of the key of what the data stack holds, where the stage has one of its own. */
    keyAlias: `alias/${named('data')}`,
    stateTable: (domain: string) => named(domain),
    queue: (domain: string) => named(domain),
    deadLetterQueue: (domain: string) => named(`${domain}-dead-letters`),
    api: named('api'),
    function: (name: string) => named(name),
    /** Of a function; roles and dashboards of all regions share their names. */
    role: (name: string, region: string) => named(`${name}-${region}`),
    schedule: (name: string) => named(name),
    /** The table of what the tool did, and of what scheduled checks found. */
    controlTable: named('control'),
    /** The topic that changes of records are published to. */
    changesTopic: named('changes.fifo'),
    /** The queue for what could not be published. */
    unpublishedQueue: named('unpublished'),
    /** The table of what reactions have done. */
    effectsTable: named('effects'),
    /** The parameter with the ARN of the stream of a domain's table: a stream has no name of its own. */
    streamParameter: (domain: string) => `/airwallex-webhooks/${stage}/stream/${domain}`,
    reactionQueue: (reaction: string) => named(`${reactionFunction(reaction)}.fifo`),
    reactionDeadLetterQueue: (reaction: string) =>
      named(`${reactionFunction(reaction)}-dead-letters.fifo`),
    functionLogs: (name: string) => `/aws/lambda/${named(name)}`,
    // Delivered under this prefix, access logs need no entry in the account's one size-limited
    // resource policy. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
    accessLogs: `/aws/vendedlogs/${named('access')}`,
    alarms: named('alarms'),
    alarm: (name: string) => named(name),
    dashboard: (region: string) => named(`dashboard-${region}`),
    /** The namespace of what log lines are counted in. */
    metrics: `AirwallexWebhooks/${stage}`,
    /** A saved query of Logs Insights, in a folder of the stage's. */
    query: (title: string) => `airwallex-webhooks-${stage}/${title}`,
  };
};

export type Names = ReturnType<typeof namesOf>;

/** The output of a stage that cdk.json does not record as deployed: what to add there. */
export const recordOutput = 'RecordDeployment';

/** The output of a stage that checks itself: by which functions. */
export const checksOutput = 'HourlyChecks';

/** The name of the function that verifies, as of its folder. */
export const INGRESS = 'ingress';

/** What the stage's role is called that moves dead letters back, as functions are. */
export const REDRIVE = 'redrive';

/** The roles that a stage can have for those who use the tool, each called as functions are. */
export const operatorRoles = ['reader', 'fixer', 'eraser', 'keyholder'] as const;

export type OperatorRole = (typeof operatorRoles)[number];

/** The output with the ARN of the role that moves dead letters back. */
export const redriveRoleOutput = 'RedriveRoleArn';

/** The output of a stage with a domain of its own: what the domain's DNS record must point to. */
export const domainTargetOutput = 'DomainTarget';

/** The part of the names that CloudFormation shows which is a domain's, or a reaction's. */
export const constructId = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
