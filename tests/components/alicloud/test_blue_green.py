"""All requests move to a new version at once: what it has for itself, in which order it comes, and what stays."""

import json
from typing import Any

from components.container import Route
from tests.components.alicloud.running import service
from tests.components.recorder import Recorder, recording, run

GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
RULE = "alicloud:alb/rule:Rule"
LISTENER = "alicloud:alb/listener:Listener"
EXECUTION = "alicloud:oos/execution:Execution"
VERSION = "random:index/randomId:RandomId"
ROUTES = (
    Route(path="/api", host="notes.example.com", priority=3, candidate_priority=4),
    Route(path="/", host=None, priority=9),
)


def blue_green(spec: dict[str, Any] | None = None, **changes: Any) -> None:
    """A service whose requests move at once, made and noted."""
    run(lambda: service({"rollout": "blue_green", **(spec or {})}, routes=ROUTES, **changes))


def content(recorder: Recorder) -> str:
    """What tells one version from another."""
    return recorder.inputs(VERSION, "api-version")["keepers"]["content"]


def leads_to(recorder: Recorder, rule: str) -> str:
    """The server group of a rule."""
    action = recorder.inputs(RULE, rule)["ruleActions"][-1]
    return action["forwardGroupConfig"]["serverGroupTuples"][0]["serverGroupId"]


def test_a_version_has_a_scaling_group_and_servers_of_its_own(recorder: Recorder) -> None:
    blue_green(named=True)
    group = recorder.one(GROUP, "api-group")
    version = group.inputs["scalingGroupName"]
    assert recorder.inputs(VERSION, "api-version")["prefix"] == "notes-prod-api-"
    assert version.startswith("notes-prod-api-")
    assert group.replace_on_changes == ("scalingGroupName",)
    for name in ("servers", "inside-servers"):
        servers = recorder.one(SERVERS, f"api-{name}")
        assert servers.inputs["serverGroupName"] == f"{version}-{name}"
        assert servers.replace_on_changes == ("serverGroupName",)
    assert {"api-version"} <= group.depends_on


def test_versions_that_are_made_of_the_same_are_one(recorder: Recorder) -> None:
    blue_green()
    same = content(recorder)
    assert len(same) == 64
    assert "keepers" in recorder.one(VERSION, "api-version").secret_inputs
    for changes, alike in (
        ({"scale": {"min": 3, "max": 9}}, True),
        ({"image": "ghcr.io/notes/api:1.0.1"}, False),
        ({"command": ["serve"]}, False),
        ({"cpu": 1, "memory": 2048}, False),
        ({"health": "/ready"}, False),
    ):
        with recording() as other:
            blue_green(dict(changes))
            assert (content(other) == same) is alike, changes


def test_it_is_asked_whether_it_is_well_before_any_request_moves(recorder: Recorder) -> None:
    blue_green()
    version = recorder.inputs(GROUP, "api-group")["scalingGroupName"]
    asked = recorder.one(RULE, "api-candidate")
    assert (asked.inputs["priority"], asked.inputs["listenerId"]) == (4, "gateway-https-id")
    assert asked.inputs["ruleConditions"] == [
        {"type": "Header", "headerConfig": {"key": "X-Candidate", "values": [version]}}
    ]
    assert leads_to(recorder, "api-candidate") == "api-servers-id"
    rollout = recorder.one(EXECUTION, "api-rollout")
    assert {"api-candidate", "api-servers-1", "api-configuration"} <= rollout.depends_on
    assert not {"api-route", "api-route-2"} & rollout.depends_on


def test_requests_move_when_all_of_it_is_well(recorder: Recorder) -> None:
    blue_green()
    for name in ("api-route", "api-route-2"):
        assert "api-rollout" in recorder.one(RULE, name).depends_on
        assert leads_to(recorder, name) == "api-servers-id"


def test_the_old_version_stays_for_a_while(recorder: Recorder) -> None:
    blue_green(named=True)
    version = recorder.inputs(GROUP, "api-group")["scalingGroupName"]
    stay = recorder.one(EXECUTION, "api-stay")
    assert {"api-route", "api-route-2", "api-inside-route"} <= stay.depends_on
    assert (stay.inputs["templateName"], stay.inputs["mode"]) == ("notes-prod-api-stay", "Automatic")
    assert stay.inputs["description"] == f"Requests have moved to {version}"
    template = recorder.inputs("alicloud:oos/template:Template", "api-stay-template")
    (task,) = json.loads(template["content"])["Tasks"]
    assert (task["Action"], task["Properties"]) == ("ACS::Sleep", {"Duration": "PT5M"})
    assert template["autoDeleteExecutions"] is True


def test_inside_the_network_requests_move_alike(recorder: Recorder) -> None:
    blue_green(named=True)
    listener = recorder.one(LISTENER, "api-inside-listener")
    forward = listener.inputs["defaultActions"][0]["forwardGroupConfig"]["serverGroupTuples"][0]
    assert forward["serverGroupId"] == "api-inside-nobody-id"
    assert "api-rollout" not in listener.depends_on
    assert recorder.inputs(RULE, "api-inside-candidate")["priority"] == 1
    assert leads_to(recorder, "api-inside-candidate") == "api-inside-servers-id"
    assert {"api-inside-candidate", "api-name"} <= recorder.one(EXECUTION, "api-rollout").depends_on
    moved = recorder.one(RULE, "api-inside-route")
    assert (moved.inputs["priority"], moved.inputs["ruleConditions"]) == (
        2, [{"type": "Path", "pathConfig": {"values": ["/*"]}}],
    )  # fmt: skip
    assert leads_to(recorder, "api-inside-route") == "api-inside-servers-id"
    assert "api-rollout" in moved.depends_on


def test_further_ports_move_alike(recorder: Recorder) -> None:
    blue_green({"private_ports": {"grpc": 8600}}, routed=False, named=True)
    version = recorder.inputs(GROUP, "api-group")["scalingGroupName"]
    servers = recorder.one("alicloud:nlb/serverGroup:ServerGroup", "api-inside-grpc-servers")
    assert (servers.inputs["serverGroupName"], servers.replace_on_changes) == (
        f"{version}-inside-grpc-servers", ("serverGroupName",),
    )  # fmt: skip
    for name in ("api-inside-listener", "api-inside-grpc-listener"):
        assert "api-rollout" in recorder.one("alicloud:nlb/listener:Listener", name).depends_on


def test_one_by_one_nothing_of_this_is_there(recorder: Recorder) -> None:
    run(lambda: service(named=True, routes=ROUTES))
    assert (recorder.one(GROUP).replace_on_changes, recorder.inputs(GROUP)["scalingGroupName"]) == (
        (),
        "notes-prod-api",
    )
    assert recorder.names(EXECUTION) == ["api-rollout"]
    assert recorder.all("alicloud:oos/template:Template") == []
    assert "api-version" not in recorder.names(VERSION)
    assert not {"api-candidate", "api-inside-candidate", "api-inside-route"} & set(recorder.names(RULE))
    assert {"api-route", "api-inside-listener"} <= recorder.one(EXECUTION).depends_on
