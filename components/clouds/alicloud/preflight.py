"""What an Alibaba Cloud account needs once before its first stack; a preview says what is missing, all at once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from components.clouds.alicloud import firewall


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service that somebody must activate, because its terms must be agreed to."""

    name: str
    module: str
    """Module of the SDK that tells whether it is open."""
    question: str = "get_service"
    """Its function that does."""
    console: str
    """Where it is activated."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role of the whole account that a service acts with."""

    name: str
    why: str


SERVICES = (
    Service(name="Object Storage Service", module="oss", console="https://oss.console.aliyun.com"),
    Service(name="Simple Log Service", module="log", console="https://sls.console.aliyun.com"),
    Service(name="Key Management Service", module="kms", console="https://kms.console.aliyun.com"),
    Service(name="Alibaba Cloud CDN", module="cdn", console="https://cdn.console.aliyun.com"),
    Service(name="Private DNS", module="pvtz", console="https://dns.console.aliyun.com"),
    Service(
        name="flow logs of VPC",
        module="vpc",
        question="get_flow_log_service",
        console="https://vpc.console.aliyun.com/flowlog",
    ),
)
"""The services that the provider can be asked about."""

CDN_ROLE = "AliyunCDNAccessingPrivateOSSRole"

ROLES = (
    Role(
        name="AliyunRDSInstanceEncryptionDefaultRole",
        why="RDS, PolarDB and Tair use the stack's key with it; system policy AliyunRDSInstanceEncryptionRolePolicy",
    ),
    Role(name="AliyunServiceRoleForAlb", why="the load balancer attaches itself to the network with it"),
    Role(name="AliyunServiceRoleForNatgw", why="a NAT gateway attaches itself to the network with it"),
    Role(name="AliyunServiceRoleForAutoScaling", why="scaling groups start and stop containers with it"),
    Role(name="AliyunServiceRoleForSlbLogDelivery", why="the load balancer writes its access log with it"),
    Role(name=CDN_ROLE, why="the CDN reads the private buckets of pages with it"),
    Role(name="AliyunServiceRoleForRdsPgsqlOnEcs", why="RDS for PostgreSQL attaches itself to the network with it"),
)
"""Roles by the names that the services look for; ECI makes its own when it first starts a container."""

ROLES_CONSOLE = "https://ram.console.aliyun.com/roles"

FUNCTIONS = Service(
    name="Function Compute, where alarms reach a webhook", module="fc", console="https://fcnext.console.aliyun.com"
)
"""Only some stacks need it."""

FILES = Service(
    name="File Storage NAS, where the volumes of parts lie", module="nas", console="https://nas.console.aliyun.com"
)
"""Only some stacks need it."""

BACKUPS = Role(name="AliyunServiceRoleForDBS", why="RDS takes backups more often than once a day with it")
"""Only databases with a `recovery_point_minutes` need it."""

BY_HAND = (
    "Elastic Container Instance, activated once: https://eci.console.aliyun.com",
    "Real-name verification, for regions in mainland China: https://account.console.aliyun.com",
    "A balance of at least 100 yuan, without which pay-as-you-go resources are refused: https://usercenter2.aliyun.com",
)
"""What no program can look up."""


def everything() -> Iterator[str]:
    """Every step, one sentence each, for people who prepare an account."""
    yield from BY_HAND
    yield from (_activate(service) for service in SERVICES)
    yield from (_make(role) for role in ROLES)
    yield from (firewall.ACTIVATION, _activate(FUNCTIONS), _activate(FILES), _make(BACKUPS))


def check(opts: pulumi.ResourceOptions) -> None:
    """Refuse an account that is not ready; RunError says all that is missing and where it is done."""
    invoke = pulumi.InvokeOptions(parent=opts.parent)
    _refuse(list(_missing(lambda service: _is_open(service, invoke), _names_of_roles(invoke))))


def check_firewall(opts: pulumi.ResourceOptions) -> None:
    """Refuse an account without Web Application Firewall 3.0; RunError says where it is activated."""
    import pulumi_alicloud as alicloud

    found = alicloud.wafv3.get_instances(opts=pulumi.InvokeOptions(parent=opts.parent)).ids
    _refuse([] if found else [firewall.ACTIVATION])


def check_functions(opts: pulumi.ResourceOptions) -> None:
    """Refuse an account without Function Compute; RunError says where it is activated."""
    _refuse([] if _is_open(FUNCTIONS, pulumi.InvokeOptions(parent=opts.parent)) else [_activate(FUNCTIONS)])


def check_files(opts: pulumi.ResourceOptions) -> None:
    """Refuse an account without File Storage NAS; RunError says where it is activated."""
    _refuse([] if _is_open(FILES, pulumi.InvokeOptions(parent=opts.parent)) else [_activate(FILES)])


def check_frequent_backups(opts: pulumi.ResourceOptions) -> None:
    """Refuse an account without the role that such backups are taken with; RunError says where it is made."""
    known = {name.lower() for name in _names_of_roles(pulumi.InvokeOptions(parent=opts.parent))}
    _refuse([] if BACKUPS.name.lower() in known else [_make(BACKUPS)])


def _refuse(missing: Sequence[str]) -> None:
    if missing:
        steps = "\n".join(f"  - {step}" for step in missing)
        raise pulumi.RunError(f"this Alibaba Cloud account is not ready; do once, as its administrator:\n{steps}")


def _missing(is_open: Callable[[Service], bool], roles: Collection[str]) -> Iterator[str]:
    yield from (_activate(service) for service in SERVICES if not is_open(service))
    known = {name.lower() for name in roles}
    yield from (_make(role) for role in ROLES if role.name.lower() not in known)


def _activate(service: Service) -> str:
    return f"activate {service.name}: {service.console}"


def _make(role: Role) -> str:
    return f"create the role {role.name} ({role.why}): {ROLES_CONSOLE}"


def _is_open(service: Service, invoke: pulumi.InvokeOptions) -> bool:
    """Ask without `enable`: asking with it would activate the service and agree to its terms."""
    import pulumi_alicloud as alicloud

    module: Any = getattr(alicloud, service.module)
    return getattr(module, service.question)(opts=invoke).status == "Opened"


def _names_of_roles(invoke: pulumi.InvokeOptions) -> Sequence[str]:
    import pulumi_alicloud as alicloud

    return alicloud.ram.get_roles(name_regex="(?i)^aliyun", opts=invoke).names
