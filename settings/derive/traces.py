"""What traces mean for a container: variables, a secret under the standard's name, and a port of the internet."""

from components import traces
from components.connection import Template
from components.container import ContainerSpec
from settings.parts import Draft, Part


def variables(draft: Draft, part: Part) -> dict[str, Template]:
    """The standard's variables of a part; nothing where the application says nothing of traces."""
    found = draft.application.tracing
    if found is None:
        return {}
    told = traces.variables(found, part.name, draft.application.name, draft.configuration.environment)
    return {name: Template((value,)) for name, value in told.items()}


def secrets(draft: Draft, spec: ContainerSpec) -> dict[str, str]:
    """Variable -> the operator's secret that it holds, where the part has no value of its own for it."""
    found = draft.application.tracing
    own = {*spec.variables, *draft.application.variables, *spec.secrets, *spec.optional_secrets, *spec.generate}
    return {} if found is None or found.secret is None or traces.HEADERS in own else {traces.HEADERS: found.secret}


def ports(draft: Draft) -> tuple[int, ...]:
    """What every container must reach on the internet."""
    found = draft.application.tracing
    return () if found is None else (found.port,)
