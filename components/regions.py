"""Regions of the clouds, and where they lie."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The policy pack reads this table too, and starts anew with each command: it need not load every specification.
    from components.spec import Cloud, Residency

WITHIN: "Mapping[Residency, Mapping[Cloud, re.Pattern[str]]]" = {
    "cn": {"aws": re.compile(r"cn-(north|northwest)-1"), "alicloud": re.compile(r"cn-(?!hongkong).+")},
    "eu": {
        "aws": re.compile(r"eu-(central-1|west-1|west-3|north-1|south-1|south-2)"),
        "alicloud": re.compile(r"eu-central-1"),
    },
    "us": {"aws": re.compile(r"us-(east|west)-\d"), "alicloud": re.compile(r"us-(east|west|southeast)-1")},
}
"""Residency -> cloud -> its regions there. London and Zurich lie outside the European Union, Hong Kong outside the
mainland's rules. Source: the clouds' lists of regions."""

_AWS = """
af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1
ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1
cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3
eusc-de-east-1 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1
us-gov-west-1 us-west-1 us-west-2
"""
_ALICLOUD = """
ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-3 ap-southeast-5 ap-southeast-6 ap-southeast-7 cn-beijing
cn-chengdu cn-guangzhou cn-hangzhou cn-heyuan cn-hongkong cn-huhehaote cn-qingdao cn-shanghai cn-shenzhen
cn-wulanchabu cn-zhangjiakou eu-central-1 eu-west-1 me-central-1 me-east-1 us-east-1 us-southeast-1 us-west-1
"""

KNOWN: "Mapping[Cloud, tuple[str, ...]]" = {"aws": tuple(_AWS.split()), "alicloud": tuple(_ALICLOUD.split())}
"""Cloud -> its regions. Source: the clouds' lists of regions, November 2025; without those of a government's own."""

_PARTITIONS: "Mapping[Cloud, re.Pattern[str]]" = {"aws": re.compile(r"(cn|us-gov|eusc)?")}
"""Cloud -> beginning of a region's name by which those that share accounts are told from others."""


def of_residency(residency: str, cloud: str) -> tuple[str, ...]:
    """The regions of a cloud where data of a residency may lie; none where either is no known word."""
    patterns = [clouds for name, clouds in WITHIN.items() if name == residency]
    inside = [(name, pattern) for clouds in patterns for name, pattern in clouds.items() if name == cloud]
    return tuple(region for name, pattern in inside for region in KNOWN[name] if pattern.fullmatch(region))


def apart(cloud: "Cloud", region: str, other: str) -> bool:
    """Whether two regions belong to different partitions of a cloud, between which nothing is copied."""
    partition = _PARTITIONS.get(cloud)
    return partition is not None and _start(partition, region) != _start(partition, other)


def _start(partition: re.Pattern[str], region: str) -> str:
    found = partition.match(region)
    return found[0] if found else ""
