"""Which models are told, in which order, and where their keys stand."""

from dataclasses import dataclass

from components.api_service import ServiceSpec
from components.cache import CacheSpec
from components.clouds.alicloud.contract import AlicloudSpec
from components.clouds.aws.contract import AwsSpec
from components.clouds.docker.contract import DockerSpec, MailSpec
from components.container import BuildSpec, ContainerSpec, InstanceSpec, RateLimitSpec, ScaleSpec, WebSpec
from components.database import DatabaseSpec, MigrateSpec
from components.forwarding import ForwardSpec
from components.frontend import SsrSpec, StaticSpec
from components.health import HealthSpec
from components.measures import MeasureSpec
from components.network import NetworkSpec
from components.object_store import ObjectStoreSpec
from components.platform import AlarmsSpec, BudgetSpec, LogsSpec
from components.spec import CertificateSpec, Spec
from components.traces import TracesSpec
from components.worker import JobSpec, WorkerSpec
from settings.application import Application, RegistrySpec
from settings.configuration import Configuration


@dataclass(frozen=True, kw_only=True)
class Section:
    """One table of the page."""

    title: str
    """Where its keys stand."""
    model: type[Spec]
    places: tuple[str, ...] = ()
    """As the table of presets calls them."""
    like: str = ""
    """Title of the section whose keys it has as well."""
    prefix: str = ""
    """What precedes a key in the file."""

    def own_keys(self) -> list[str]:
        """Its own keys: those of the model it extends stand in that one's section."""
        inherited = {key for base in self.model.__mro__[1:] for key in getattr(base, "model_fields", {})}
        return [key for key in self.model.model_fields if key not in inherited]


APPLICATION = (
    Section(title="app.yaml", model=Application),
    Section(title="registry", model=RegistrySpec),
    Section(title="database", model=DatabaseSpec, places=("database",)),
    Section(title="database.migrate", model=MigrateSpec),
    Section(title="cache", model=CacheSpec, places=("cache",)),
    Section(title="buckets.NAME", model=ObjectStoreSpec, places=("buckets.*",)),
    Section(title="every container", model=ContainerSpec),
    Section(title="every container that keeps running", model=InstanceSpec, like="every container"),
    Section(title="every container that answers HTTP", model=WebSpec, like="every container that keeps running"),
    Section(title="services.NAME", model=ServiceSpec, like="every container that answers HTTP"),
    Section(title="workers.NAME", model=WorkerSpec, like="every container that keeps running"),
    Section(title="jobs.NAME", model=JobSpec, like="every container"),
    Section(title="frontends.NAME, kind: ssr", model=SsrSpec, like="every container that answers HTTP"),
    Section(title="frontends.NAME, kind: static", model=StaticSpec),
    Section(title="build", model=BuildSpec),
    Section(title="scale", model=ScaleSpec, places=("services.*.scale",)),
    Section(title="health", model=HealthSpec),
    Section(title="rate_limit", model=RateLimitSpec),
    Section(title="measures.NAME", model=MeasureSpec),
    Section(title="logs", model=LogsSpec, places=("logs",)),
    Section(title="logs.forward", model=ForwardSpec),
    Section(title="traces", model=TracesSpec),
    Section(title="alarms", model=AlarmsSpec),
    Section(title="budget", model=BudgetSpec),
    Section(title="network", model=NetworkSpec, places=("network",)),
)
"""Of app.yaml."""

STACK = (
    Section(title="Pulumi.STACK.yaml", model=Configuration, prefix="groundwork:"),
    Section(title="groundwork:aws", model=AwsSpec),
    Section(title="groundwork:alicloud", model=AlicloudSpec),
    Section(title="groundwork:docker", model=DockerSpec),
    Section(title="groundwork:docker.mail", model=MailSpec),
    Section(title="certificate", model=CertificateSpec),
)
"""Of a stack's file."""

ALL = (*APPLICATION, *STACK)


def of(model: str) -> Section | None:
    """The section that tells a model, by the model's name."""
    return next((section for section in ALL if section.model.__name__ == model), None)


def anchor(title: str) -> str:
    """What leads to a heading: as GitHub makes it of the text."""
    return "".join(letter for letter in title.lower().replace(" ", "-") if letter.isalnum() or letter in "-_")
