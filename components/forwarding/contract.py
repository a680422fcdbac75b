"""What a person says of the system that logs go on to."""

from typing import Literal

from pydantic import Field

from components.forwarding.forms import PATHS
from components.names import ADDRESS, VariableName
from components.spec import Spec

Kind = Literal["loki", "elasticsearch", "datadog"]


class ForwardSpec(Spec):
    """The system that logs go on to, one of three kinds."""

    loki: str | None = Field(None, pattern=ADDRESS, examples=["https://logs.example.com"])
    """Grafana Loki's address; labels are application, environment, part and stream."""
    elasticsearch: str | None = Field(None, pattern=ADDRESS, examples=["https://elastic.example.com:9200"])
    """The address of Elasticsearch or OpenSearch; events go to `logs-<application>-<environment>`."""
    datadog: str | None = Field(None, pattern=ADDRESS, examples=["https://http-intake.logs.datadoghq.eu"])
    """Datadog's intake, which differs from site to site."""
    secret: VariableName | None = None
    """The operator's secret that opens it: `user:password`, or a token (an API key of Elasticsearch or Datadog)."""

    @property
    def given(self) -> dict[Kind, str]:
        """Kind -> address, of those that are said; a stack that is found right has one."""
        said: dict[Kind, str | None] = {
            "loki": self.loki,
            "elasticsearch": self.elasticsearch,
            "datadog": self.datadog,
        }
        return {kind: address for kind, address in said.items() if address is not None}

    @property
    def kind(self) -> Kind:
        """What sort of system it is."""
        return next(iter(self.given))

    @property
    def address(self) -> str:
        """Where events are posted, whole; the path may be written in app.yaml or left out."""
        path = PATHS[self.kind]
        return self.given[self.kind].rstrip("/").removesuffix(path) + path


def index(application: str, environment: str) -> str:
    """The data stream of Elasticsearch: `logs-<data set>-<namespace>`, in which a data set has no hyphen."""
    return f"logs-{application.replace('-', '_')}-{environment}"


def variables(forward: ForwardSpec, application: str, environment: str) -> dict[str, str]:
    """What a function that hands events over is told: `forms.system` reads it."""
    return {
        "KIND": forward.kind,
        "ADDRESS": forward.address,
        "APPLICATION": application,
        "ENVIRONMENT": environment,
        "INDEX": index(application, environment),
    }
