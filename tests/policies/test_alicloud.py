"""The first thirty rows and more hold on both clouds, and what the program makes there breaks none."""

from typing import Any

import pytest

from policies.pack.levels import StackSettings, enforced, level_of
from policies.pack.resource import OPTIONS, Resource
from policies.pack.values import Secret
from policies.rules import RULES
from tests.components.programs import PROJECTS, registered
from tests.components.recorder import Recorded, Recorder
from tests.policies.building import GONE, Stack, changed, joined, made, relinked, without
from tests.policies.good import good_stack
from tests.policies.judging import findings

FIRST = 30
BOTH = [rule for rule in RULES if {"aws", "alicloud"} <= set(rule.clouds)]
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"


def test_thirty_rows_and_more_hold_on_both_clouds() -> None:
    assert len(BOTH) >= FIRST
    assert all(rule.clouds["alicloud"] for rule in BOTH)


OF_ALL = ("docker-build:", "random:", "tls:", "pulumi:", "policies:")
"""Providers that belong to no cloud, Pulumi's own types, and what the pack knows of its own work."""


def test_a_check_judges_its_own_cloud() -> None:
    wrong = [
        (rule.id, check.type)
        for rule in RULES
        for cloud, checks in rule.clouds.items()
        for check in checks
        if not check.type.startswith((f"{cloud}:", *OF_ALL))
    ]
    assert wrong == []


def denied() -> Stack:
    """A rule that refuses the whole internet every port."""
    inputs = {"description": "x", "type": "ingress", "ipProtocol": "all", "portRange": "-1/-1", "policy": "drop"}
    inputs |= {"cidrIp": "0.0.0.0/0"}
    return relinked(joined(good_stack(), made(RULE, "added", inputs)), "added", "securityGroupId", "ali-room")


def inside() -> Stack:
    """A load balancer that the internet does not reach."""
    stack = changed(good_stack(), "ali-entry", "addressType", "Intranet")
    stack = changed(
        changed(stack, "ali-entry", "deletionProtectionEnabled", False), "ali-entry", "accessLogConfig", GONE
    )
    return without(without(stack, "ali-redirect"), "ali-door-https")


def unkeyed(user: str, through: str) -> Stack:
    """Files with the cloud's own key, whose bucket a resource names."""
    stack = changed(good_stack(), "ali-files-encryption", "sseAlgorithm", "AES256")
    return relinked(stack, user, through, "ali-files")


@pytest.mark.parametrize(
    "stack",
    [
        denied(),
        inside(),
        unkeyed("ali-cdn", "sources"),
        without(unkeyed("ali-files-logging", "targetBucket"), "ali-files-versioning"),
        without(good_stack(), "ali-cdn-scheme"),
        changed(good_stack(), "ali-door-https", "portRange", "80/80"),
        changed(good_stack(), "ali-files", "acl", "private"),
        changed(good_stack(), "ali-key", "status", "Enabled"),
    ],
)
def test_nothing_is_said(stack: Stack) -> None:
    assert findings(stack) == []


CHOSEN = {
    "buckets": {"files": {"cdn": "files.{domain}", "cors": ["https://{domain}"]}},
    "services": {"api": {"image": None, "build": {"context": ".", "dockerfile": "app.yaml"}}},
}
"""What cto-new may choose besides: a CDN before its bucket, and an image that is built."""


@pytest.mark.parametrize(
    ("application", "chosen"), [*((name, None) for name in PROJECTS), ("cto-new", CHOSEN)], ids=[*PROJECTS, "chosen"]
)
def test_production_breaks_no_rule(
    application: str, chosen: dict[str, Any] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Joined as the engine would: the recorder notes no property's source, so the requests are listened to."""
    sources: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {}
    register = Recorder.RegisterResource

    def listening(recorder: Recorder, request: Any) -> Any:
        response = register(recorder, request)
        found = {through: tuple(source.urns) for through, source in request.propertyDependencies.items()}
        sources[f"{request.type} {request.name}"] = (response.urn, found)
        return response

    monkeypatch.setattr(Recorder, "RegisterResource", listening)
    with registered(application, "prod", "alicloud", chosen) as program:
        stack = {
            (key := f"{item.type} {item.name}"): as_resource(item, *sources[key]) for item in program.recorder.noted
        }
    assert any(resource.depends_on for resource in stack.values())
    settings = StackSettings(environment="prod", cloud="alicloud")
    judged = enforced({rule.id: level_of(rule, settings) for rule in RULES})
    assert [finding for rule, finding in findings(stack) if rule in judged] == []


def as_resource(item: Recorded, urn: str, depends_on: dict[str, tuple[str, ...]]) -> Resource:
    """What was registered, as a rule sees it before it is made; a property with a secret in it is one."""
    inputs = {name: Secret(value) if name in item.secret_inputs else value for name, value in item.inputs.items()}
    return Resource(item.type, item.name, urn, {**inputs, OPTIONS: {"protect": item.protect}}, depends_on)
