"""The stack that a command is about: made when it does not exist, configured without touching a tracked file."""

from collections.abc import Mapping
from pathlib import Path

from simulator.command import checkpoint
from simulator.command.engine import Engine
from simulator.command.home import Home
from simulator.command.overlay import Overlay, encryption_of
from simulator.command.problem import CommandError
from simulator.command.project import Project
from simulator.command.say import say
from simulator.command.secrets import stand_in
from simulator.command.stack_file import StackFile, entries

SETTING_UP = "another run is setting up a stack in this SIMULATOR_HOME; waiting for it"


class Stack:
    """One simulated stack of one project, as a run sees it.

    `scratch` is a folder of this run, set up as a Pulumi project of the same name: what Pulumi would write beside the
    real project file lands there.
    """

    def __init__(self, project: Project, name: str, tracked: Path, scratch: Path, *, live: bool = False) -> None:
        """`tracked` is the configuration that a person keeps; with `live` its resources and secrets are real."""
        self.live = live
        self.project = project
        self.name = name
        self._tracked = tracked
        self._scratch = scratch
        self._before = StackFile()
        (scratch / "Pulumi.yaml").write_text(f"name: {project.name}\nruntime: python\n", encoding="utf-8")

    @property
    def file(self) -> Path:
        """The configuration for `pulumi --config-file`: the tracked one with what the simulator adds."""
        return self._scratch / f"Pulumi.{self.name}.yaml"

    @property
    def flags(self) -> list[str]:
        """The flags of a command on this stack that finds everything in the run's own folder."""
        return ["--cwd", str(self._scratch), "--stack", self.name]

    def prepare(self, engine: Engine, home: Home, required: Mapping[str, str], *, create: bool) -> None:
        """Write `file`, after making the stack if it does not exist and is to be created.

        Dummies are made for those of the `required` keys that are not set; none for a stack that is real, whose program
        says which secrets are missing.
        """
        path = home.overlay(self.project.name, self.name)
        exists = checkpoint.path(home.state, self.project.name, self.name)
        with home.lock("setup", SETTING_UP):
            overlay = Overlay.read(path)
            if self.live and not overlay.encryption:
                overlay.encryption = encryption_of(StackFile.read(self._tracked))
            self._write(overlay.over(StackFile(), []))
            if create and not exists.exists():
                engine.do(["stack", "init", *self.flags, "--no-select"])
                overlay.encryption |= StackFile.read(self.file).others
                say(f"made the stack {self.name} in {home.root}")
            if exists.exists():
                self._configure(engine, overlay, required)
                overlay.write(path)

    def _configure(self, engine: Engine, overlay: Overlay, required: Mapping[str, str]) -> None:
        tracked = StackFile.read(self._tracked)
        if self.live:
            self._configure_live(overlay, tracked)
            return
        dummies = overlay.dummy_places(tracked, list(required))
        made = {place: required.get(place, stand_in(_short(place, self.project))) for place in dummies}
        self._make_dummies(engine, overlay, {place: made[place] for place in dummies if place not in overlay.dummies})
        self._write(overlay.over(tracked, list(required)))
        if dummies:
            names = ", ".join(_short(place, self.project) for place in sorted(dummies))
            say(f"dummies stand in for secrets that are not set here: {names}")

    def _configure_live(self, overlay: Overlay, tracked: StackFile) -> None:
        if sealed := overlay.sealed(tracked):
            names = ", ".join(_short(place, self.project) for place in sorted(sealed))
            raise CommandError(
                f"{self._tracked.name} holds secrets that were encrypted for another stack ({names}); set them for "
                f"this one with `simulate config set --secret NAME --stack {self.name}`"
            )
        self._write(overlay.alone(tracked))

    def _write(self, effective: StackFile) -> None:
        effective.write(self.file)
        self._before = effective

    def keep(self, home: Home) -> bool:
        """Take over what the command has changed in `file`. Returns whether it was any configuration."""
        path = home.overlay(self.project.name, self.name)
        with home.lock("setup", SETTING_UP):
            overlay = Overlay.read(path)
            changed = overlay.absorb(StackFile.read(self._tracked), self._before, StackFile.read(self.file))
            overlay.write(path)
        return changed

    def _make_dummies(self, engine: Engine, overlay: Overlay, values: Mapping[str, str]) -> None:
        if not values:
            return
        settings = [f"--secret=dummy:{number}={value}" for number, value in enumerate(values.values())]
        engine.do(["config", "set-all", *self.flags, "--config-file", str(self.file), *settings])
        made = StackFile.read(self.file).config
        for number, place in enumerate(values):
            overlay.dummies[place] = str(entries(made[f"dummy:{number}"])["secure"].value)


def _short(place: str, project: Project) -> str:
    """The name of a secret as a person sets it: without the project's own name."""
    return place.removeprefix(f"{project.name}:")
