"""Rules of Alibaba Cloud: what it does not offer, and what it must be told."""

from collections.abc import Callable, Mapping

from components.clouds.alicloud.regions import in_mainland
from components.container import BuildSpec, WebSpec
from components.database import MigrateSpec
from components.frontend import StaticSpec
from settings.derive.buckets import cdn_hosts
from settings.parts import Draft
from settings.place import Place

MEMORY: Mapping[float, tuple[int, ...]] = {
    0.25: (512, 1024),
    0.5: (1024, 2048),
    1: (2048, 4096, 8192),
    2: (2048, 4096, 8192, 16384),
    4: (4096, 8192, 16384, 32768),
    8: (8192, 16384, 32768),
}
"""vCPU -> memory in MiB that goes with it. Source: Elastic Container Instance, "Create an elastic container instance by
specifying vCPU and memory"."""

MOST_GROUPS = 10
FEW_GROUPS = 3
"""Security groups that ApsaraDB RDS and Tair admit, and PolarDB. Source: their user guides, "Configure a whitelist"."""

FEWEST_BACKUP_DAYS = 7
"""Days that ApsaraDB RDS keeps backups at least (ModifyBackupPolicy)."""


def _certificate(draft: Draft, region: str) -> None:
    application, settings = draft.application, draft.configuration.alicloud
    if (application.domain is None or not application.routes) and not cdn_hosts(draft):
        return
    if settings.certificate is None:
        text = (
            "missing: HTTPS for the domain needs a certificate; allowed: its files (`chain` and `key`), or its "
            'identifier in Certificate Management Service, like "8765432-cn-hangzhou"'
        )
        draft.report.line(draft.stack_file, "groundwork:alicloud.certificate", text)
    if in_mainland(region) and settings.icp_number is None:
        text = f"missing: a domain that is served from {region} needs an ICP filing; allowed: its number"
        draft.report.line(draft.stack_file, "groundwork:alicloud.icp_number", text)


def _cdn(draft: Draft, _region: str) -> None:
    if draft.application.routes and draft.configuration.environment != "dev":
        return  # such a stack needs a domain on every cloud, and is told so already
    for part in draft.parts.values():
        if isinstance(part.spec, StaticSpec) and draft.application.domain is None:
            text = f"missing: {part.name} is served by Alibaba Cloud CDN, which gives no host name of its own"
            draft.report.add(("domain",), f'{text}; allowed: a host name, like "app.example.com"')


def _containers(draft: Draft, _region: str) -> None:
    for part, spec in draft.containers():
        if isinstance(spec.build, BuildSpec):
            _pushed(draft, (*part.place, "build"), "an image that is built")
        if spec.architecture != "x86_64":
            text = f'"{spec.architecture}" is not offered in every zone by Alibaba Cloud; allowed: x86_64'
            draft.report.add((*part.place, "architecture"), text)


def _sql_files(draft: Draft, _region: str) -> None:
    migrate = draft.application.database.migrate if draft.application.database else None
    if isinstance(migrate, MigrateSpec) and migrate.files is not None:
        _pushed(draft, ("database", "migrate", "files"), "an image with the files")


def _pushed(draft: Draft, place: Place, what: str) -> None:
    registry = draft.application.registry
    if registry is None or registry.username is None or registry.password_secret is None:
        text = f"on Alibaba Cloud {what} is pushed to the application's own registry"
        allowed = "`registry` with address, username and password_secret"
        draft.report.add(place, f"{text}; needed: {allowed}", ("registry",))


def _sizes(draft: Draft, _region: str) -> None:
    for part, spec in draft.containers():
        offered = MEMORY[spec.cpu]
        if spec.memory not in offered:
            text = f"{spec.memory} MiB does not go with {spec.cpu:g} vCPU on Alibaba Cloud"
            allowed = ", ".join(str(size) for size in offered)
            draft.report.add((*part.place, "memory"), f"{text}; allowed: {allowed}", (*part.place, "cpu"))


def _grpc(draft: Draft, _region: str) -> None:
    for part, spec in draft.containers():
        for position, name in enumerate(spec.uses):
            used = draft.parts.get(name)
            if used and isinstance(used.spec, WebSpec) and used.spec.protocol == "grpc":
                text = f"{name} speaks gRPC, which Alibaba Cloud's load balancers forward with a certificate only"
                draft.report.add((*part.place, "uses", position), f"{text}; allowed: parts that speak http")


def _callers(draft: Draft, _region: str) -> None:
    for store, section in (("database", draft.application.database), ("cache", draft.application.cache)):
        if section is None:
            continue
        users = sorted(part.name for part, spec in draft.containers() if store in spec.uses)
        most = FEW_GROUPS if getattr(section, "engine", None) == "polardb" else MOST_GROUPS
        if len(users) > most:
            text = f"admits the security groups of {most} parts, and {len(users)} use it: {', '.join(users)}"
            draft.report.add((store,), f"{text}; allowed: {most} that say `uses: [{store}]`")


def _backups(draft: Draft, _region: str) -> None:
    database = draft.application.database
    if database and database.backup_days < FEWEST_BACKUP_DAYS:
        text = f"{database.backup_days} days are fewer than ApsaraDB keeps; allowed: {FEWEST_BACKUP_DAYS} to 35"
        draft.report.add(("database", "backup_days"), text)


RULES: tuple[Callable[[Draft, str], None], ...] = (
    _certificate,
    _cdn,
    _containers,
    _sql_files,
    _sizes,
    _grpc,
    _callers,
    _backups,
)
"""All of them; each looks at a draft and its region."""
