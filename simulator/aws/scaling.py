"""Application Auto Scaling: targets, policies and scheduled actions of ECS services."""

from typing import Any

from simulator.aws.schedules import schedule_at
from simulator.behaviour import Behaviour, Call, Refusal

TARGET = "aws:appautoscaling/target:Target"
POLICY = "aws:appautoscaling/policy:Policy"
ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction"
SERVICE = "aws:ecs/service:Service"
SAME = ("resourceId", "scalableDimension", "serviceNamespace")
"""What tells one scalable target from another."""


def service_exists(call: Call) -> None:
    """A target of ECS is a service that runs, and its least is below its most."""
    resource = call.inputs["resourceId"]
    least, most = call.inputs["minCapacity"], call.inputs["maxCapacity"]
    if least > most:
        raise Refusal(f"ValidationException: Minimum capacity {least} cannot be greater than maximum capacity {most}")
    if call.inputs["serviceNamespace"] == "ecs" and not service_of(call, resource):
        raise Refusal(f"ValidationException: ECS service doesn't exist: {resource}")


def service_of(call: Call, resource: str) -> bool:
    """Whether `service/CLUSTER/NAME` is a service that exists."""
    return any(record.id.endswith(f":{resource}") for record in call.find(SERVICE))


def target_exists(call: Call) -> None:
    """A policy or action needs its target registered."""
    same: dict[str, Any] = {name: call.inputs[name] for name in SAME}
    if not call.find(TARGET, **same):
        raise Refusal(
            "ObjectNotFoundException: No scalable target registered for service namespace: "
            f"{same['serviceNamespace']}, "
            f"resource ID: {same['resourceId']}, scalable dimension: {same['scalableDimension']}"
        )


def configured(call: Call) -> None:
    """A policy has the configuration of its type."""
    kind = call.inputs["policyType"]
    wanted = {
        "StepScaling": "stepScalingPolicyConfiguration",
        "TargetTrackingScaling": "targetTrackingScalingPolicyConfiguration",
    }.get(kind)
    if wanted and not call.inputs.get(wanted):
        raise Refusal(f"ValidationException: a policy of type {kind} needs {wanted}")


def policies_go(call: Call) -> None:
    """A target's policies and actions go with it."""
    same = {name: (call.old or {}).get(name) for name in SAME}
    for token in (POLICY, ACTION):
        for record in call.find(token, **same):
            call.cloud.remove(record)


BEHAVIOURS = {
    TARGET: Behaviour(create=(service_exists,), update=(service_exists,), gone=policies_go),
    POLICY: Behaviour(create=(target_exists, configured), update=(target_exists, configured)),
    ACTION: Behaviour(create=(target_exists, schedule_at("schedule")), update=(target_exists, schedule_at("schedule"))),
}
