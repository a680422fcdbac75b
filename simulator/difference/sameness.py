"""When two values that are written differently mean the same."""

import ipaddress
import json
from collections.abc import Callable
from typing import Any

Sameness = Callable[[Any, Any], bool]
PROTOCOLS = {"-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
"""IP protocol numbers and their names (IANA)."""
CONTAINER_DEFAULTS = {"essential": True, "cpu": 0, "protocol": "tcp"}
"""What ECS fills in for a container, so leaving it out is the same."""


def parsed(text: Any) -> Any:
    """JSON text as values; other text as it is."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def same_json(old: Any, new: Any) -> bool:
    """Equal as JSON documents."""
    return parsed(old) == parsed(new)


def same_policy(old: Any, new: Any) -> bool:
    """Equal as IAM policies: order does not matter, nor a list of one against its element."""
    return canonical(parsed(old)) == canonical(parsed(new))


def canonical(value: Any) -> Any:
    """A policy document with everything sorted and lists of one opened."""
    if isinstance(value, dict):
        return {key: canonical(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        inner = sorted((canonical(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
        return inner[0] if len(inner) == 1 else inner
    return value


def same_containers(old: Any, new: Any) -> bool:
    """Equal as ECS container definitions: the order of variables does not matter, nor a default written out."""
    return without_defaults(canonical(parsed(old))) == without_defaults(canonical(parsed(new)))


def without_defaults(value: Any) -> Any:
    """Container definitions without empty values and what ECS fills in anyway."""
    if isinstance(value, list):
        return [without_defaults(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {key: without_defaults(inner) for key, inner in value.items() if inner not in (None, [], {}, "")}
    if kept.get("hostPort") == kept.get("containerPort"):
        kept.pop("hostPort", None)
    return {
        key: inner for key, inner in kept.items() if key not in CONTAINER_DEFAULTS or inner != CONTAINER_DEFAULTS[key]
    }


def same_network(old: Any, new: Any) -> bool:
    """Equal as networks in CIDR notation."""
    try:
        return ipaddress.ip_network(old) == ipaddress.ip_network(new)
    except ValueError:
        return old == new


def same_letters(old: Any, new: Any) -> bool:
    """Equal but for letter case."""
    return str(old).lower() == str(new).lower()


def same_tail(old: Any, new: Any) -> bool:
    """An ARN and the bare id of the same thing."""
    return str(old).rpartition("/")[2].rpartition(":")[2] == str(new).rpartition("/")[2].rpartition(":")[2]


def same_protocol(old: Any, new: Any) -> bool:
    """A protocol's number and its name."""
    return PROTOCOLS.get(str(old), str(old)).lower() == PROTOCOLS.get(str(new), str(new)).lower()


def same_members(old: Any, new: Any) -> bool:
    """Lists, or comma-separated text, with the same members in any order."""
    return sorted(members(old)) == sorted(members(new))


def members(value: Any) -> list[str]:
    """The members of a list or of comma-separated text, as text."""
    parts = value if isinstance(value, list) else str(value or "").split(",")
    return [str(part).strip() for part in parts]


def same_host(old: Any, new: Any) -> bool:
    """Domain names that differ in a trailing dot or in surrounding blanks."""
    return str(old).strip().rstrip(".") == str(new).strip().rstrip(".")


def set_once(_old: Any, _new: Any) -> bool:
    """Every later value counts as the first one: the service changes it by itself."""
    return True


def same_asset(old: Any, new: Any) -> bool:
    """Assets with the same content."""
    return isinstance(old, dict) and isinstance(new, dict) and old.get("hash") == new.get("hash")


def kept_when_empty(_old: Any, new: Any) -> bool:
    """Empty text asks for nothing: what is stays."""
    return new == ""


SAMENESS: dict[str, Sameness] = {
    "asset": same_asset,
    "JSON": same_json,
    "policy": same_policy,
    "containers": same_containers,
    "network": same_network,
    "letter case": same_letters,
    "ARN or id": same_tail,
    "protocol": same_protocol,
    "comma-separated": same_members,
    "any order": same_members,
    "trailing dot": same_host,
    "set once": set_once,
    "kept when empty": kept_when_empty,
}
"""Every name the catalogue may use, but for two that need more than the two values (see compare)."""
