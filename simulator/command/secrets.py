"""Which third-party secrets the program of a stack cannot do without."""

from pathlib import Path

from simulator.command.project import Project


def required_keys(project: Project, stack: str) -> list[str]:
    """Configuration keys, `project:name`, of the secrets that `app.yaml` asks for.

    Empty for a program that is not Groundwork's, and for a broken `app.yaml`: what is wrong with it is for the program
    to say.
    """
    if not project.is_groundwork:
        return []
    import settings

    try:
        names = settings.required_secrets(Path(project.root), stack)
    except settings.Problems:
        return []
    return [name if ":" in name else f"{project.name}:{name}" for name in names]
