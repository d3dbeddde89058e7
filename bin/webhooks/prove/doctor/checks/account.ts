import { awsFlags, cdkLine } from '../../../terminal/command-line.ts';
import { type Check, ok, problem, skipped } from '../check.ts';

/** Why checks of AWS resources are skipped. */
export const LOCAL = 'The local pipeline runs without AWS.';

/** Error names of the SDK and STS for unusable credentials, each with the cause and the next step. */
const remedies: Readonly<Record<string, readonly [detail: string, next: string]>> = {
  CredentialsProviderError: [
    'There are no AWS credentials here, or the profile has none.',
    'aws configure sso',
  ],
  TokenProviderError: ['The session of AWS IAM Identity Center has ended.', 'aws sso login'],
  ExpiredToken: ['The AWS credentials have expired.', 'aws sso login'],
  ExpiredTokenException: ['The AWS credentials have expired.', 'aws sso login'],
  RequestExpired: [
    "AWS rejects the request as expired: this machine's clock is wrong.",
    'sudo timedatectl set-ntp true',
  ],
  InvalidClientTokenId: [
    'AWS does not know these credentials: they are deleted, or of another partition.',
    'aws configure list',
  ],
  SignatureDoesNotMatch: [
    "The secret access key doesn't belong to the access key, or this machine's clock is wrong.",
    'aws configure list',
  ],
};

/** The credentials work: reports the account and principal. */
export const callerIdentity: Check = {
  name: 'credentials',
  after: [],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const profile = awsFlags({ profile: stage.pipeline.profile });
    try {
      const region = await stage.region();
      const { account, principal } = await stage.identity();
      return [ok(`Account ${account} as ${principal}, in ${region}.`)];
    } catch (error) {
      const known = error instanceof Error ? remedies[error.name] : undefined;
      if (!known) throw error;
      const [detail, next] = known;
      return [problem(detail, next.startsWith('aws') ? next + profile : next)];
    }
  },
};

/** The stage's two stacks exist. */
export const stacks: Check = {
  name: 'stacks',
  after: ['credentials'],
  run: async ({ stage }) => {
    if (!stage) return [skipped(LOCAL)];
    const { dataStack, serviceStack } = stage.names;
    const expected = [dataStack, serviceStack];
    const found = await Promise.all(expected.map(stage.stack));
    const missing = expected.filter((_, index) => !found[index]);
    if (missing.length === 0) return [ok(`${expected.join(' and ')} exist.`)];
    const region = await stage.region();
    return [
      problem(
        `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not in ${region}: the stage is not deployed, or in another region or account.`,
        cdkLine(['deploy', '--all'], stage.pipeline),
      ),
    ];
  },
};
