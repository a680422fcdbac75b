"""CloudOps Orchestration Service: the rollouts of scaling groups, and templates of one's own."""

import json

from simulator.alicloud.containers import CONFIGURATION
from simulator.alicloud.scaling import GROUP
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by, by_id

EXECUTION = "alicloud:oos/execution:Execution"
TEMPLATE = "alicloud:oos/template:Template"
FORMAT = "OOS-2019-06-01"
ROLLING = "ACS-ESS-RollingUpdateByUpdateContainerGroup"
UNREADY = ":never-ready"
"""The end of an image that stands for a program which does not answer its health check."""


def executes(call: Call) -> None:
    """What is run is a rollout, or a template of the account's own."""
    if call.inputs["templateName"] == ROLLING:
        rolls_out(call)
    elif by(call, TEMPLATE, call.region, templateName=call.inputs["templateName"]) is None:
        raise Refusal(f"EntityNotExists.Template: the template {call.inputs['templateName']} does not exist")


def template_readable(call: Call) -> None:
    """A template names its format and its tasks (OOS user guide, "Template syntax"); only JSON is played."""
    try:
        content = json.loads(call.inputs["content"])
    except ValueError:
        raise Refusal("InvalidTemplate.Format: the content is no JSON") from None
    if content.get("FormatVersion") != FORMAT or not content.get("Tasks"):
        raise Refusal(f"InvalidTemplate.Format: a template has FormatVersion {FORMAT} and Tasks")


def template_unused(call: Call) -> None:
    """A template that has been run stays, unless the state says that its executions may go with it."""
    runs = call.find(EXECUTION, templateName=call.id)
    if runs and not (call.old or {}).get("autoDeleteExecutions"):
        raise Refusal(f"ConstraintViolation.Template: the template {call.id} has executions, such as {runs[0].id}")


def executions_gone(call: Call) -> None:
    """The records of its executions go with a template."""
    for record in call.find(EXECUTION, templateName=call.id):
        call.cloud.remove(record)


def rolls_out(call: Call) -> None:
    """A rollout names a group and its active configuration; containers whose image is not there fail it."""
    asked = json.loads(call.inputs.get("parameters") or "{}")
    group = by_id(call, GROUP, asked.get("scalingGroupId"))
    configuration = by_id(call, CONFIGURATION, asked.get("scalingConfigurationId"))
    if group is None or configuration is None:
        raise Refusal("Execution failed: InvalidScalingGroupId.NotFound: the scaling group or configuration is missing")
    if configuration.properties["scalingGroupId"] != group.id:
        raise Refusal(f"Execution failed: {configuration.id} is no configuration of {group.id}")
    for container in configuration.properties["containers"]:
        if str(container["image"]).endswith(UNREADY):
            raise Refusal(
                f"Execution failed: ess:ExitStandby: the container {container['name']} of {group.id} does not become "
                "ready; maxErrors 0 is exceeded"
            )


BEHAVIOURS = {
    EXECUTION: Behaviour(create=(executes,)),
    TEMPLATE: Behaviour(
        create=(template_readable,), update=(template_readable,), delete=(template_unused,), gone=executions_gone
    ),
}
