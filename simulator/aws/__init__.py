"""Amazon Web Services, as far as the catalogue goes."""

import functools
from pathlib import Path

from simulator.answers import Answers
from simulator.aws.behaviours import BEHAVIOURS
from simulator.aws.configuration import check_configuration
from simulator.aws.invokes import INVOKES
from simulator.aws.places import owned_by_aws
from simulator.behaviour import Call
from simulator.catalogue.store import catalogue_of
from simulator.cloud import ACCOUNT
from simulator.package import Package
from simulator.references import References

FOLDER = Path(__file__).parent


@functools.cache
def aws() -> Package:
    """The package `aws`, at the version of the SDK that the project pins."""
    references = References(*sorted((FOLDER / "references").glob("*.yaml")))
    references.foreign = owned_by_aws()
    return Package(
        name="aws",
        version="7.51.1",
        catalogue=catalogue_of("aws"),
        answers=Answers(*sorted((FOLDER / "answers").glob("*.yaml"))),
        references=references,
        behaviours=BEHAVIOURS,
        invokes=INVOKES,
        check_configuration=check_configuration,
        replacing_configuration=("region",),
        surroundings=surroundings,
    )


def surroundings(call: Call) -> dict[str, str]:
    """What ARNs and host names begin and end with; China has its own."""
    domain = "amazonaws.com" if call.partition == "aws" else "amazonaws.com.cn"
    return {"account": ACCOUNT, "partition": call.partition, "domain": domain}
