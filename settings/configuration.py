"""What a stack's file may say: the keys of the namespace `groundwork`, and the region."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from components.clouds.alicloud.contract import AlicloudSpec
from components.clouds.aws.contract import AwsSpec
from components.clouds.docker.contract import DockerSpec
from components.names import LowerName
from components.spec import Cloud, CloudSettings, Residency, Spec
from settings.environments import Environment
from settings.names import HostName
from settings.report import Report, Source
from settings.validation import validated

NAMESPACE = "groundwork:"
_REGION_FORM = re.compile(r"[a-z]{2}(-[a-z]+)+(-\d)?")
_OBJECTS = frozenset(
    {
        "overrides",
        "transform",
        "replace",
        "disposable",
        "aws",
        "alicloud",
        "docker",
        "cloud_overrides",
        "profiles",
        "only",
        "rotate",
        "policies",
    }
)

WITHOUT_REGION: frozenset[Cloud] = frozenset({"docker"})
"""Clouds that are one place: there is no region to choose."""


class Configuration(Spec):
    """The stack's own settings."""

    cloud: Cloud
    """Where it runs."""
    environment: Environment
    """The preset it starts from."""
    app: str = "app.yaml"
    """The application's file, relative to the project."""
    overrides: dict[str, Any] = {}
    """Laid over app.yaml, for this stack only."""
    cloud_overrides: dict[Cloud, dict[str, Any]] = {}
    """Cloud -> what is laid over app.yaml and `overrides` where the stack runs on it."""
    transform: dict[str, dict[str, dict[str, Any]]] = {}
    """Part -> resource type -> inputs that replace what the component would say."""
    replace: list[str] = []
    """Stateful parts that this update may replace; taken out again afterwards."""
    profiles: list[LowerName] = []
    """Profiles whose parts run in this stack."""
    only: list[str] = []
    """Run these parts alone, for example `[database, cache]` beside an application that runs from its sources."""
    rotate: dict[str, str] = {}
    """Generated variable, `database`, `cache` or bucket with a key -> any text; another text makes another secret."""
    disposable: bool | None = Field(None)
    """The whole stack may be destroyed; by preset in dev."""
    zone: HostName | None = None
    """DNS zone of every host name; by default the last two labels of the domain."""
    residency: Residency | None = None
    """Where data must stay; a region elsewhere is refused."""
    policies: dict[str, Any] = {}
    """What the policy pack is told: levels, figures and exemptions of its rules; it checks them (docs/policies.md)."""
    aws: AwsSpec = AwsSpec()
    """What only AWS takes; other clouds do not look at it."""
    alicloud: AlicloudSpec = AlicloudSpec()
    """What only Alibaba Cloud asks for; other clouds do not look at it."""
    docker: DockerSpec = DockerSpec()
    """What only a Docker host asks for; other clouds do not look at it."""

    def cloud_settings(self) -> CloudSettings:
        """What only the chosen cloud asks for: the section of its name."""
        sections: Mapping[Cloud, CloudSettings] = {"aws": self.aws, "alicloud": self.alicloud, "docker": self.docker}
        return sections[self.cloud]


def read(config: Mapping[str, str], file: str, general: Report) -> Configuration:
    """The `groundwork:` keys of a stack's configuration; problems go where `general` collects them."""
    content = {
        key.removeprefix(NAMESPACE): _value(key.removeprefix(NAMESPACE), value)
        for key, value in config.items()
        if key.startswith(NAMESPACE)
    }
    report = Report([Source(file=file, content=content, prefix=NAMESPACE)], general.secrets, general.lines)
    return validated(Configuration, content, report)


def region(cloud: Cloud, config: Mapping[str, str], file: str, report: Report) -> str:
    """The region everything lies in, empty for a cloud without any; the regions of other clouds may stand beside it."""
    if cloud in WITHOUT_REGION:
        return ""
    key = f"{cloud}:region"
    value = config.get(key, "")
    if not value:
        report.line(file, key, "missing; allowed: the name of a region, like eu-central-1")
    elif not _REGION_FORM.fullmatch(value):
        report.line(file, key, f'"{value}" is no region; allowed: the name of a region, like eu-central-1')
    return value


def _value(key: str, text: str) -> Any:
    """A configuration value; Pulumi hands mappings, lists and truth values over as JSON."""
    if key not in _OBJECTS:
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
