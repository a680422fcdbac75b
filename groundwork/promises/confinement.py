"""What is promised of each container: its rights, its share of the machine, and what becomes of it when it ends."""

import json
from collections.abc import Mapping
from typing import Any

from groundwork.promises import host
from groundwork.promises.looks import equals, every, given, least, matching
from groundwork.promises.promise import Check, Promise
from groundwork.promises.subject import Program

TASK = "aws:ecs/taskDefinition:TaskDefinition"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"


def closed(inputs: Mapping[str, Any], _: Program) -> bool:
    """Every container of a task has a user, and a root file system that is read only."""
    containers = json.loads(inputs["containerDefinitions"])
    return all(each["user"] == "1000" and each["readonlyRootFilesystem"] is True for each in containers)


def kept_running(inputs: Mapping[str, Any], program: Program) -> bool:
    """Started anew whatever its exit code is; a job's ends."""
    return inputs["restartPolicy"] == "Always" or inputs["tags"]["part"] in program.stack.jobs


PROMISES = (
    Promise(
        id="confined",
        title="Containers run as a plain user, on a root file system that cannot be written",
        checks={
            "aws": (Check(type=TASK, what="user and root file system", judge=closed),),
            "alicloud": (
                Check(
                    type=CONFIGURATION,
                    what="user and root file system",
                    judge=every(
                        equals("containers.securityContextRunAsUser", 1000),
                        equals("containers.securityContextReadOnlyRootFileSystem", True),
                    ),
                ),
            ),
            "docker": (
                Check(type=host.CONTAINER, what="no right of a superuser, and no way to one", judge=host.confined),
                Check(
                    type=host.CONTAINER,
                    what="root file systems of the application",
                    judge=equals("readOnly", True),
                    of=matching(r"-(\d+|migration|job)"),
                    named=("api-1",),
                ),
            ),
        },
        exceptions={
            "docker": (
                "stores, entry and pages are handed files, which the daemon writes only into root file systems that "
                "can be written; containers that hand a folder over run as the superuser, without a network, and end; "
                "the gate through which a stack is watched bears the superuser's number and has none of his rights"
            ),
            "alicloud": (
                "before a part with `volumes` starts, a container in its image runs as the superuser: it hands the "
                "folders over to the part's user (`install`), knows none of the part's variables, and ends"
            ),
        },
    ),
    Promise(
        id="limited",
        title="What a container takes of CPU and memory has a limit",
        checks={
            "aws": (Check(type=TASK, what="CPU and memory", judge=every(given("cpu"), given("memory"))),),
            "alicloud": (Check(type=CONFIGURATION, what="CPU and memory", judge=every(given("cpu"), given("memory"))),),
            "docker": (Check(type=host.CONTAINER, what="CPU and memory", judge=every(given("cpus"), given("memory"))),),
        },
        exceptions={},
    ),
    Promise(
        id="restarted",
        title="What ends by itself is started anew",
        checks={
            "aws": (
                Check(type="aws:ecs/service:Service", what="a number of tasks is kept", judge=least("desiredCount", 1)),
            ),
            "alicloud": (
                Check(
                    type=CONFIGURATION,
                    what="containers of services and workers",
                    judge=kept_running,
                    named=("api-",),
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="containers that are to keep running",
                    judge=equals("restart", "unless-stopped"),
                    of=lambda item: item.inputs.get("mustRun") is not False,
                    named=(*host.STORES, "gateway-server", "api-1", host.BACKUP),
                ),
            ),
        },
        exceptions={},
    ),
)
