"""What differs between regions."""

from components.regions import WITHIN

IN_SEVERAL_ZONES = frozenset(
    {
        "cn-hangzhou",
        "cn-shanghai",
        "cn-beijing",
        "cn-shenzhen",
        "cn-hongkong",
        "ap-southeast-1",
        "ap-southeast-5",
    }
)
"""Regions in which OSS keeps a bucket in three zones (OSS user guide, "Zone-redundant storage"); elsewhere in one."""


def in_mainland(region: str) -> bool:
    """Whether a region lies in mainland China."""
    return WITHIN["cn"]["alicloud"].fullmatch(region) is not None
