"""What every network ACL must hold: it is in use, and opens no door for administrators to everybody."""

from pulumi_policy import Severity

from policies.pack.checks import Applies, Requirement
from policies.pack.joins import Named
from policies.pack.predicates import differs_from
from policies.pack.rule import ADVICE, ALWAYS, Catalogue, Rule
from policies.rules.alicloud import acls as alicloud
from policies.rules.openings import nothing_from_internet_to_administration

ACL = "aws:ec2/networkAcl:NetworkAcl"
ENTRY = "aws:ec2/networkAclRule:NetworkAclRule"
ADMIT_LESS = "admit a private range, or name other ports"

RULES = (
    Rule(
        id="NET-09",
        title="Network ACLs keep the internet off the ports of administrators",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            fsbp=("EC2.21",),
            cis=("6.2",),
            checkov=("CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352"),
            infraguard=("vpc-network-acl-risky-ports-check",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["NET-09"],
            "aws": (
                Requirement(ACL, "ingress[]", nothing_from_internet_to_administration(), ADMIT_LESS),
                Requirement(
                    ENTRY,
                    "",
                    nothing_from_internet_to_administration(),
                    ADMIT_LESS,
                    when=Applies("egress", differs_from(True)),
                    label="cidrBlock",
                ),
            ),
        },
    ),
    Rule(
        id="NET-10",
        title="Network ACLs are attached and not empty",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("EC2.16",), checkov=("CKV2_AWS_1",), infraguard=("vpc-network-acl-not-empty",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-10"],
            "aws": (
                Named(
                    ACL,
                    "subnetIds",
                    "aws:ec2/networkAclAssociation:NetworkAclAssociation",
                    "networkAclId",
                    "name the subnets that it guards, or remove it",
                ),
                Named(ACL, "ingress", ENTRY, "networkAclId", "say what may come in: without entries nothing may"),
            ),
        },
    ),
)
