import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  type TableClass,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Index } from '../../functions/shared/tables.ts';
import type { StageSettings } from '../stages.ts';

type Keys = Pick<Index, 'hash'> & Partial<Pick<Index, 'range'>>;

interface KeyedTableProps {
  readonly stage: StageSettings;
  readonly tableName: string;
  readonly keys: Keys;
  readonly indexes: readonly Index[];
  /** Encrypts it; without it a key of DynamoDB's own does. */
  readonly key: IKey | undefined;
  /** The attribute with the time at which an item is to be deleted, epoch seconds; without it none is. */
  readonly expiry?: string | undefined;
  /** Whether each write is in a stream, with the item before and after it. */
  readonly streams?: boolean;
  /** Which of storing and writing is the cheaper one; without it writing. */
  readonly tableClass?: TableClass;
}

/**
 * A table that is paid by request, encrypted (DynamoDB always does) and restorable to any second. It
 * is a global table of one region: a plain one could not get a replica without losing its data.
 */
export class KeyedTable extends TableV2 {
  constructor(scope: Construct, id: string, props: KeyedTableProps) {
    const { stage, tableName, keys, indexes, key, expiry, streams, tableClass } = props;
    super(scope, id, {
      tableName,
      ...(expiry !== undefined && { timeToLiveAttribute: expiry }),
      ...keySchema(keys),
      ...(streams && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
      ...(tableClass && { tableClass }),
      billing: Billing.onDemand(),
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index.name,
        ...keySchema(index),
        ...projection(index, keys),
      })),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: stage.recoveryDays,
      },
      deletionProtection: stage.isProtected,
      removalPolicy: stage.removalPolicy,
    });
    const resource = this.node.defaultChild;
    if (key && resource instanceof CfnGlobalTable) encrypt(resource, key);
  }
}

/** As CDK's own option does, which asks for a stack whose region is known beforehand. */
const encrypt = (table: CfnGlobalTable, { keyArn }: IKey): void => {
  table.sseSpecification = { sseEnabled: true, sseType: 'KMS' };
  table.addPropertyOverride('Replicas.0.SSESpecification.KMSMasterKeyId', keyArn);
};

const keySchema = ({ hash, range }: Keys) => ({
  partitionKey: { name: hash, type: AttributeType.STRING },
  ...(range !== undefined && { sortKey: { name: range, type: AttributeType.STRING } }),
});

/** An index carries its own keys and its table's without being asked: only the rest is named. */
const projection = ({ carries, hash, range }: Index, table: Keys) => {
  if (!carries) return { projectionType: ProjectionType.ALL };
  if (carries.length === 0) return { projectionType: ProjectionType.KEYS_ONLY };
  const keys = new Set([hash, range, table.hash, table.range]);
  return {
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: carries.filter((attribute) => !keys.has(attribute)),
  };
};
