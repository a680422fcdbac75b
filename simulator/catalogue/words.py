"""The facts' prose, in the simulator's own terms; the build stops at prose that is not listed here."""

from pathlib import Path

from simulator.data import read_yaml

SAMENESS: dict[str, str | None] = {
    "block present in state but absent in configuration": "kept when absent",
    "equal CIDR written differently": "network",
    "letter case": "letter case",
    "equivalent policy documents": "policy",
    "existing member of a global replication group": None,
    "unset against the default port 6379": "kept when absent",
    "a key ARN and its key id are equal": "ARN or id",
    "storage autoscaling: old above new while maxAllocatedStorage is above new": "grown storage",
    "old 0 and new equal to allocatedStorage": None,
    "an ARN and the bare identifier of the same instance are equal": "ARN or id",
    "a protocol number and its name are the same value": "protocol",
    "a change between no map and a map whose values are all null is ignored": None,
    "a change from the empty string to unset does not replace": None,
    "an empty new value is ignored (the value of the image stays)": "kept when empty",
    "ports compared as a sorted list when an old state is read, so order does not matter": None,
    **read_yaml(Path(__file__).parent / "words_alicloud.yaml"),
}
"""diffSuppressed -> a name of simulator.difference.sameness; None: cannot occur here."""

FORMAT_SAMENESS = {
    "asset": "asset",
    "json": "JSON",
    "iamPolicyJson": "policy",
    "ipv4CidrNetwork": "network",
    "ipv6CidrNetwork": "network",
}
"""Formats whose values compare by meaning even where the facts do not say so."""

FORMATS = {
    "arn": "ARN",
    "arn without commas": "ARN",
    "rfc3339": "time",
    "utcTimestamp": "time",
    "region": "region",
    "json": "JSON",
    "iamPolicyJson": "policy",
    "ipv4": "IPv4 address",
    "ipv6": "IPv6 address",
    "ipAddress": "IP address",
    "ipv4CidrNetwork": "IPv4 network",
    "ipv6CidrNetwork": "IPv6 network",
    "onceAWeekWindow": "weekly window",
    "onceADayWindow": "daily window",
    "kmsKeyId": "key",
    "date": "date",
    "date YYYY-MM-DD": "date",
    "the end hour must be the start hour plus one; 23:00Z-00:00Z is refused": "hourly window",
    "accountId": "account",
    "base64": "base64",
    "asset": None,
    "Go duration, not negative": "duration",
    "absolute path; a Windows drive path is accepted": "absolute path",
    "at least minUpper + minLower + minNumeric + minSpecial": None,
}
"""format -> a name of simulator.checking.formats; None: checked in code or not checkable."""

RULES = {
    "prefix length 44, 48, 52, 56 or 60": None,
    "redis 6 and later: <major>.<minor> or 6.x; redis 5 and earlier: <major>.<minor>.<patch>; "
    "valkey: <major>.<minor> with major 7-9": "cache version",
    "begins and ends with a slash, no double slash": "path",
    "the role's name, not its ARN": "bare name",
    "7, 731, or a multiple of 31": "insights retention",
    "keys in lower case": None,
    "0 or 7 to 30": "recovery window",
}
"""rule -> a name of simulator.checking.formats; None: too rare to check."""

STORED = {
    "lower case": "lower",
    "protocol number becomes its name (6 -> tcp, 17 -> udp, 1 -> icmp, all -> -1), lower case": None,
}
"""storedAs -> how the cloud keeps the value."""

CONTAINERS = "compared semantically: defaults filled in, order of environment, secrets and containers ignored"
"""A note that says so: the text holds ECS container definitions."""

KEPT_BLOCKS = "removing the block"
"""A note that says so: leaving the block out is no change."""

FIFO = "FIFO: "
"""A note that goes on with the pattern of FIFO names."""

PERIODS = {
    "10, 20, 30 or a multiple of 60": "metric period",
    "1, 5, 10, 20, 30 or a multiple of 60": "metric period",
    "0, or 30-900": "slow start",
    "a port number 1-65536 as text, or traffic-port": "health port",
}
"""Notes that are checks."""

DELETES_FIRST = "replacement deletes the old "
"""How a replace rule begins that says so: the bridge deletes before it creates."""
