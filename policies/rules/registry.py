"""What every registry of images must hold: scanned, unchangeable, tidied up, encrypted and private."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, GraphCheck
from policies.pack.predicates import Predicate, Verdict, equals
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, ADVICE_OUTSIDE_DEV, ALWAYS, Catalogue, Rule
from policies.pack.values import Marker, has_unknown
from policies.rules.alicloud import registry as alicloud
from policies.rules.statements import closed_to_everyone

REPOSITORY = "aws:ecr/repository:Repository"
SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"


def _scanned(graph: Graph, repository: Resource) -> Iterator[Finding]:
    """Images are scanned as they come, by the repository's own setting or by the registry's."""
    setting = repository.properties.get("imageScanningConfiguration")
    chosen = setting.get("scanOnPush") if isinstance(setting, dict) else setting
    if chosen is not True and not graph.of_type(SCANNING):
        yield Finding(
            repository,
            "imageScanningConfiguration.scanOnPush",
            "is not true",
            "set it to true",
            unknown=chosen is Marker.UNKNOWN,
        )


def _own_key() -> Predicate:
    """Encrypted by KMS, with a key that is named."""

    def test(configurations: object) -> Verdict:
        listed = configurations if isinstance(configurations, list) else []
        if any(
            isinstance(each, dict) and each.get("encryptionType") == "KMS" and each.get("kmsKey") for each in listed
        ):
            return True
        return Marker.UNKNOWN if has_unknown(listed) else False

    return Predicate("encryptionType KMS with a kmsKey", test, lambda _: "without a key of the stack's own")


RULES = (
    Rule(
        id="RG-01",
        title="Images are scanned",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            fsbp=("ECR.1",), checkov=("CKV_AWS_163",), infraguard=("cr-repository-image-scanning-enabled",)
        ),
        clouds={"alicloud": alicloud.CHECKS["RG-01"], "aws": (GraphCheck(REPOSITORY, _scanned),)},
    ),
    Rule(
        id="RG-02",
        title="Tags of images cannot be moved",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECR.2",), checkov=("CKV_AWS_51",), infraguard=("cr-repository-immutablity-enable",)),
        clouds={
            "alicloud": alicloud.CHECKS["RG-02"],
            "aws": (Requirement(REPOSITORY, "imageTagMutability", equals("IMMUTABLE")),),
        },
    ),
    Rule(
        id="RG-03",
        title="Old images are removed",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("ECR.3",)),
        clouds={
            "alicloud": alicloud.CHECKS["RG-03"],
            "aws": (Companion(REPOSITORY, "aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository"),),
        },
    ),
    Rule(
        id="RG-04",
        title="Images are encrypted with a key of the stack's own",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_136",)),
        clouds={
            "alicloud": alicloud.CHECKS["RG-04"],
            "aws": (
                Requirement(
                    REPOSITORY,
                    "encryptionConfigurations",
                    _own_key(),
                    "set encryptionType to KMS, and kmsKey to the stack's key",
                ),
            ),
        },
    ),
    Rule(
        id="RG-05",
        title="The registry is private",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            checkov=("CKV_AWS_32",), infraguard=("cr-repository-type-private", "cr-instance-any-ip-access-check")
        ),
        clouds={
            "alicloud": alicloud.CHECKS["RG-05"],
            "aws": closed_to_everyone("aws:ecr/repositoryPolicy:RepositoryPolicy"),
        },
    ),
    Rule(
        id="RG-06",
        title="Images are kept in several zones",
        severity=Severity.LOW,
        levels=ADVICE_OUTSIDE_DEV,
        catalogue=Catalogue(infraguard=("cr-instance-multi-zone",)),
        clouds={"alicloud": alicloud.CHECKS["RG-06"]},
    ),
)
