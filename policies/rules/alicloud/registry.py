"""Registries of images on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Forbidden, Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Companion, Demand, Leads
from policies.pack.predicates import differs_from, equals, is_set
from policies.rules.public_entries import not_the_internet

BUCKET = "alicloud:oss/bucket:Bucket"
INSTANCE = "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance"
REPOSITORY = "alicloud:cs/registryEnterpriseRepo:RegistryEnterpriseRepo"
NAMESPACE = "alicloud:cs/registryEnterpriseNamespace:RegistryEnterpriseNamespace"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "RG-01": (
        Requirement(INSTANCE, "imageScanner", differs_from("DISABLE"), "set it to ACR or SAS"),
        Companion(INSTANCE, "alicloud:cr/scanRule:ScanRule", "instanceId"),
    ),
    "RG-02": (Requirement(REPOSITORY, "tagImmutability", equals(True)),),
    "RG-03": (Companion(INSTANCE, "alicloud:cr/artifactLifecycleRule:ArtifactLifecycleRule", "instanceId"),),
    "RG-04": (
        Requirement(INSTANCE, "customOssBucket", is_set(), "name a bucket that the stack's key encrypts", proof=BUCKET),
    ),
    "RG-05": (
        Requirement(REPOSITORY, "repoType", equals("PRIVATE")),
        Requirement("alicloud:cr/repo:Repo", "repoType", equals("PRIVATE")),
        Requirement(NAMESPACE, "defaultVisibility", equals("PRIVATE")),
        Requirement("alicloud:cr/namespace:Namespace", "defaultVisibility", equals("PRIVATE")),
        Requirement(
            "alicloud:cr/endpointAclPolicy:EndpointAclPolicy",
            "entry",
            not_the_internet(),
            "name the ranges of those who are meant",
        ),
        Forbidden("alicloud:cr/internetEndpoint:InternetEndpoint", "reach it through a VPC endpoint"),
    ),
    "RG-06": (
        Leads(
            INSTANCE,
            "customOssBucket",
            BUCKET,
            (Demand("redundancyType", equals("ZRS")),),
            "name a bucket of this stack with redundancyType ZRS",
        ),
    ),
}
