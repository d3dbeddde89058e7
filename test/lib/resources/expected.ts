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
AWS::CloudWatch::Alarm  Operations/Alarms/IngressFuture/Resource  OperationsAlarmsIngressFutureAC6B0A9C  airwallex-webhooks-prod-ingress-future
AWS::CloudWatch::Alarm  Operations/Alarms/IngressNearThrottle/Resource  OperationsAlarmsIngressNearThrottle2649758D  airwallex-webhooks-prod-ingress-near-throttle
AWS::CloudWatch::Alarm  Operations/Alarms/IngressNotAllowed/Resource  OperationsAlarmsIngressNotAllowed08E378F2  airwallex-webhooks-prod-ingress-not-allowed
AWS::CloudWatch::Alarm  Operations/Alarms/IngressRefused/Resource  OperationsAlarmsIngressRefused053F0DD9  airwallex-webhooks-prod-ingress-refused
AWS::CloudWatch::Alarm  Operations/Alarms/IngressSignatures/Resource  OperationsAlarmsIngressSignatures5C46428F  airwallex-webhooks-prod-ingress-signatures
AWS::CloudWatch::Alarm  Operations/Alarms/IngressSilence/Resource  OperationsAlarmsIngressSilence2FABC4E3  airwallex-webhooks-prod-ingress-silence
AWS::CloudWatch::Alarm  Operations/Alarms/IngressStale/Resource  OperationsAlarmsIngressStale5D859E8F  airwallex-webhooks-prod-ingress-stale
AWS::CloudWatch::Alarm  Operations/Alarms/IngressThrottled/Resource  OperationsAlarmsIngressThrottled3E6CAB56  airwallex-webhooks-prod-ingress-throttled
AWS::CloudWatch::Alarm  Operations/Alarms/IngressTooLarge/Resource  OperationsAlarmsIngressTooLargeEA1F8FBA  airwallex-webhooks-prod-ingress-too-large
AWS::CloudWatch::Alarm  Operations/Alarms/IngressUnrouted/Resource  OperationsAlarmsIngressUnrouted9455C438  airwallex-webhooks-prod-ingress-unrouted
AWS::CloudWatch::Alarm  Operations/Alarms/SchemaDrift/Resource  OperationsAlarmsSchemaDrift7E5DCDEA  airwallex-webhooks-prod-schema-drift
AWS::CloudWatch::Alarm  Operations/Alarms/UnrecognizedEvents/Resource  OperationsAlarmsUnrecognizedEvents9011990B  airwallex-webhooks-prod-unrecognized-events
AWS::CloudWatch::Dashboard  Operations/Dashboard/Dashboard/Resource  OperationsDashboard40106438  airwallex-webhooks-prod-dashboard-<AWS::Region>
AWS::DynamoDB::GlobalTable  ControlTable/Resource  ControlTableF3E1E223  airwallex-webhooks-prod-control  RetainExceptOnCreate  Retain
AWS::DynamoDB::GlobalTable  EventsTable/Resource  EventsTableD24865E5  airwallex-webhooks-prod-events  RetainExceptOnCreate  Retain
AWS::IAM::Policy  Ingress/Ingress/Role/DefaultPolicy/Resource  IngressRoleDefaultPolicy0DD8856E
AWS::IAM::Role  Ingress/Ingress/Role/Resource  IngressRoleFEC4DD43  airwallex-webhooks-prod-ingress-<AWS::Region>
AWS::IAM::Policy  Redrive/Role/DefaultPolicy/Resource  RedriveRoleDefaultPolicy2FE25CB8
AWS::IAM::Role  Redrive/Role/Resource  RedriveRoleFBBF9AD1  airwallex-webhooks-prod-redrive-<AWS::Region>
AWS::KMS::Key  Operations/Alarms/Topic/Key/Resource  OperationsAlarmsTopicKey94772D4F  Delete
AWS::Lambda::Function  Ingress/Ingress/Function/Resource  IngressFunction678FBC0E  airwallex-webhooks-prod-ingress
AWS::Lambda::Permission  Ingress/Api/ANY--webhooks/Integration-Permission  IngressApiANYwebhooksIntegrationPermission8C2CC9EC
AWS::Logs::LogGroup  Ingress/AccessLogs/Resource  IngressAccessLogs80F9B44E  /aws/vendedlogs/airwallex-webhooks-prod-access  Delete
AWS::Logs::LogGroup  Ingress/Ingress/Logs/Resource  IngressLogs5E4B5321  /aws/lambda/airwallex-webhooks-prod-ingress  RetainExceptOnCreate  Retain
AWS::Logs::MetricFilter  Operations/Accepted/Resource  OperationsAcceptedBB2AB4A8
AWS::Logs::MetricFilter  Operations/Future/Resource  OperationsFuture136FC441
AWS::Logs::MetricFilter  Operations/NotAllowed/Resource  OperationsNotAllowed608FC614
AWS::Logs::MetricFilter  Operations/SignatureWrong/Resource  OperationsSignatureWrong5DE23EE8
AWS::Logs::MetricFilter  Operations/Stale/Resource  OperationsStale14BB60CB
AWS::Logs::MetricFilter  Operations/Throttled/Resource  OperationsThrottledAD245B69
AWS::Logs::MetricFilter  Operations/TooLarge/Resource  OperationsTooLargeD7AE3EAD
AWS::Logs::QueryDefinition  Operations/Queries/Drift/Resource  OperationsQueriesDrift37390052  airwallex-webhooks-prod/what no schema knows
AWS::Logs::QueryDefinition  Operations/Queries/Event/Resource  OperationsQueriesEventBDE914A5  airwallex-webhooks-prod/everything about this event id
AWS::Logs::QueryDefinition  Operations/Queries/Failures/Resource  OperationsQueriesFailures7D3B7B34  airwallex-webhooks-prod/failures by cause
AWS::Logs::QueryDefinition  Operations/Queries/Object/Resource  OperationsQueriesObject71D26633  airwallex-webhooks-prod/this object, by its events' ids
AWS::Logs::QueryDefinition  Operations/Queries/Refusals/Resource  OperationsQueriesRefusalsE96C839F  airwallex-webhooks-prod/refusals by cause
AWS::SNS::Topic  Operations/Alarms/Topic/Topic/Resource  OperationsAlarmsTopicE719A694  airwallex-webhooks-prod-alarms
AWS::SNS::TopicPolicy  Operations/Alarms/Topic/Topic/Policy/Resource  OperationsAlarmsTopicPolicy41D966D9
AWS::SecretsManager::Secret  SigningSecrets/Retired/Resource  SigningSecretsRetiredCEBC0DA7  airwallex-webhooks-prod-retired-secrets  RetainExceptOnCreate  Retain
AWS::SecretsManager::Secret  OwnSecrets/Secret/Resource  OwnSecretsSecretB9FC3B0A  airwallex-webhooks-prod-own-secrets  RetainExceptOnCreate  Retain
AWS::SecretsManager::Secret  SigningSecrets/Secret/Resource  SigningSecretsSecretB9250B1B  airwallex-webhooks-prod-signing-secrets  RetainExceptOnCreate  Retain
airwallex-webhooks-prod-control  keys: pk sk
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

/** What checks the stage every hour, where it retains what it stores. */
export const checkResources = `
AWS::CloudWatch::Alarm  Operations/Alarms/AuditBreach/Resource  OperationsAlarmsAuditBreach278519EC  airwallex-webhooks-prod-audit-breach
AWS::CloudWatch::Alarm  Operations/Alarms/AuditMissed/Resource  OperationsAlarmsAuditMissed7853FE70  airwallex-webhooks-prod-audit-missed
AWS::CloudWatch::Alarm  Operations/Alarms/HeartbeatFailed/Resource  OperationsAlarmsHeartbeatFailed9CFF71FE  airwallex-webhooks-prod-heartbeat-failed
AWS::IAM::Policy  Checks/Audit/Pass/Role/DefaultPolicy/Resource  ChecksAuditPassRoleDefaultPolicy693340D9
AWS::IAM::Policy  Checks/Audit/SchedulerRole/DefaultPolicy/Resource  ChecksAuditSchedulerRoleDefaultPolicy14DE69AC
AWS::IAM::Policy  Checks/Heartbeat/Beat/Role/DefaultPolicy/Resource  ChecksHeartbeatBeatRoleDefaultPolicyAAD982F8
AWS::IAM::Policy  Checks/Heartbeat/SchedulerRole/DefaultPolicy/Resource  ChecksHeartbeatSchedulerRoleDefaultPolicyA3331CCA
AWS::IAM::Role  Checks/Audit/Pass/Role/Resource  ChecksAuditPassRoleEA0D2E39  airwallex-webhooks-prod-audit-<AWS::Region>
AWS::IAM::Role  Checks/Audit/SchedulerRole/Resource  ChecksAuditSchedulerRoleAD506FF5  airwallex-webhooks-prod-audit-schedule-<AWS::Region>
AWS::IAM::Role  Checks/Heartbeat/Beat/Role/Resource  ChecksHeartbeatBeatRole979D329B  airwallex-webhooks-prod-heartbeat-<AWS::Region>
AWS::IAM::Role  Checks/Heartbeat/SchedulerRole/Resource  ChecksHeartbeatSchedulerRole901EB5C6  airwallex-webhooks-prod-heartbeat-timer-<AWS::Region>
AWS::Lambda::Function  Checks/Audit/Pass/Function/Resource  ChecksAuditPassFunction77D52B40  airwallex-webhooks-prod-audit
AWS::Lambda::Function  Checks/Heartbeat/Beat/Function/Resource  ChecksHeartbeatBeatFunction7601ABCD  airwallex-webhooks-prod-heartbeat
AWS::Logs::LogGroup  Checks/Audit/Pass/Logs/Resource  ChecksAuditPassLogs32A5FACA  /aws/lambda/airwallex-webhooks-prod-audit  Delete
AWS::Logs::LogGroup  Checks/Heartbeat/Beat/Logs/Resource  ChecksHeartbeatBeatLogs62356E7D  /aws/lambda/airwallex-webhooks-prod-heartbeat  Delete
AWS::Logs::MetricFilter  Operations/AuditBreaches/Resource  OperationsAuditBreachesF9AB8EAC
AWS::Scheduler::Schedule  Checks/Audit/Hourly  ChecksAuditHourly8EC2B331  airwallex-webhooks-prod-audit
AWS::Scheduler::Schedule  Checks/Heartbeat/Hourly  ChecksHeartbeatHourlyE9131453  airwallex-webhooks-prod-heartbeat
`;

/** What receives the events of a domain; `unrouted` has the same under its own name. */
export const receiverResourcesOfPayments = `
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsDeadLetters/Resource  OperationsAlarmsPaymentsDeadLettersDFDC3FBB  airwallex-webhooks-prod-payments-dead-letters
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsDeadLettersExpire/Resource  OperationsAlarmsPaymentsDeadLettersExpire2908A1B4  airwallex-webhooks-prod-payments-dead-letters-expire
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsFailing/Resource  OperationsAlarmsPaymentsFailing88D1C6FB  airwallex-webhooks-prod-payments-failing
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsFunction/Resource  OperationsAlarmsPaymentsFunctionB4DA1214  airwallex-webhooks-prod-payments-function
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsLate/Resource  OperationsAlarmsPaymentsLateAF022130  airwallex-webhooks-prod-payments-late
AWS::CloudWatch::Alarm  Operations/Alarms/PaymentsQuarantined/Resource  OperationsAlarmsPaymentsQuarantined18EF6EC6  airwallex-webhooks-prod-payments-quarantined
AWS::IAM::Policy  Payments/Consumer/Role/DefaultPolicy/Resource  PaymentsConsumerRoleDefaultPolicyA6EA2E76
AWS::IAM::Role  Payments/Consumer/Role/Resource  PaymentsConsumerRole85CE4960  airwallex-webhooks-prod-payments-<AWS::Region>
AWS::Lambda::EventSourceMapping  Payments/Source/Resource  PaymentsSource50B25124
AWS::Lambda::Function  Payments/Consumer/Function/Resource  PaymentsConsumerFunction72CA1DB2  airwallex-webhooks-prod-payments
AWS::Logs::LogGroup  Payments/Consumer/Logs/Resource  PaymentsConsumerLogsA226FD90  /aws/lambda/airwallex-webhooks-prod-payments  Delete
AWS::Logs::MetricFilter  Operations/PaymentsDrift/Resource  OperationsPaymentsDriftF2699211
AWS::Logs::MetricFilter  Operations/PaymentsFailedAgain/Resource  OperationsPaymentsFailedAgain80550825
AWS::Logs::MetricFilter  Operations/PaymentsQuarantined/Resource  OperationsPaymentsQuarantinedE871F863
AWS::Logs::MetricFilter  Operations/PaymentsUnrecognized/Resource  OperationsPaymentsUnrecognized44EEB03A
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

/** What publishes changes, of a stage that does. */
export const changesResources = `
AWS::CloudWatch::Alarm  Operations/Alarms/ChangesLate/Resource  OperationsAlarmsChangesLate234DB981  airwallex-webhooks-prod-changes-late
AWS::CloudWatch::Alarm  Operations/Alarms/ChangesUndelivered/Resource  OperationsAlarmsChangesUndelivered277825D8  airwallex-webhooks-prod-changes-undelivered
AWS::CloudWatch::Alarm  Operations/Alarms/ChangesUnpublished/Resource  OperationsAlarmsChangesUnpublished17C660E6  airwallex-webhooks-prod-changes-unpublished
AWS::CloudWatch::Alarm  Operations/Alarms/ChangesUnpublishedExpire/Resource  OperationsAlarmsChangesUnpublishedExpire2538E66B  airwallex-webhooks-prod-changes-unpublished-expire
AWS::CloudWatch::Alarm  Operations/Alarms/DueFunction/Resource  OperationsAlarmsDueFunction5E4413D8  airwallex-webhooks-prod-due-function
AWS::CloudWatch::Alarm  Operations/Alarms/PublisherFunction/Resource  OperationsAlarmsPublisherFunction22A49C00  airwallex-webhooks-prod-publisher-function
AWS::DynamoDB::GlobalTable  Changes/EffectsTable/Resource  ChangesEffectsTable2907681F  airwallex-webhooks-prod-effects  RetainExceptOnCreate  Retain
AWS::IAM::Policy  Changes/Due/Pass/Role/DefaultPolicy/Resource  ChangesDuePassRoleDefaultPolicy33C7E22C
AWS::IAM::Policy  Changes/Due/SchedulerRole/DefaultPolicy/Resource  ChangesDueSchedulerRoleDefaultPolicy725837D6
AWS::IAM::Policy  Changes/Publisher/Publisher/Role/DefaultPolicy/Resource  ChangesPublisherRoleDefaultPolicyC7B5F555
AWS::IAM::Role  Changes/Due/Pass/Role/Resource  ChangesDuePassRoleA1ED2E94  airwallex-webhooks-prod-due-<AWS::Region>
AWS::IAM::Role  Changes/Due/SchedulerRole/Resource  ChangesDueSchedulerRoleE9838EA2  airwallex-webhooks-prod-due-schedule-<AWS::Region>
AWS::IAM::Role  Changes/Publisher/Publisher/Role/Resource  ChangesPublisherRole6BBF0BFF  airwallex-webhooks-prod-publisher-<AWS::Region>
AWS::Lambda::Function  Changes/Due/Pass/Function/Resource  ChangesDuePassFunctionD3A1163D  airwallex-webhooks-prod-due
AWS::Lambda::Function  Changes/Publisher/Publisher/Function/Resource  ChangesPublisherFunction77DF47B7  airwallex-webhooks-prod-publisher
AWS::Logs::LogGroup  Changes/Due/Pass/Logs/Resource  ChangesDuePassLogsFC9052C9  /aws/lambda/airwallex-webhooks-prod-due  Delete
AWS::Logs::LogGroup  Changes/Publisher/Publisher/Logs/Resource  ChangesPublisherLogsC8B71465  /aws/lambda/airwallex-webhooks-prod-publisher  Delete
AWS::SNS::Topic  Changes/Topic/Resource  ChangesTopic1C604BB4  airwallex-webhooks-prod-changes.fifo  RetainExceptOnCreate  Retain
AWS::SNS::TopicPolicy  Changes/Topic/Policy/Resource  ChangesTopicPolicy10F61675
AWS::SQS::Queue  Changes/Unpublished/Resource  ChangesUnpublishedC6E178ED  airwallex-webhooks-prod-unpublished  RetainExceptOnCreate  Retain
AWS::SQS::QueuePolicy  Changes/Unpublished/Policy/Resource  ChangesUnpublishedPolicy79E11504
AWS::Scheduler::Schedule  Changes/Due/Hourly  ChangesDueHourly7D60C12E  airwallex-webhooks-prod-due
airwallex-webhooks-prod-effects  keys: pk
`;

/** What runs a reaction; another one has the same under its own name. */
export const reactionResources = `
AWS::CloudWatch::Alarm  Operations/Alarms/ReactionReleaseOrderDeadLetters/Resource  OperationsAlarmsReactionReleaseOrderDeadLetters5CB1614B  airwallex-webhooks-prod-reaction-release-order-dead-letters
AWS::CloudWatch::Alarm  Operations/Alarms/ReactionReleaseOrderDeadLettersExpire/Resource  OperationsAlarmsReactionReleaseOrderDeadLettersExpire28C47D96  airwallex-webhooks-prod-reaction-release-order-dead-letters-expire
AWS::CloudWatch::Alarm  Operations/Alarms/ReactionReleaseOrderFailing/Resource  OperationsAlarmsReactionReleaseOrderFailing2EB4F3D9  airwallex-webhooks-prod-reaction-release-order-failing
AWS::CloudWatch::Alarm  Operations/Alarms/ReactionReleaseOrderFunction/Resource  OperationsAlarmsReactionReleaseOrderFunction206EDD26  airwallex-webhooks-prod-reaction-release-order-function
AWS::CloudWatch::Alarm  Operations/Alarms/ReactionReleaseOrderLate/Resource  OperationsAlarmsReactionReleaseOrderLateFD499406  airwallex-webhooks-prod-reaction-release-order-late
AWS::IAM::Policy  Changes/ReactionReleaseOrder/Reaction/Role/DefaultPolicy/Resource  ChangesReactionReleaseOrderReactionRoleDefaultPolicyC79F10CF
AWS::IAM::Role  Changes/ReactionReleaseOrder/Reaction/Role/Resource  ChangesReactionReleaseOrderReactionRole3ABC895D  airwallex-webhooks-prod-release-order-<AWS::Region>
AWS::Lambda::EventSourceMapping  Changes/ReactionReleaseOrder/Source/Resource  ChangesReactionReleaseOrderSource5DFD3D93
AWS::Lambda::Function  Changes/ReactionReleaseOrder/Reaction/Function/Resource  ChangesReactionReleaseOrderReactionFunctionF1344855  airwallex-webhooks-prod-reaction-release-order
AWS::Logs::LogGroup  Changes/ReactionReleaseOrder/Reaction/Logs/Resource  ChangesReactionReleaseOrderReactionLogs548BE82C  /aws/lambda/airwallex-webhooks-prod-reaction-release-order  Delete
AWS::Logs::MetricFilter  Operations/ReactionReleaseOrderFailedAgain/Resource  OperationsReactionReleaseOrderFailedAgainB90DACEC
AWS::SNS::Subscription  Changes/ReactionReleaseOrder/Subscription  ChangesReactionReleaseOrderSubscription772EDB4C
AWS::SQS::Queue  Changes/ReactionReleaseOrder/DeadLetters/Resource  ChangesReactionReleaseOrderDeadLettersCFA1CEF2  airwallex-webhooks-prod-reaction-release-order-dead-letters.fifo  Delete
AWS::SQS::Queue  Changes/ReactionReleaseOrder/Queue/Resource  ChangesReactionReleaseOrderQueue9C246B12  airwallex-webhooks-prod-reaction-release-order.fifo  Delete
AWS::SQS::QueuePolicy  Changes/ReactionReleaseOrder/DeadLetters/Policy/Resource  ChangesReactionReleaseOrderDeadLettersPolicyA91F0234
AWS::SQS::QueuePolicy  Changes/ReactionReleaseOrder/Queue/Policy/Resource  ChangesReactionReleaseOrderQueuePolicyEF934DF8
`;

/** What makes the changes of a domain's records known. */
export const streamResourcesOfPayments = `
AWS::Lambda::EventSourceMapping  Changes/Publisher/PaymentsSource/Resource  ChangesPublisherPaymentsSourceE0449B78
AWS::SSM::Parameter  PaymentsStream/Resource  PaymentsStream3CF175A9  /airwallex-webhooks/prod/stream/payments
airwallex-webhooks-prod-payments  stream: NEW_AND_OLD_IMAGES
`;
