import { Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';

interface OwnSecretsProps {
  readonly stage: StageSettings;
  /** Encrypts them; without it a key of Secrets Manager's own does. */
  readonly key: IKey | undefined;
}

/**
 * The secrets of our own labels, apart from those of Airwallex: whoever may read these can send heartbeats and
 * events of our own, and no payment.
 */
export class OwnSecrets extends Construct {
  constructor(scope: Construct, id: string, { stage, key }: OwnSecretsProps) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      secretName: stage.names.ownSecrets,
      description: 'Secrets of events of our own: {"heartbeat":"<generated>","internal":"<yours>"}',
      // Generated once: a change of these would replace what the secret holds, "internal" included.
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'heartbeat',
        excludePunctuation: true,
        passwordLength: 48,
      },
      removalPolicy: stage.removalPolicy,
      ...(key && { encryptionKey: key }),
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'It signs heartbeats and events of our own alone; an application that signs would miss a rotation.',
    });
  }
}
