"""A rule: one row of the table of what every stack must hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pulumi_policy import EnforcementLevel, Severity

from policies.pack.checks import ResourceCheck, StackCheck


@dataclass(frozen=True)
class Levels:
    """How strictly a rule is enforced in each environment."""

    dev: EnforcementLevel
    staging: EnforcementLevel
    prod: EnforcementLevel


ADVISORY, MANDATORY, OFF = EnforcementLevel.ADVISORY, EnforcementLevel.MANDATORY, EnforcementLevel.DISABLED
ALWAYS = Levels(MANDATORY, MANDATORY, MANDATORY)
"""Exposure, encryption, identity, secrets: the same everywhere."""
MENTIONED_IN_DEV = Levels(ADVISORY, MANDATORY, MANDATORY)
"""Worth a line in dev, refused elsewhere."""
OUTSIDE_DEV = Levels(OFF, MANDATORY, MANDATORY)
"""What protects data, and is in the way where data is disposable."""
IN_PROD = Levels(OFF, OFF, MANDATORY)
"""What costs money that dev and staging save, or would be in the way of people at work."""
ADVICE = Levels(ADVISORY, ADVISORY, ADVISORY)
"""Good to have; never refused."""
ADVICE_OUTSIDE_DEV = Levels(OFF, ADVISORY, ADVISORY)
"""Good to have where the data matter; never refused."""
ON_REQUEST = Levels(OFF, OFF, OFF)
"""Off until a configuration switches it on."""


@dataclass(frozen=True)
class Catalogue:
    """The ids of the public controls that a rule implements."""

    fsbp: tuple[str, ...] = ()
    """AWS Foundational Security Best Practices (Security Hub)."""
    cis: tuple[str, ...] = ()
    """CIS AWS Foundations Benchmark 7.0."""
    checkov: tuple[str, ...] = ()
    """AWS and Alibaba Cloud."""
    cis_alicloud: tuple[str, ...] = ()
    """CIS Alibaba Cloud Foundation Benchmark 2.0."""
    infraguard: tuple[str, ...] = ()
    """Alibaba Cloud's own rules (aliyun/infraguard): their intent, not their logic."""
    cis_docker: tuple[str, ...] = ()
    """CIS Docker Benchmark 1.3.1."""

    def names(self, cloud: str | None = None) -> list[str]:
        """Every id with its catalogue's name, `FSBP RDS.3`; of one cloud, or of all."""
        of_clouds = {
            "aws": (("FSBP", self.fsbp), ("CIS", self.cis), ("Checkov", self._checkov(of_alicloud=False))),
            "alicloud": (
                ("CIS Alibaba Cloud", self.cis_alicloud),
                ("Checkov", self._checkov(of_alicloud=True)),
                ("InfraGuard", self.infraguard),
            ),
            "docker": (("CIS Docker", self.cis_docker),),
        }
        chosen = of_clouds.values() if cloud is None else [of_clouds.get(cloud, ())]
        return [f"{catalogue} {identifier}" for named in chosen for catalogue, ids in named for identifier in ids]

    def _checkov(self, *, of_alicloud: bool) -> list[str]:
        return [identifier for identifier in self.checkov if identifier.startswith("CKV_ALI_") is of_alicloud]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What must hold, how much it matters, and for each cloud how to tell."""

    id: str
    """The row's id in the table of controls, also the policy's name: `DB-02`."""
    title: str
    severity: Severity
    levels: Levels
    clouds: Mapping[str, tuple[ResourceCheck | StackCheck, ...]]
    catalogue: Catalogue = field(default_factory=Catalogue)
    protects: bool = False
    """Whether the rule keeps resources from being deleted, which a disposable stack does not want."""
    waived: Mapping[str, str] = field(default_factory=dict)
    """Clouds on which Groundwork's own stacks leave the rule off until a configuration switches it on, and why: it
    costs money that nobody asked to spend, or contradicts what the stack promises. Other programs are judged."""

    allows: Callable[[Mapping[str, str]], tuple[str, ...]] | None = None
    """What the stack's own configuration (key -> text) allows, as `allowed` in `groundwork:policies` would, which goes
    before it."""

    def checks(self) -> list[ResourceCheck | StackCheck]:
        """The checks of all clouds, each once; a type token tells the clouds apart."""
        return list({id(check): check for checks in self.clouds.values() for check in checks}.values())
