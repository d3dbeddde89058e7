import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';

interface Keys {
  readonly hash: string;
  readonly range: string;
}

interface Index extends Keys {
  readonly name: string;
  readonly carries?: readonly string[];
}

interface KeyedTableProps {
  readonly stage: StageSettings;
  readonly tableName: string;
  readonly keys: Keys;
  readonly indexes: readonly Index[];
  /** Encrypts it; without it a key of DynamoDB's own does. */
  readonly key: IKey | undefined;
  /** The attribute with the time at which an item is to be deleted, epoch seconds; without it none is. */
  readonly expiry?: string | undefined;
}

/** A table that is paid by request, encrypted (DynamoDB always does) and restorable to any second. */
export class KeyedTable extends Table {
  constructor(scope: Construct, id: string, props: KeyedTableProps) {
    const { stage, tableName, keys, indexes, key, expiry } = props;
    super(scope, id, {
      tableName,
      ...(expiry !== undefined && { timeToLiveAttribute: expiry }),
      ...keySchema(keys),
      ...(key && { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: stage.recoveryDays,
      },
      deletionProtection: stage.removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy: stage.removalPolicy,
    });
    for (const index of indexes) {
      this.addGlobalSecondaryIndex({
        indexName: index.name,
        ...keySchema(index),
        ...projection(index, keys),
      });
    }
  }
}

const keySchema = ({ hash, range }: Keys) => ({
  partitionKey: { name: hash, type: AttributeType.STRING },
  sortKey: { name: range, type: AttributeType.STRING },
});

/** An index carries its own keys and its table's without being asked: only the rest is named. */
const projection = ({ carries, hash, range }: Index, table: Keys) => {
  if (!carries) return { projectionType: ProjectionType.ALL };
  const keys = [hash, range, table.hash, table.range];
  return {
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: carries.filter((attribute) => !keys.includes(attribute)),
  };
};
