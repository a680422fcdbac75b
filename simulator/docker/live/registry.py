"""Who a registry is told that asks: the provider's registryAuth."""

import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docker.auth import resolve_repository_name

from simulator.behaviour import Refusal
from simulator.docker.live.address import listed

HUB = ("docker.io", "index.docker.io", "registry-1.docker.io")
"""Names of the registry of images whose name says none."""
Credentials = dict[str, str]


def credentials(settings: Mapping[str, Any], image: str, variables: Mapping[str, str]) -> Credentials | None:
    """User name and password for an image's registry; None: none are set, so that the client's own file counts."""
    registry, _ = resolve_repository_name(image)
    for entry in listed(settings, "registryAuth"):
        if same_registry(str(entry["address"]), registry):
            return of_entry(entry, variables)
    return None


def same_registry(address: str, registry: str) -> bool:
    """Whether an address, with or without scheme and path, is that registry."""
    host = address.removeprefix("https://").removeprefix("http://").partition("/")[0]
    return host == registry or (host in HUB and registry in HUB)


def of_entry(entry: Mapping[str, Any], variables: Mapping[str, str]) -> Credentials:
    """What one entry says; a file's content stands above a name and password, as in the real provider."""
    if entry.get("authDisabled"):
        return {}
    text = entry.get("configFileContent") or file_text(entry.get("configFile"))
    if text:
        return of_file(str(text), str(entry["address"]))
    return {
        "username": entry.get("username") or variables.get("DOCKER_REGISTRY_USER", ""),
        "password": entry.get("password") or variables.get("DOCKER_REGISTRY_PASS", ""),
    }


def file_text(path: Any) -> str:
    """The content of a Docker configuration file; raises Refusal."""
    if not path:
        return ""
    try:
        return Path(str(path)).expanduser().read_text("utf-8")
    except OSError as problem:
        raise Refusal(f"registryAuth: {path} cannot be read ({problem.strerror})") from problem


def of_file(text: str, address: str) -> Credentials:
    """User name and password that a Docker configuration file holds for a registry; raises Refusal."""
    host = address.removeprefix("https://").removeprefix("http://").partition("/")[0]
    try:
        for name, entry in (json.loads(text).get("auths") or {}).items():
            if same_registry(name, host):
                user, _, password = base64.b64decode(entry.get("auth") or "").decode().partition(":")
                return {"username": user, "password": password}
    except (ValueError, binascii.Error, AttributeError) as problem:
        raise Refusal(f"registryAuth: the configuration file for {address} is not a Docker one") from problem
    raise Refusal(f"registryAuth: the configuration file has no credentials for {address}")
