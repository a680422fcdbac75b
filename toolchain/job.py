"""What a language host asks of the process that it starts: one JSON object, sent through standard input."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

MESSAGE_SHOWN = 32
"""Exit code of a program that has already told the person what is wrong: the engine adds nothing to it."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One Pulumi program to run against one engine."""

    program: str
    """Path of the program: a file, or a folder that holds `__main__.py`."""

    parent: int
    """Process id of the language host, without which the program has no business to run."""

    arguments: list[str] = field(default_factory=list)
    """Command-line arguments for the program."""

    config: dict[str, str] = field(default_factory=dict)
    """The stack's configuration, `project:key` to plain text; secrets too, which is why it never travels in the
    environment or on a command line, where other users of the machine could read it."""

    secret_keys: list[str] = field(default_factory=list)
    """The keys of `config` whose values are secret."""

    settings: dict[str, Any] = field(default_factory=dict)
    """Arguments of `pulumi.runtime.Settings`: project, stack, addresses of the engine, parallelism, dry run."""

    def to_json(self) -> str:
        """The job as JSON, to be read back by `from_json`."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Job":
        """The job that `to_json` wrote. Raises TypeError when a field is missing or unknown."""
        return cls(**json.loads(text))
