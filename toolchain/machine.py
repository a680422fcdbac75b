"""What this machine lets the toolchain do."""

import os
import platform
from dataclasses import dataclass
from typing import Self

WHERE_POSSIBLE = "--where-possible"
"""The argument by which a command does nothing on a machine that lets it do nothing, and does not fail elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Machine:
    """An operating system, and whether its owner runs this."""

    distributions: tuple[str, ...]
    """`ID` and then `ID_LIKE` of os-release, such as `ubuntu, debian`; empty where there is no such file."""

    is_root: bool

    @classmethod
    def this(cls) -> Self:
        """The machine that this process runs on."""
        try:
            release = platform.freedesktop_os_release()
        except OSError:
            release = {}
        names = (release.get("ID", ""), *release.get("ID_LIKE", "").split())
        return cls(distributions=tuple(filter(None, names)), is_root=os.geteuid() == 0)

    @property
    def installs_packages(self) -> bool:
        """Whether `apt-get install` is there and may be used: root on Debian, Ubuntu and their like."""
        return self.is_root and "debian" in self.distributions

    @property
    def is_debian(self) -> bool:
        """Whether Debian's own packages can be installed, so not those of Ubuntu and others like it."""
        return self.is_root and self.distributions[:1] == ("debian",)
