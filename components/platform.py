"""Platform: what all parts of one stack share, and who they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pulumi
from pydantic import Field

from components.component import Component
from components.forwarding import ForwardSpec
from components.names import VariableName
from components.spec import Cloud, CloudSettings, Spec


class LogsSpec(Spec):
    """Where output of containers and records of access go."""

    days: int = Field(365, ge=1, le=3653)
    """Days that logs are kept; by preset 30 in dev and staging, 365 in prod. Rounded up to what the cloud offers."""
    forward: ForwardSpec | None = None
    """A central system that the output of every part goes on to as well."""


class AlarmsSpec(Spec):
    """Thresholds that wake somebody; null switches one off."""

    email: list[str] = []
    """Addresses that are told; each must confirm once."""
    error_percent: float | None = Field(5, gt=0, le=100)
    """Answers with status 5xx, in percent of all, over 5 minutes."""
    latency_p95_seconds: float | None = Field(5, gt=0)
    """Ninety-fifth percentile of the answer time over 5 minutes."""
    cpu_percent: float | None = Field(80, gt=0, le=100)
    """CPU of containers, database and cache, average over 15 minutes."""
    memory_percent: float | None = Field(85, gt=0, le=100)
    """Memory of containers, average over 15 minutes."""
    cache_memory_percent: float | None = Field(80, gt=0, le=100)
    """Memory of the cache."""
    database_connections: int | None = Field(80, ge=1)
    """Open connections of the database."""
    database_free_storage_gib: float | None = Field(5, gt=0)
    """Storage that is left to the database, in GiB."""
    queue_delay_seconds: int | None = Field(300, ge=1)
    """Time a task waits for a worker that reports it."""
    disk_percent: float | None = Field(80, gt=0, le=100)
    """Disk of a Docker host, in percent of what it has."""
    webhook_secret: VariableName | None = None
    """The operator's secret that holds the address of a webhook which takes Slack's form: alarms go there as well."""


class BudgetSpec(Spec):
    """What the stack may cost."""

    monthly: float = Field(gt=0)
    """Per month, in the currency of the account's bill (US dollars on AWS)."""


@dataclass(frozen=True, kw_only=True)
class PlatformArgs:
    """Who the stack is, and what all its parts share."""

    cloud: Cloud
    application: str
    stack: str
    environment: str
    """`dev`, `staging` or `prod`: the preset, put on every resource as a tag."""
    region: str
    cloud_settings: CloudSettings = field(default_factory=CloudSettings)
    """What only this cloud asks for: `AwsSpec`, `AlicloudSpec` or `DockerSpec`."""
    cloud_secrets: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    """The operator's secrets that `cloud_settings` names -> value, each a secret Output."""
    disposable: bool
    """The whole stack may be destroyed: protections off, no final snapshot."""
    replace: frozenset[str]
    """Stateful parts that may be replaced in this update."""
    logs: LogsSpec
    forward_secret: pulumi.Input[str] | None = None
    """What `logs.forward.secret` names, a secret Output."""
    alarms: AlarmsSpec
    webhook: pulumi.Input[str] | None = None
    """The address behind `alarms.webhook_secret`, a secret Output."""
    budget: BudgetSpec | None = None
    rotated: Mapping[str, str] = field(default_factory=dict)
    """Generated variable, `database`, `cache` or bucket -> any text; another text makes another secret."""
    private_names: bool
    """Some part reaches another by name: a private DNS namespace is needed."""
    access_logs: bool
    """Requests to load balancer, buckets and CDN are recorded."""
    access_log_sources: frozenset[Literal["entry", "buckets", "pages"]] = frozenset({"entry", "buckets", "pages"})
    """What of these the stack has."""
    containers: bool
    """Some part runs in a container."""

    def tags(self, part: str) -> Mapping[str, str]:
        """Labels of every resource of a part: application, stack, environment, part."""
        return {
            "application": self.application,
            "stack": self.stack,
            "environment": self.environment,
            "part": part,
            "managed-by": "groundwork",
        }

    def protects(self, part: str) -> bool:
        """Whether the stateful resources of a part must survive: not in a disposable stack, not when it is replaced."""
        return not self.disposable and part not in self.replace


@dataclass(frozen=True, kw_only=True)
class Written:
    """Where some of a part's output is kept, and can be handed on from."""

    name: str
    """Logical name."""
    part: str
    store: pulumi.Output[str]
    """The cloud's name for it: a log group on AWS, a log store on Alibaba Cloud."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Who signs the certificates of a stack's private names."""

    key: pulumi.Output[str]
    """Its private key, PEM, secret."""
    certificate: pulumi.Output[str]
    """Its own certificate, PEM; who trusts it trusts what it signs."""


@dataclass(kw_only=True, eq=False)
class PlatformOutputs:
    """Shared resources by their meaning; each cloud fills in its own identifiers."""

    key: pulumi.Output[str]
    """The stack's encryption key (ARN on AWS)."""
    alarm_target: pulumi.Output[str]
    """Where alarms go (SNS topic ARN on AWS)."""
    container_cluster: pulumi.Output[str] | None
    """Where containers run (ECS cluster ARN on AWS)."""
    container_cluster_name: pulumi.Output[str] | None
    namespace_domain: str
    """Domain of the network's private names, `<application>-<stack>.internal`."""
    access_log_bucket: pulumi.Output[str] | None
    """Bucket (name) for access logs."""
    account: pulumi.Output[str]
    """The account's number."""
    partition: pulumi.Output[str]
    """The cloud's partition (`aws`)."""
    shell: pulumi.Output[str] | None
    """The commands that open a shell in a container; None where the stack forbids it (prod) or runs none."""
    log_project: pulumi.Output[str] | None
    """Where the logs of all parts are kept together (SLS project on Alibaba Cloud); None where each stands alone."""
    shell_log: pulumi.Output[str] | None
    """Where what is typed in shells is recorded (log group ARN on AWS)."""
    alarm_relay: pulumi.Output[str] | None = None
    """Address that passes an alarm's message on to the webhook, where the cloud cannot write the webhook's form."""
    alarm_policy: pulumi.Output[str] | None = None
    """What alarms over logs follow to the webhook (action policy of SLS on Alibaba Cloud)."""
    certificate: pulumi.Output[str] | None = None
    """The operator's certificate where the cloud keeps it for all parts (`<number>-<region>` on Alibaba Cloud)."""
    authority: Authority | None = None
    """Where the cloud has no certificates of its own for private names."""
    attempts: Mapping[str, int] = field(default_factory=dict)
    """Run that failed in an earlier update -> number of its next attempt, where the cloud begins none by itself."""


class Platform(Component, PlatformOutputs):
    """Key, alarm topic, container cluster and access-log bucket of one stack."""

    def __init__(self, name: str, args: PlatformArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create what all parts share on the cloud that `args` names."""
        super().__init__(name, opts)
        self.args = args
        self.cloud = args.cloud
        self.alarms: list[pulumi.Output[str]] = []
        """Names of the stack's alarms, noted as they are made, where the cloud must be told which go to the webhook."""
        self.written: list[Written] = []
        """Where the parts' output is kept, noted likewise, where the cloud must be told to hand it on."""
        match args.cloud:
            case "aws":
                from components.clouds.aws import platform as backend
            case "alicloud":
                from components.clouds.alicloud import platform as backend
            case "docker":
                from components.clouds.docker import platform as backend
        self.publish(backend.create(name, args, self.children()))

    def tags(self, part: str) -> Mapping[str, str]:
        """Labels of every resource of a part."""
        return self.args.tags(part)

    def protects(self, part: str) -> bool:
        """Whether the stateful resources of a part must survive."""
        return self.args.protects(part)
