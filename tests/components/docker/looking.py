"""A container as a test looks at it: that it is confined as every one is, and what is its own."""

from collections.abc import Mapping
from typing import Any

from tests.components.recorder import Recorded, Recorder

CONTAINER = "docker:index/container:Container"
IMAGE = "docker:index/remoteImage:RemoteImage"
NETWORK = "docker:index/network:Network"
VOLUME = "docker:index/volume:Volume"

RUNNING: Mapping[str, Any] = {"restart": "unless-stopped", "waitTimeout": 120}
ONCE: Mapping[str, Any] = {"mustRun": False, "attach": True, "logs": True, "restart": "no"}
IDLE: Mapping[str, Any] = {"mustRun": False, "start": False}
"""How a container lives: it keeps running; it runs to its end and is waited for; it is made and not started."""

EVERY: Mapping[str, Any] = {
    "init": True,
    "securityOpts": ["no-new-privileges:true"],
    "logDriver": "json-file",
    "logOpts": {"max-size": "10m", "max-file": "3"},
}
"""What every container of a stack is told."""

USUAL: Mapping[str, Any] = {
    "ports": [],
    "files": {},
    "variables": {},
    "volumes": [],
    "tmpfs": {},
    "readOnly": False,
    "stop": 30,
    "adds": [],
}
"""What a container has where nothing else is said."""

LISTED = {"capabilities", "labels", "stopTimeout", "destroyGraceSeconds", "wait"}
"""Inputs that are looked at by themselves."""


def labels(part: str, application: str = "notes", stack: str = "prod") -> dict[str, str]:
    """The labels of everything that a part has."""
    return {
        "groundwork.application": application,
        "groundwork.stack": stack,
        "groundwork.environment": "prod",
        "groundwork.part": part,
        "groundwork.managed-by": "groundwork",
    }


def written(listed: list[dict[str, str]]) -> dict[str, str]:
    """Labels as a mapping; none is there twice."""
    found = {each["label"]: each["value"] for each in listed}
    assert len(found) == len(listed)
    return found


def container(recorder: Recorder, name: str, lives: Mapping[str, Any] = RUNNING, number: int = 1) -> dict[str, Any]:
    """What is a container's own, after it was found to be like every other; what is usual is left out."""
    item = recorder.one(CONTAINER, name)
    inputs = dict(item.inputs)
    told = {**EVERY, **lives}
    assert {key: inputs.get(key) for key in told} == told
    once = lives is not RUNNING
    assert inputs.get("wait", False) is (not once and "healthcheck" in inputs)
    assert written(inputs["labels"]) == {
        **labels(_part(item)),
        "com.docker.compose.project": "notes-prod",
        "com.docker.compose.service": _part(item),
        "com.docker.compose.container-number": str(number),
        "com.docker.compose.oneoff": str(once),
    }
    assert item.replace_on_changes == ("healthcheck", "init", "tmpfs")
    assert inputs["capabilities"]["drops"] == ["ALL"]
    assert inputs["stopTimeout"] == inputs["destroyGraceSeconds"]
    own = {key: value for key, value in inputs.items() if key not in {*told, *LISTED}}
    own["adds"] = inputs["capabilities"]["adds"]
    own["stop"] = inputs["stopTimeout"]
    own["files"] = {each.pop("file"): _file(each) for each in map(dict, own.pop("uploads"))}
    own["variables"] = dict(each.split("=", 1) for each in own.pop("envs"))
    own["networks"] = {each["name"].removesuffix("-1234567"): each["aliases"] for each in own.pop("networksAdvanced")}
    # One that is on no network of the stack is on none at all, and not on the daemon's own bridge.
    assert own.pop("networkMode", None) == (None if own["networks"] else "none")
    return {key: value for key, value in own.items() if key not in USUAL or value != USUAL[key]}


def _part(item: Recorded) -> str:
    return {"gateway-routes": "gateway", "dashboard": "monitor"}.get(item.parent, item.parent)


def _file(upload: dict[str, Any]) -> tuple[Any, ...]:
    """Content (or source and hash), owner and mode."""
    assert upload["owner"] == upload["group"]
    known = {"content", "source", "sourceHash"}
    assert upload.keys() - known == {"owner", "group", "permissions"}
    return (*(upload[key] for key in sorted(known & upload.keys())), upload["owner"], upload["permissions"])


def health(*test: str, start: int = 60, interval: int = 5, retries: int = 3) -> dict[str, Any]:
    """A health check as the daemon is told it."""
    return {
        "tests": list(test),
        "interval": f"{interval}s",
        "timeout": "5s",
        "retries": retries,
        "startPeriod": f"{start}s",
    }
