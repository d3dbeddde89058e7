"""Starts MiniStack, an emulator of AWS, with additions that these templates need.

Those for types that it does not know are placeholders: a deployment passes them and nothing is
checked. The template assertions in test/lib/ check these resources instead.
"""

import re

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.services.cloudformation import provisioners

handlers = provisioners._RESOURCE_HANDLERS

# Saved queries of Logs Insights are unknown to it: each gets a name and is otherwise ignored.
handlers.setdefault(
    "AWS::Logs::QueryDefinition",
    {
        "create": lambda logical_id, properties, stack: (f"{stack}-{logical_id}", {}),
        "update": lambda physical_id, before, after, stack: (physical_id, {}),
        "delete": lambda physical_id, properties: None,
    },
)

# An alarm on an expression of several metrics is refused: it becomes one on the first of them.
alarm_of = provisioners._cw_metric_alarm_record


def alarm_of_one_metric(name, properties):
    metrics = properties.get("Metrics")
    if not metrics:
        return alarm_of(name, properties)
    first = next(metric["MetricStat"] for metric in metrics if "MetricStat" in metric)
    plain = {
        **{key: value for key, value in properties.items() if key != "Metrics"},
        "Namespace": first["Metric"]["Namespace"],
        "MetricName": first["Metric"]["MetricName"],
        "Dimensions": first["Metric"].get("Dimensions", []),
        "Statistic": first["Stat"],
        "Period": first["Period"],
    }
    return alarm_of(name, plain)


provisioners._cw_metric_alarm_record = alarm_of_one_metric

# Policies that deny plain HTTP are in force, and the loopback has no TLS: it counts as TLS. The
# template assertions check that the policies exist.
origin_of = app.pin_request_origin
app.pin_request_origin = lambda address, _secure: origin_of(address, True)

# For a session of a role the key is the ARN of the role:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
key_of = iam_evaluator._resolve_condition_key


def key_for_policies(key, context):
    value = key_of(key, context)
    if key.lower() != "aws:principalarn" or value is None:
        return value
    return re.sub(r":sts::(\d+):assumed-role/([^/]+)/.*", r":iam::\1:role/\2", value)


iam_evaluator._resolve_condition_key = key_for_policies

# A batch asks for no permission of its own: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
action_of = iam_actions.extract_iam_action


def action_for_policies(*arguments, **named_arguments):
    action = action_of(*arguments, **named_arguments)
    return "sns:Publish" if action == "sns:PublishBatch" else action


iam_actions.extract_iam_action = action_for_policies

# In policies the ARN of a log group ends in ":*":
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
resource_of = iam_actions.extract_resource_arn


def resource_for_policies(service, *arguments, **named_arguments):
    resource = resource_of(service, *arguments, **named_arguments)
    is_group = service == "logs" and ":log-group:" in resource and ":log-stream:" not in resource
    return f"{resource}:*" if is_group and not resource.endswith(":*") else resource


iam_actions.extract_resource_arn = resource_for_policies

# A name that is taken is refused, as AWS does; the emulator would replace what has it.
named = {
    "AWS::DynamoDB::GlobalTable": ("TableName", lambda name: name in provisioners._dynamodb._tables),
    "AWS::IAM::Role": ("RoleName", lambda name: name in provisioners._iam._roles),
    "AWS::SQS::Queue": ("QueueName", lambda name: name in provisioners._sqs._queue_name_to_url),
    "AWS::SecretsManager::Secret": ("Name", lambda name: name in provisioners._sm._secrets),
}


def refuse_taken(kind, name_property, is_taken):
    create = handlers[kind]["create"]

    def create_once(logical_id, properties, stack):
        name = properties.get(name_property)
        if is_taken(name):
            raise ValueError(f"{kind} {name} already exists")
        return create(logical_id, properties, stack)

    handlers[kind]["create"] = create_once


for kind, (name_property, is_taken) in named.items():
    refuse_taken(kind, name_property, is_taken)

app.main()
