"""Alibaba Cloud, as far as the catalogue goes."""

import functools
from pathlib import Path

from simulator.alicloud.account import ACCOUNT, ROLES
from simulator.alicloud.behaviours import BEHAVIOURS
from simulator.alicloud.configuration import check_configuration
from simulator.alicloud.invokes import INVOKES
from simulator.answers import Answers
from simulator.catalogue.store import catalogue_of
from simulator.package import Package
from simulator.references import References

FOLDER = Path(__file__).parent
WORLDWIDE = ("ram/", "cdn/", "dns/", "pvtz/", "cms/alarmContact")
"""How the tokens of types begin that lie in no region."""


@functools.cache
def alicloud() -> Package:
    """The package `alicloud`, at the version of the SDK that the project pins."""
    catalogue = catalogue_of("alicloud")
    references = References(*sorted((FOLDER / "references").glob("*.yaml")))
    references.foreign = frozenset({"AliyunRDSInstanceEncryptionRolePolicy", *ROLES})
    return Package(
        name="alicloud",
        version="4.0.0",
        catalogue=catalogue,
        answers=Answers(*sorted((FOLDER / "answers").glob("*.yaml"))),
        references=references,
        behaviours=BEHAVIOURS,
        invokes=INVOKES,
        check_configuration=check_configuration,
        replacing_configuration=("region",),
        default_region="cn-hangzhou",
        regional=True,
        worldwide=frozenset(token for token in catalogue.tokens if token.partition(":")[2].startswith(WORLDWIDE)),
        surroundings=lambda _: {"account": ACCOUNT},
    )
