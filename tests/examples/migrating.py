"""SQL files that run before a part, read from whatever a cloud calls that."""

import json

from tests.components.programs import Program
from tests.examples.wholes import one


def files(program: Program, part: str) -> list[str]:
    """Names of the files that come before a part, in their order."""
    migration = program.stack.containers[part].migration
    assert migration is not None
    assert migration.files is not None
    return sorted(file.name for file in migration.files.glob("*.sql"))


def comes_first(program: Program, part: str) -> bool:
    """Whether the part starts only when they have succeeded."""
    if program.stack.cloud == "docker":
        ends = one(program, f"{part}-migration", "Container").inputs["mustRun"] is False
        return ends and f"{part}-migration" in one(program, f"{part}-1", "Container").depends_on
    if program.stack.cloud == "aws":
        started = json.loads(one(program, f"{part}-task", "TaskDefinition").inputs["containerDefinitions"])
        own = next(each for each in started if each["name"] == part)
        return {"containerName": "migrate", "condition": "SUCCESS"} in own["dependsOn"]
    first = one(program, f"{part}-configuration", "EciScalingConfiguration").inputs["initContainers"]
    return "migrate" in [each["name"] for each in first]
