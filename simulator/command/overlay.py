"""What a simulated stack's configuration adds to the tracked file; kept in SIMULATOR_HOME."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from simulator.command.stack_file import StackFile, dump, entries, mapping, replaced, secure, secure_places, text

ENCRYPTION = ("encryptionsalt", "secretsprovider", "encryptedkey")
"""How a stack's secrets are encrypted. Those of the tracked file belong to the real stack, whose key is not here."""


def encryption_of(file: StackFile) -> dict[str, yaml.Node]:
    """How a file's secrets are encrypted; empty when it holds none."""
    if not any(True for key, value in file.config.items() for _ in secure_places(value, key)):
        return {}
    return {key: file.others[key] for key in ENCRYPTION if key in file.others}


@dataclass
class Overlay:
    """Changes to `Pulumi.<stack>.yaml` that only the simulator sees."""

    encryption: dict[str, yaml.Node] = field(default_factory=dict)
    """The simulated stack's own salt."""

    config: dict[str, yaml.Node] = field(default_factory=dict)
    """Keys set by `simulate config set`."""

    removed: list[str] = field(default_factory=list)
    """Keys of the tracked file taken away by `simulate config rm`."""

    dummies: dict[str, str] = field(default_factory=dict)
    """Ciphertexts of the dummies that stand in for secrets, by the place of the secret: its key, or a path below it."""

    @classmethod
    def read(cls, path: Path) -> "Overlay":
        """The overlay in a file; an empty one when there is none."""
        content = StackFile.read(path)
        others = content.others
        return cls(
            encryption={key: others[key] for key in ENCRYPTION if key in others},
            config=content.config,
            removed=list(entries(others.get("removed"))),
            dummies={name: str(node.value) for name, node in entries(others.get("dummies")).items()},
        )

    def write(self, path: Path) -> None:
        """Keep the overlay."""
        removed = mapping({key: text("") for key in self.removed})
        dummies = mapping({name: text(ciphertext) for name, ciphertext in self.dummies.items()})
        StackFile(self.config, {**self.encryption, "removed": removed, "dummies": dummies}).write(path)

    def dummy_places(self, tracked: StackFile, required: list[str]) -> list[str]:
        """Where a dummy stands in.

        Those are the encrypted values of the tracked file, for their key is not here, and the keys of `required` that
        are set nowhere.
        """
        kept = {key: value for key, value in tracked.config.items() if key not in {*self.config, *self.removed}}
        places = [place for key, value in kept.items() for place in secure_places(value, key)]
        return places + [key for key in required if key not in kept and key not in self.config]

    def over(self, tracked: StackFile, required: list[str]) -> StackFile:
        """What the simulated stack is configured with. A dummy must be there for each of `dummy_places`."""
        kept = {key: value for key, value in tracked.config.items() if key not in {*self.config, *self.removed}}
        config = {key: replaced(value, key, self.dummies) for key, value in kept.items()} | self.config
        config |= {key: secure(self.dummies[key]) for key in required if key not in config}
        others = {key: value for key, value in tracked.others.items() if key not in ENCRYPTION}
        return StackFile(config, others | self.encryption)

    def alone(self, tracked: StackFile) -> StackFile:
        """What a real stack is configured with: the tracked file with what `config set` has changed, and no dummy."""
        kept = {key: value for key, value in tracked.config.items() if key not in {*self.config, *self.removed}}
        others = {key: value for key, value in tracked.others.items() if key not in ENCRYPTION}
        return StackFile(kept | self.config, others | self.encryption)

    def sealed(self, tracked: StackFile) -> list[str]:
        """The places of the tracked file's encrypted values that this stack's key does not open."""
        kept = {key: value for key, value in tracked.config.items() if key not in {*self.config, *self.removed}}
        places = [place for key, value in kept.items() for place in secure_places(value, key)]
        keys = {key: dump(value) for key, value in encryption_of(tracked).items()}
        own = {key: dump(value) for key, value in self.encryption.items()}
        return places if keys != own else []

    def absorb(self, tracked: StackFile, before: StackFile, after: StackFile) -> bool:
        """Take over what a command has changed in the file that it was given, from `before` to `after`.

        Returns whether configuration changed; a new encryption salt is taken over in silence.
        """
        self.encryption |= {key: after.others[key] for key in ENCRYPTION if key in after.others}
        was, now = ({key: dump(value) for key, value in file.config.items()} for file in (before, after))
        changed = {key for key in was | now if was.get(key) != now.get(key)}
        self.config = {key: value for key, value in self.config.items() if key not in changed}
        self.config |= {key: value for key, value in after.config.items() if key in changed}
        gone = {key for key in changed if key not in now and key in tracked.config}
        self.removed = sorted((set(self.removed) | gone) - (changed & set(now)))
        return bool(changed)
