/*
 * Every resource of the stage `prod`, one a line: type, construct path, logical id, physical name,
 * and what becomes of it when it is removed; for a table also its keys and indexes with what they
 * project.
 *
 * CloudFormation deletes a resource whose logical id changes, and replaces one whose type, name or
 * keys change. So a changed line of a table, a queue or the secret loses the data of every stage that
 * is deployed: find another solution, or move the data first.
 *
 * DynamoDB changes nothing of an existing index, and adds or removes one of a table at a time. So the
 * line of an index is never changed: lib/README.md, "Changing an index", has the way to a new one.
 */

/** What the domains share. */
export const sharedResources = `
AWS::ApiGatewayV2::Api  Ingress/Api/Resource  IngressApiFA053807  airwallex-webhooks-prod-api  RetainExceptOnCreate  Retain
AWS::ApiGatewayV2::Integration  Ingress/Api/ANY--webhooks/Integration/Resource  IngressApiANYwebhooksIntegrationEBDC329A
AWS::ApiGatewayV2::Route  Ingress/Api/ANY--webhooks/Resource  IngressApiANYwebhooksC2C6DD52  ANY /webhooks
AWS::ApiGatewayV2::Stage  Ingress/Stage/Resource  IngressStageB9168FB4  $default
AWS::CloudWatch::Alarm  Operations/Alarms/EventsTable/Resource  OperationsAlarmsEventsTableE3EC8C86  airwallex-webhooks-prod-events-table
AWS::CloudWatch::Alarm  Operations/Alarms/Ingress5xx/Resource  OperationsAlarmsIngress5xx759E28AB  airwallex-webhooks-prod-ingress-5xx
AWS::CloudWatch::Alarm  Operations/Alarms/IngressFunction/Resource  OperationsAlarmsIngressFunction2D1AA44B  airwallex-webhooks-prod-ingress-function
AWS::CloudWatch::Alarm  Operations/Alarms/IngressSignatures/Resource  OperationsAlarmsIngressSignatures5C46428F  airwallex-webhooks-prod-ingress-signatures
AWS::CloudWatch::Alarm  Operations/Alarms/IngressSilence/Resource  OperationsAlarmsIngressSilence2FABC4E3  airwallex-webhooks-prod-ingress-silence
AWS::CloudWatch::Alarm  Operations/Alarms/IngressStale/Resource  OperationsAlarmsIngressStale5D859E8F  airwallex-webhooks-prod-ingress-stale
AWS::CloudWatch::Alarm  Operations/Alarms/IngressTooLarge/Resource  OperationsAlarmsIngressTooLargeEA1F8FBA  airwallex-webhooks-prod-ingress-too-large
AWS::CloudWatch::Alarm  Operations/Alarms/IngressUnrouted/Resource  OperationsAlarmsIngressUnrouted9455C438  airwallex-webhooks-prod-ingress-unrouted
AWS::CloudWatch::Dashboard  Operations/Dashboard/Dashboard/Resource  OperationsDashboard40106438  airwallex-webhooks-prod-dashboard-<AWS::Region>
AWS::DynamoDB::GlobalTable  EventsTable/Resource  EventsTableD24865E5  airwallex-webhooks-prod-events  RetainExceptOnCreate  Retain
AWS::IAM::Policy  Ingress/Ingress/Role/DefaultPolicy/Resource  IngressRoleDefaultPolicy0DD8856E
AWS::IAM::Role  Ingress/Ingress/Role/Resource  IngressRoleFEC4DD43  airwallex-webhooks-prod-ingress-<AWS::Region>
AWS::KMS::Key  Operations/Alarms/Topic/Key/Resource  OperationsAlarmsTopicKey94772D4F  Delete
AWS::Lambda::Function  Ingress/Ingress/Function/Resource  IngressFunction678FBC0E  airwallex-webhooks-prod-ingress
AWS::Lambda::Permission  Ingress/Api/ANY--webhooks/Integration-Permission  IngressApiANYwebhooksIntegrationPermission8C2CC9EC
AWS::Logs::LogGroup  Ingress/AccessLogs/Resource  IngressAccessLogs80F9B44E  /aws/vendedlogs/airwallex-webhooks-prod-access  Delete
AWS::Logs::LogGroup  Ingress/Ingress/Logs/Resource  IngressLogs5E4B5321  /aws/lambda/airwallex-webhooks-prod-ingress  Delete
AWS::Logs::MetricFilter  Operations/SignatureWrong/Resource  OperationsSignatureWrong5DE23EE8
AWS::Logs::MetricFilter  Operations/Stale/Resource  OperationsStale14BB60CB
AWS::Logs::MetricFilter  Operations/TooLarge/Resource  OperationsTooLargeD7AE3EAD
AWS::Logs::QueryDefinition  Operations/Queries/Drift/Resource  OperationsQueriesDrift37390052  airwallex-webhooks-prod/what no schema knows
AWS::Logs::QueryDefinition  Operations/Queries/Event/Resource  OperationsQueriesEventBDE914A5  airwallex-webhooks-prod/everything about this event id
AWS::Logs::QueryDefinition  Operations/Queries/Failures/Resource  OperationsQueriesFailures7D3B7B34  airwallex-webhooks-prod/failures by cause
AWS::Logs::QueryDefinition  Operations/Queries/Object/Resource  OperationsQueriesObject71D26633  airwallex-webhooks-prod/this object, by its events' ids
AWS::Logs::QueryDefinition  Operations/Queries/Refusals/Resource  OperationsQueriesRefusalsE96C839F  airwallex-webhooks-prod/refusals by cause
AWS::SNS::Topic  Operations/Alarms/Topic/Topic/Resource  OperationsAlarmsTopicE719A694  airwallex-webhooks-prod-alarms
AWS::SNS::TopicPolicy  Operations/Alarms/Topic/Topic/Policy/Resource  OperationsAlarmsTopicPolicy41D966D9
AWS::SecretsManager::Secret  SigningSecrets/Secret/Resource  SigningSecretsSecretB9250B1B  airwallex-webhooks-prod-signing-secrets  RetainExceptOnCreate  Retain
airwallex-webhooks-prod-events  index attention-1: attention archivedAt  INCLUDE name domain outcome accountId object apiVersion occurredAt sentAt receivedAt issues
airwallex-webhooks-prod-events  index by-object-1: object version  INCLUDE name domain outcome accountId apiVersion occurredAt sentAt receivedAt archivedAt
airwallex-webhooks-prod-events  index by-time-1: archivedOn archivedAt  INCLUDE name domain outcome accountId object apiVersion occurredAt sentAt receivedAt
airwallex-webhooks-prod-events  keys: id digest
`;

/** The hourly pass over overdue records, of a stage that has it. */
export const overdueResources = `
AWS::CloudWatch::Alarm  Operations/Alarms/OverdueFunction/Resource  OperationsAlarmsOverdueFunction1C2FAA2F  airwallex-webhooks-prod-overdue-function
AWS::CloudWatch::Alarm  Operations/Alarms/OverdueRecords/Resource  OperationsAlarmsOverdueRecords4BD0E444  airwallex-webhooks-prod-overdue-records
AWS::IAM::Policy  Overdue/Pass/Role/DefaultPolicy/Resource  OverduePassRoleDefaultPolicyB6AA8E11
AWS::IAM::Policy  Overdue/SchedulerRole/DefaultPolicy/Resource  OverdueSchedulerRoleDefaultPolicy9D9946EC
AWS::IAM::Role  Overdue/Pass/Role/Resource  OverduePassRoleA13B0BE8  airwallex-webhooks-prod-overdue-<AWS::Region>
AWS::IAM::Role  Overdue/SchedulerRole/Resource  OverdueSchedulerRoleB170D3A8  airwallex-webhooks-prod-overdue-schedule-<AWS::Region>
AWS::Lambda::Function  Overdue/Pass/Function/Resource  OverduePassFunction7DF1A1B4  airwallex-webhooks-prod-overdue
AWS::Logs::LogGroup  Overdue/Pass/Logs/Resource  OverduePassLogsA84052B8  /aws/lambda/airwallex-webhooks-prod-overdue  Delete
AWS::Logs::MetricFilter  Operations/Overdue/Resource  OperationsOverdue99AD64EE
AWS::Scheduler::Schedule  Overdue/Hourly  OverdueHourly704A1F7D  airwallex-webhooks-prod-overdue
`;

/** What receives the events of a domain; `unrouted` has the same under its own name. */
export const receiverResourcesOfPayments = `
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsDeadLetters/Resource  OperationsAlarmsPaymentsDeadLettersDFDC3FBB  airwallex-webhooks-prod-payments-dead-letters
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsFailing/Resource  OperationsAlarmsPaymentsFailing88D1C6FB  airwallex-webhooks-prod-payments-failing
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsFunction/Resource  OperationsAlarmsPaymentsFunctionB4DA1214  airwallex-webhooks-prod-payments-function
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsLate/Resource  OperationsAlarmsPaymentsLateAF022130  airwallex-webhooks-prod-payments-late
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsQuarantined/Resource  OperationsAlarmsPaymentsQuarantined18EF6EC6  airwallex-webhooks-prod-payments-quarantined
AWS::IAM::Policy  Payments/Consumer/Role/DefaultPolicy/Resource  PaymentsConsumerRoleDefaultPolicyA6EA2E76
AWS::IAM::Role  Payments/Consumer/Role/Resource  PaymentsConsumerRole85CE4960  airwallex-webhooks-prod-payments-<AWS::Region>
AWS::Lambda::EventSourceMapping  Payments/Source/Resource  PaymentsSource50B25124
AWS::Lambda::Function  Payments/Consumer/Function/Resource  PaymentsConsumerFunction72CA1DB2  airwallex-webhooks-prod-payments
AWS::Logs::LogGroup  Payments/Consumer/Logs/Resource  PaymentsConsumerLogsA226FD90  /aws/lambda/airwallex-webhooks-prod-payments  Delete
AWS::Logs::MetricFilter  Operations/PaymentsFailedAgain/Resource  OperationsPaymentsFailedAgain80550825
AWS::Logs::MetricFilter  Operations/PaymentsQuarantined/Resource  OperationsPaymentsQuarantinedE871F863
AWS::SQS::Queue  PaymentsQueues/DeadLetters/Resource  PaymentsQueuesDeadLetters80739D34  airwallex-webhooks-prod-payments-dead-letters  RetainExceptOnCreate  Retain
AWS::SQS::Queue  PaymentsQueues/Queue/Resource  PaymentsQueuesQueue7AD0AE39  airwallex-webhooks-prod-payments  RetainExceptOnCreate  Retain
AWS::SQS::QueuePolicy  PaymentsQueues/DeadLetters/Policy/Resource  PaymentsQueuesDeadLettersPolicyAB330B70
AWS::SQS::QueuePolicy  PaymentsQueues/Queue/Policy/Resource  PaymentsQueuesQueuePolicy99BE3447
`;

/** What holds the records of a domain. */
export const tableResourcesOfPayments = `
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsTable/Resource  OperationsAlarmsPaymentsTableEBB7F59E  airwallex-webhooks-prod-payments-table
AWS::DynamoDB::GlobalTable  PaymentsTable/Resource  PaymentsTable48A42630  airwallex-webhooks-prod-payments  RetainExceptOnCreate  Retain
airwallex-webhooks-prod-payments  index related-1: relatedTo relatedAt  ALL
airwallex-webhooks-prod-payments  index open-1: openWork dueAt  KEYS_ONLY
airwallex-webhooks-prod-payments  keys: pk sk
`;

/** What finds the records of a domain that has look-ups. */
export const lookupsOfPayments = `
airwallex-webhooks-prod-payments  index by-customer-1: customerKey pk  KEYS_ONLY
airwallex-webhooks-prod-payments  index lookup-1: lookupKey pk  KEYS_ONLY
`;
