"""Traces: which variables tell an application where its requests are recorded, from the first part to the last.

Names and values: OpenTelemetry specification, "Environment Variable Specification" and "OpenTelemetry Protocol
Exporter"; attributes: semantic conventions, "Service" and "Deployment".
"""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from pydantic import Field

from components.names import ADDRESS, VariableName
from components.spec import Spec

HEADERS = "OTEL_EXPORTER_OTLP_HEADERS"
"""The variable that holds a secret."""

PORTS = {"http": 80, "https": 443}


class TracesSpec(Spec):
    """Where traces go: anything that speaks OTLP over HTTP."""

    endpoint: str = Field(pattern=ADDRESS, examples=["https://otlp.example.com"])
    """Its address; the application adds `/v1/traces`."""
    secret: VariableName | None = None
    """The operator's secret that holds the headers by which it knows the sender: `api-key=…`, several with commas."""

    @property
    def port(self) -> int:
        """The TCP port behind the address."""
        where = urlsplit(self.endpoint)
        return where.port or PORTS[where.scheme]


def variables(traces: TracesSpec, part: str, application: str, environment: str) -> Mapping[str, str]:
    """What the SDK of a part is told; whoever begins a trace records it, and all others follow."""
    attributes = {"service.namespace": application, "deployment.environment.name": environment}
    return {
        "OTEL_SERVICE_NAME": part,
        "OTEL_RESOURCE_ATTRIBUTES": ",".join(f"{name}={quote(value)}" for name, value in attributes.items()),
        "OTEL_EXPORTER_OTLP_ENDPOINT": traces.endpoint,
        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
        "OTEL_PROPAGATORS": "tracecontext,baggage",
        "OTEL_TRACES_SAMPLER": "parentbased_always_on",
    }
