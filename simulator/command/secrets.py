"""Which third-party secrets the program of a stack cannot do without, and what stands in for them."""

from collections.abc import Mapping
from pathlib import Path

from simulator.command.project import Project


def stand_in(name: str) -> str:
    """The dummy for a secret that a person sets by this name."""
    return f"simulated-{name}"


def required_keys(project: Project, stack: str) -> Mapping[str, str]:
    """Configuration key, `project:name`, of each secret that `app.yaml` asks for -> the dummy that stands in for it.

    Empty for a program that is not Groundwork's, and for a broken `app.yaml`: what is wrong with it is for the program
    to say.
    """
    if not project.is_groundwork:
        return {}
    import settings

    folder = Path(project.root)
    try:
        names, addresses = settings.required_secrets(folder, stack), settings.secret_addresses(folder, stack)
    except settings.Problems:
        return {}
    return {
        name if ":" in name else f"{project.name}:{name}": (
            f"https://{stand_in(name)}.invalid/" if name in addresses else stand_in(name)
        )
        for name in names
    }
