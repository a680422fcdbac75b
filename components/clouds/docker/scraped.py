"""Where a part shows its own metrics: to Prometheus, by a private name that leads to each of its containers."""

from components.container import ContainerSpec, WebSpec
from components.platform import Platform
from components.present import present


def aliases(part: str, spec: ContainerSpec, platform: Platform) -> list[str]:
    """The names of a container by which it is found for that; none where it shows nothing."""
    return [name(part, platform)] if spec.scrape is not None else []


def name(part: str, platform: Platform) -> str:
    """The private name: without the entry, which stands before a part for everybody else."""
    return f"{part}.metrics.{platform.namespace_domain}"


def port(spec: ContainerSpec) -> int:
    """The port that `scrape` names, else the one that the part answers on."""
    stated = present(spec.scrape, "scrape").partition("/")[0].removeprefix(":")
    return int(stated) if stated else present(spec.port if isinstance(spec, WebSpec) else None, "port")


def path(spec: ContainerSpec) -> str:
    """The path that `scrape` names."""
    return f"/{present(spec.scrape, 'scrape').partition('/')[2]}"
