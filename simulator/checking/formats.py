"""Named formats of strings and numbers: each says what it wants when a value is not of that format.

Sources: the validators of the Terraform AWS provider, as the facts tell them; AWS's API reference for windows and ARNs.
"""

import base64
import binascii
import ipaddress
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

Format = Callable[[Any], str | None]
"""Takes a value; answers None, or what it should be."""

ARN = re.compile(r"^arn:[\w-]+:[\w-]+:[a-z0-9-]*:(\d{12}|aws|aws-managed|cloudfront|third-party|)?:.+$")
DAILY = re.compile(r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKLY = re.compile(
    rf"^({'|'.join(WEEKDAYS)}):([01]\d|2[0-3]):[0-5]\d-({'|'.join(WEEKDAYS)}):([01]\d|2[0-3]):[0-5]\d$", re.IGNORECASE
)
REGION = re.compile(r"^[a-z]{2}(-[a-z]+)+-\d$")


DURATION = re.compile(r"^(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)")
"""One part of a Go duration (package time, ParseDuration)."""


def matching(pattern: re.Pattern[str], wanted: str) -> Format:
    """A format that a regular expression tells."""
    return lambda value: None if pattern.match(str(value)) else wanted


def json_document(value: Any) -> str | None:
    """Any JSON text; empty text is accepted as 'none'."""
    try:
        json.loads(str(value) or "null")
    except ValueError as error:
        return f"valid JSON ({error})"
    return None


def policy_document(value: Any) -> str | None:
    """JSON text that starts as a policy does."""
    text = str(value)
    try:
        document = json.loads(text or "{}")
    except ValueError as error:
        return f"valid JSON ({error})"
    if text != text.lstrip() or not isinstance(document, dict):
        return "a JSON policy document: an object, without leading space"
    return None


def network(version: int) -> Format:
    """A network in CIDR notation whose host bits are zero."""
    wanted = f"an IPv{version} network in CIDR notation such as {'10.0.0.0/16' if version == 4 else '2001:db8::/56'}"

    def check(value: Any) -> str | None:
        try:
            found = ipaddress.ip_network(str(value))
        except ValueError as error:
            return f"{wanted} ({error})"
        return None if found.version == version and "/" in str(value) else wanted

    return check


def address(*versions: int) -> Format:
    """An address of one of the given IP versions."""
    wanted = f"an IP{f'v{versions[0]}' if len(versions) == 1 else ''} address"

    def check(value: Any) -> str | None:
        try:
            return None if ipaddress.ip_address(str(value)).version in versions else wanted
        except ValueError:
            return wanted

    return check


def moment(value: Any) -> str | None:
    """A point in time, RFC 3339."""
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return "a time such as 2026-01-31T08:00:00Z"
    return None if "T" in str(value) else "a time such as 2026-01-31T08:00:00Z"


def base64_text(value: Any) -> str | None:
    """Base64 text."""
    try:
        base64.b64decode(str(value), validate=True)
    except (binascii.Error, ValueError):
        return "base64 text"
    return None


def duration(value: Any) -> str | None:
    """A Go duration that is not negative."""
    text = str(value)
    while found := DURATION.match(text):
        text = text[found.end() :]
    return None if not text or value == "0" else "a duration such as 30s, 1m30s or 250ms"


def metric_period(value: Any) -> str | None:
    """The seconds CloudWatch accepts as a period."""
    fine = value in (1, 5, 10, 20, 30) or (isinstance(value, int) and value > 0 and value % 60 == 0)
    return None if fine else "10, 20, 30 or a multiple of 60 seconds"


def cache_version(value: Any) -> str | None:
    """An engine version of ElastiCache: 7.1, 6.x, 5.0.6."""
    fine = re.match(r"^([1-5]\.\d+\.\d+|6\.x|([6-9]|\d{2})\.\d+)$", str(value))
    return None if fine else "<major>.<minor> from 6 on (6.x too), <major>.<minor>.<patch> up to 5"


def hourly_window(value: Any) -> str | None:
    """One whole hour in UTC, as PolarDB takes it: 02:00Z-03:00Z; never across midnight."""
    found = re.match(r"^([01]\d|2[0-3]):00Z-([01]\d|2[0-3]):00Z$", str(value))
    fine = found and int(found[2]) == int(found[1]) + 1
    return None if fine else "one hour in UTC that ends on the day it begins, such as 02:00Z-03:00Z"


FORMATS: dict[str, Format] = {
    "ARN": matching(ARN, "an ARN such as arn:aws:iam::123456789012:role/name"),
    "JSON": json_document,
    "policy": policy_document,
    "IPv4 network": network(4),
    "IPv6 network": network(6),
    "IPv4 address": address(4),
    "IPv6 address": address(6),
    "IP address": address(4, 6),
    "time": moment,
    "date": matching(re.compile(r"^\d{4}-\d{2}-\d{2}$"), "a date such as 2026-01-31"),
    "region": matching(REGION, "a region such as eu-central-1"),
    "daily window": matching(DAILY, "hh:mm-hh:mm in UTC"),
    "weekly window": matching(WEEKLY, "ddd:hh:mm-ddd:hh:mm in UTC"),
    "key": matching(re.compile(r"^(arn:.+|alias/.+|mrk-[0-9a-f]+|[0-9a-f-]{36})$"), "a key id, a key ARN or an alias"),
    "account": matching(re.compile(r"^\d{12}$"), "an account id of 12 digits"),
    "hourly window": hourly_window,
    "base64": base64_text,
    "cache version": cache_version,
    "metric period": metric_period,
    "path": matching(re.compile(r"^/$|^/([^/]+/)+$"), "a path that begins and ends with a slash"),
    "bare name": matching(re.compile(r"^(?!arn:)[\w+=,.@-]+$"), "a role's name, not its ARN"),
    "insights retention": lambda value: (
        None if value in (7, 731) or value % 31 == 0 else "7, 731 or a multiple of 31 days"
    ),
    "recovery window": lambda value: None if value == 0 or 7 <= value <= 30 else "0, or 7 to 30 days",
    "slow start": lambda value: None if value == 0 or 30 <= value <= 900 else "0, or 30 to 900 seconds",
    "duration": duration,
    "absolute path": matching(re.compile(r"^(/|[A-Za-z]:[\\/])"), "an absolute path"),
    "health port": matching(re.compile(r"^(traffic-port|[1-9]\d{0,4})$"), "traffic-port, or a port number as text"),
}
"""Every format a catalogue may name."""
