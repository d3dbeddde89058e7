import { isIP } from 'node:net';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { alarmSettings } from './observability/alarm-settings.ts';
import { wholeNumberBetween } from './validation.ts';

// AWS's own names begin with "aws:", and two are the stage's.
// https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
const tagName = /^(?!aws:|(?:application|stage)$)[\p{L}\p{N} _.:/=+@-]{1,128}$/u;
const tagAdvice =
  'name a tag by 1-128 letters, digits and _.:/=+@-, and neither application nor stage';

const keyArn = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

const accountId = v.pipe(v.string(), v.regex(/^\d{12}$/, 'say the 12 digits of an account'));
const principalArn = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/;
const certificateArn = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[\w-]+$/;
/** As API Gateway takes it: in lower case, without a wildcard. */
const domainName =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Whether a text is an address, or an address and the length of a prefix that it can have. */
const isSource = (text: string): boolean => {
  const [, address = '', length = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return Number(length) <= bits;
};

/** `retain` keeps nothing of a first deployment that fails: it is tried again under the same names. */
const removalPolicies = {
  retain: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  destroy: RemovalPolicy.DESTROY,
} as const;

const fields = v.strictObject({
  /** The account and region that the stage may be deployed to; without them those of the shell. */
  account: v.optional(accountId),
  region: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'say a region'))),
  /** Tags of every resource, beside `application` and `stage`. */
  tags: v.optional(v.record(v.pipe(v.string(), v.regex(tagName, tagAdvice)), v.string()), {}),
  /**
   * What the first successful deployment has decided, recorded by a person afterwards: protects what
   * the stage retains from deletion, and refuses another `kmsKey`.
   */
  deployed: v.optional(v.strictObject({ kmsKey: v.union([v.boolean(), v.string()]) })),
  /** What becomes of tables, queues and signing secrets that are removed from the stack, or with it. */
  removalPolicy: v.pipe(
    v.picklist(['retain', 'destroy']),
    v.transform((policy) => removalPolicies[policy]),
  ),
  /** Whether samples of the tool may be sent to the stage although it retains them. */
  allowSamples: v.optional(v.boolean(), false),
  /** How many days back a table can be restored to any second. */
  recoveryDays: wholeNumberBetween(1, 35),
  /** How many days the archive keeps an event, or `forever`; what needs attention stays until it is seen to. */
  archiveDays: v.union(
    [wholeNumberBetween(1, 36_500), v.literal('forever')],
    'say a whole number of days from 1 on, or "forever"',
  ),
  /** Whether the archive is cheaper to write (`standard`) or to keep (`infrequent-access`). */
  archiveTableClass: v.picklist(['standard', 'infrequent-access']),
  /** Whether records can be found by the connected account that they are about, at a write unit each. */
  platform: v.optional(v.boolean(), false),
  /** Whether a function looks every hour which records have been in a status for too long. */
  overdue: v.optional(v.boolean(), false),
  /**
   * Whether functions audit the stage every hour, and send a heartbeat through it; by default where it retains
   * what it stores.
   */
  hourlyChecks: v.optional(v.boolean()),
  /** Whether changes of records are published, and reactions to them run. */
  changes: v.optional(v.boolean(), false),
  /** How many hours before its due time open work is published as due. */
  dueHours: v.optional(wholeNumberBetween(1, 720), 48),
  /** Other accounts that may subscribe queues of theirs to the changes. */
  subscribers: v.optional(v.array(accountId), []),
  /** A number of days that CloudWatch knows; 9999 keeps logs permanently. */
  logRetentionDays: v.enum(RetentionDays),
  /** Requests a second and at once; beyond them API Gateway answers 429 and Airwallex tries again. */
  throttle: v.strictObject({
    rateLimit: wholeNumberBetween(1, 10_000),
    burstLimit: wholeNumberBetween(1, 5_000),
  }),
  /**
   * Concurrent executions of Lambda's that the ingress alone may use, and never more; without it those of the
   * account, which other functions can use up.
   */
  reservedConcurrency: v.optional(wholeNumberBetween(1, 1_000)),
  /**
   * Encrypts tables, queues, signing secrets and logs with a customer-managed key: `true` for keys of
   * the stage's own, or a key's ARN; without it with keys of AWS's own.
   */
  kmsKey: v.optional(
    v.custom<true | string>(
      (value) => value === true || (typeof value === 'string' && keyArn.test(value)),
      'say true, or the ARN of a key (not of an alias)',
    ),
  ),
  /**
   * Addresses and ranges (`203.0.113.7`, `203.0.113.0/24`) that requests may come from, all others get
   * 403; without it only the signature counts. Airwallex's list grows unannounced.
   */
  allowedSources: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.check(isSource, 'say an address or a range: 203.0.113.0/24'))),
      v.minLength(1, 'name at least one, or leave the setting out'),
    ),
  ),
  /** Roles for those who use the tool, one for each sort of command, and who may take them. */
  operators: v.optional(
    v.strictObject({
      trust: v.pipe(
        v.array(v.pipe(v.string(), v.regex(principalArn, 'say the ARN of a role or user in IAM'))),
        v.minLength(1, 'name at least one, or leave the setting out'),
      ),
    }),
  ),
  /** A domain of one's own instead of the address that API Gateway gives; see lib/README.md. */
  domain: v.optional(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(domainName, 'say a domain: webhooks.example.com')),
      certificateArn: v.pipe(
        v.string(),
        v.regex(certificateArn, 'say the ARN of a certificate in AWS Certificate Manager'),
      ),
      /** Whether API Gateway's address answers too, until all senders have changed to the domain. */
      alsoExecuteApi: v.optional(v.boolean(), false),
    }),
  ),
  /** Seconds; 0 accepts a validly signed event of any age. */
  rejectStaleAfterSeconds: v.pipe(v.number(), v.integer(), v.minValue(0)),
  alarms: alarmSettings,
});

/** Why it stays as it was: see lib/README.md, "A customer-managed key". */
export const settings = v.pipe(
  fields,
  v.forward(
    v.partialCheck(
      [['kmsKey'], ['deployed']],
      ({ kmsKey = false, deployed }) => deployed === undefined || deployed.kmsKey === kmsKey,
      'the first deployment decided it (deployed.kmsKey). Changed in a running stage it would refuse events, or leave messages that nobody can read any more: deploy another stage',
    ),
    ['kmsKey'],
  ),
  v.forward(
    v.partialCheck(
      [['domain'], ['region']],
      ({ domain, region }) =>
        domain === undefined ||
        region === undefined ||
        certificateArn.exec(domain.certificateArn)?.[1] === region,
      "the certificate must be in the stage's region",
    ),
    ['domain', 'certificateArn'],
  ),
);
