import { awsFlags, cdkLine } from '../../command-line.ts';
import { type Check, ok, problem, skipped } from '../check.ts';

/** Why what AWS alone has is not looked at. */
export const LOCAL = 'The local pipeline runs without AWS.';

/** What the SDK and STS call it when credentials are no good, with what is wrong and what to do. */
const remedies: Readonly<Record<string, readonly [detail: string, next: string]>> = {
  CredentialsProviderError: [
    'There are no AWS credentials here, or the profile has none.',
    'aws configure sso',
  ],
  TokenProviderError: ['The session of AWS IAM Identity Center has ended.', 'aws sso login'],
  ExpiredToken: ['The AWS credentials have expired.', 'aws sso login'],
  ExpiredTokenException: ['The AWS credentials have expired.', 'aws sso login'],
  RequestExpired: [
    "AWS calls the request expired: this machine's clock is wrong.",
    'sudo timedatectl set-ntp true',
  ],
  InvalidClientTokenId: [
    "AWS doesn't know these credentials: deleted, or of another partition.",
    'aws configure list',
  ],
  SignatureDoesNotMatch: [
    "The secret access key doesn't belong to the access key, or this machine's clock is wrong.",
    'aws configure list',
  ],
};

/** Who AWS takes us for. */
export const credentials: Check = {
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
    const wanted = [dataStack, serviceStack];
    const found = await Promise.all(wanted.map(stage.stack));
    const missing = wanted.filter((_, index) => !found[index]);
    if (missing.length === 0) return [ok(`${wanted.join(' and ')} exist.`)];
    const region = await stage.region();
    return [
      problem(
        `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not in ${region}: the stage is not deployed, or in another region or account.`,
        cdkLine(['deploy', '--all'], stage.pipeline),
      ),
    ];
  },
};
