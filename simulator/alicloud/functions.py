"""Function Compute: functions and what starts them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.alicloud.find import ROLE, STORE
from simulator.alicloud.identity import trusted
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by

FUNCTION = "alicloud:fc/v3Function:V3Function"
TRIGGER = "alicloud:fc/v3Trigger:V3Trigger"
NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_-]{0,127}$")
STEP_MIB, LEAST_MIB, MOST_MIB, MIB_PER_GIB = 64, 128, 32768, 1024
LEAST_CPU = 0.05
DISKS_MIB = (512, 10240)
LOGS = "log.aliyuncs.com"
LEAST_SECONDS, MOST_SECONDS = 3, 600
"""From one call of a log trigger to the next (Function Compute, "Simple Log Service triggers")."""
KINDS = ("http", "timer", "oss", "log", "mns_topic", "cdn_events", "tablestore", "eventbridge")


def fits(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """What the API would refuse of a function's size."""
    memory, cpu, disk = (inputs.get(name) for name in ("memorySize", "cpu", "diskSize"))
    if isinstance(memory, int | float) and (memory % STEP_MIB or not LEAST_MIB <= memory <= MOST_MIB):
        yield f"memorySize: a multiple of {STEP_MIB} from {LEAST_MIB} to {MOST_MIB}; got {memory:g}"
    if isinstance(cpu, int | float) and isinstance(memory, int | float):
        ratio = memory / MIB_PER_GIB / cpu if cpu >= LEAST_CPU else 0
        if not 1 <= ratio <= 4:
            yield f"cpu: 1 to 4 GiB of memory for each vCPU, and at least {LEAST_CPU} vCPU; got {cpu:g}"
    if isinstance(disk, int | float) and disk not in DISKS_MIB:
        yield f"diskSize: one of {', '.join(map(str, DISKS_MIB))}; got {disk:g}"


def function_fits(call: Call) -> None:
    """A function has a name of its form, and code."""
    asked = call.inputs
    if asked.get("functionName") and not NAME.match(asked["functionName"]):
        raise Refusal(
            f"InvalidArgument: a function's name has 1 to 128 letters, digits, _ and -; {asked['functionName']}"
        )
    code = asked.get("code") or {}
    if asked["runtime"] != "custom-container" and not (code.get("zipFile") or code.get("ossObjectName")):
        raise Refusal("InvalidArgument: code is required but not provided")


def trigger_fits(call: Call) -> None:
    """A trigger is of a kind there is; one for HTTP says who may call, and how; one for logs, which and as whom."""
    kind, text = call.inputs["triggerType"], call.inputs.get("triggerConfig")
    if kind not in KINDS:
        raise Refusal(f"InvalidArgument: triggerType: one of {', '.join(KINDS)}, not {kind}")
    config = json.loads(text or "{}")
    if kind == "http" and (config.get("authType") not in ("anonymous", "function", "jwt") or not config.get("methods")):
        raise Refusal("InvalidArgument: an HTTP trigger needs authType (anonymous, function, jwt) and methods")
    if kind == "log":
        log_trigger_fits(call, config)


def log_trigger_fits(call: Call, config: Mapping[str, Any]) -> None:
    """Simple Log Service calls as a role, for a log store there is, and notes its calls in another."""
    own, watched = config.get("logConfig") or {}, (config.get("sourceConfig") or {}).get("logstore")
    if not watched or not own.get("project") or not own.get("logstore"):
        raise Refusal("InvalidArgument: a log trigger needs sourceConfig.logstore, logConfig.project and .logstore")
    if watched == own["logstore"]:
        raise Refusal(f"InvalidArgument: logConfig.logstore must not be the log store that is watched: {watched}")
    seconds = (config.get("jobConfig") or {}).get("triggerInterval")
    if not isinstance(seconds, int) or not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise Refusal(f"InvalidArgument: triggerInterval: {LEAST_SECONDS} to {MOST_SECONDS} seconds; got {seconds}")
    project = call.inputs.get("sourceArn", "").rpartition("/")[2]
    if not call.find(STORE, logstoreName=watched, projectName=project):
        raise Refusal(f"LogStoreNotExist: logstore {watched} does not exist")
    role = by(call, ROLE, arn=call.inputs.get("invocationRole"))
    if role is None or LOGS not in trusted(role):
        raise Refusal(f"InvalidArgument: a log trigger needs an invocationRole that {LOGS} may assume")


BEHAVIOURS = {
    FUNCTION: Behaviour(check=fits, create=(function_fits,), update=(function_fits,)),
    TRIGGER: Behaviour(create=(trigger_fits,), update=(trigger_fits,)),
}
