"""A container in the words of ECI's UpdateContainerGroup: whole, since what is left out there is taken away."""

from collections.abc import Mapping
from typing import Any

PROBES = {
    "period_seconds": "PeriodSeconds",
    "timeout_seconds": "TimeoutSeconds",
    "failure_threshold": "FailureThreshold",
    "success_threshold": "SuccessThreshold",
    "initial_delay_seconds": "InitialDelaySeconds",
}


def container(told: Mapping[str, Any]) -> dict[str, Any]:
    """A container, told as a scaling configuration tells it."""
    said = {
        "Name": told["name"],
        "Image": told["image"],
        "ImagePullPolicy": told["image_pull_policy"],
        "EnvironmentVar": [{"Key": each["key"], "Value": each["value"]} for each in told["environment_vars"]],
        "VolumeMount": [_mount(each) for each in told["volume_mounts"]],
        "SecurityContext": _context(told),
        "Command": told.get("commands"),
        "Arg": told.get("args"),
        "Port": [{"Port": each["port"], "Protocol": each["protocol"]} for each in told.get("ports", ())],
        "ReadinessProbe": _probe("readiness_probe_", told),
        "LivenessProbe": _probe("liveness_probe_", told),
        "Cpu": told.get("cpu"),
        "Memory": told.get("memory"),
    }
    return {word: value for word, value in said.items() if value not in (None, [], {})}


def _mount(told: Mapping[str, Any]) -> dict[str, Any]:
    said = {"Name": told["name"], "MountPath": told["mount_path"], "SubPath": told.get("sub_path")}
    return {word: value for word, value in said.items() if value is not None}


def _context(told: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        "ReadOnlyRootFilesystem": told["security_context_read_only_root_file_system"],
        "RunAsUser": told["security_context_run_as_user"],
    }
    return {word: value for word, value in said.items() if value is not None}


def _probe(start: str, told: Mapping[str, Any]) -> dict[str, Any]:
    asked = {key.removeprefix(start): value for key, value in told.items() if key.startswith(start)}
    said: dict[str, Any] = {PROBES[key]: value for key, value in asked.items() if key in PROBES}
    if "tcp_socket_port" in asked:
        said["TcpSocket"] = {"Port": asked["tcp_socket_port"]}
    if "http_get_path" in asked:
        said["HttpGet"] = {
            "Path": asked["http_get_path"],
            "Port": asked["http_get_port"],
            "Scheme": asked["http_get_scheme"],
        }
    return said
