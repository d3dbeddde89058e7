import { Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';

interface SigningSecretsProps {
  readonly stage: StageSettings;
  /** Encrypts them; without it a key of Secrets Manager's own does. */
  readonly key: IKey | undefined;
}

/**
 * The live signing secrets by label, and none at first: nothing that anyone knows would verify. Beside them
 * those that were removed, by which an audit can verify what they signed: no function may read these.
 */
export class SigningSecrets extends Construct {
  /** What a person runs once Airwallex has shown a webhook's secret. */
  readonly command: string;

  constructor(scope: Construct, id: string, { stage, key }: SigningSecretsProps) {
    super(scope, id);
    const { name, names, removalPolicy, retains } = stage;
    const held = {
      // A deployment leaves what was set since: CloudFormation writes a value only when this differs
      // from the last template's.
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
      secretObjectValue: {},
      removalPolicy,
      ...(key && { encryptionKey: key }),
    };
    const secret = new Secret(this, 'Secret', {
      ...held,
      secretName: names.signingSecrets,
      description: 'Live signing secrets of Airwallex webhooks: {"<label>":"<secret>"}',
    });
    const retired = new Secret(this, 'Retired', {
      ...held,
      secretName: names.retiredSecrets,
      description: 'Removed signing secrets of Airwallex webhooks, for audits alone',
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Airwallex issues a secret when a person asks for one in its web app: no function can.',
    });
    Validations.of(retired).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'These verify nothing any more: what they have signed does not change.',
    });
    this.command = `npm run webhooks -- secrets add <label>${retains ? ' --yes' : ''} --stage ${name}`;
  }
}
