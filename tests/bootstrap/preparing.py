"""The program of an account, run against the stand-in for the engine."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from bootstrap.program import prepare
from bootstrap.request import Account, Request
from tests.components.recorder import Recorder, recording, run

REPOSITORY = "example/notes"
AWS_ROLE, RAM_ROLE = "aws:iam/role:Role", "alicloud:ram/role:Role"
AWS_POLICY, RAM_POLICY = "aws:iam/policy:Policy", "alicloud:ram/policy:Policy"
INLINE = "aws:iam/rolePolicy:RolePolicy"


def request(cloud: Account) -> Request:
    return Request(
        cloud=cloud,
        region="eu-central-1",
        repository=REPOSITORY,
        branch="main",
        project="notes",
        environments=("dev", "prod"),
    )


@cache
def prepared(cloud: Account) -> Recorder:
    """Everything that is registered for an account."""
    with recording("bootstrap", cloud) as noted:
        run(lambda: prepare(request(cloud)))
    return noted


def statements(recorder: Recorder, type_: str, name: str, key: str) -> list[dict[str, Any]]:
    """Of a document that a resource holds under `key`."""
    return json.loads(recorder.inputs(type_, name)[key])["Statement"]


def allowed(found: list[dict[str, Any]]) -> Mapping[str, tuple[str, ...]]:
    """Action -> the resources that it is allowed on."""
    return {action: tuple(each["Resource"]) for each in found if each["Effect"] == "Allow" for action in each["Action"]}
