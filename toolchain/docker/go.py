"""Programs built from Go modules that are pinned here: for stand-ins, and for tools that are no Python."""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from toolchain import command
from toolchain.docker.recipe import digest_of
from toolchain.failure import SetupError


def build(package: str, module: Path, tools: Path, tags: Sequence[str] = (), *, folder: str = "stand-ins") -> Path:
    """A static executable of a package, exactly as go.mod and go.sum in the folder `module` pin it.

    Kept in `folder` of `tools`, so built once for these tags: 70 seconds on two cores with an empty cache. Raises
    SetupError.
    """
    pinned = digest_of(module / "go.mod", module / "go.sum")
    chosen = hashlib.sha256(",".join(tags).encode()).hexdigest()[:8] if tags else ""
    kept = tools / folder / "-".join([module.name, pinned, *([chosen] if chosen else [])])
    if kept.exists():
        return kept
    go = shutil.which("go")
    if go is None:
        raise SetupError(
            f"{module.name} is built from its Go module here, and there is no `go` on PATH; install Go "
            "(https://go.dev/dl) and try again"
        )
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".unfinished")
    command.run(
        f"building {package.rpartition('/')[2]} from its Go modules, once; a minute or two",
        [
            *(go, "build", "-v", "-trimpath", "-ldflags", "-s -w"),
            *(["-tags", ",".join(tags)] if tags else []),
            *("-o", unfinished, package),
        ],
        directory=module,
        environment={"CGO_ENABLED": "0", "GOWORK": "off"},
    )
    unfinished.replace(kept)
    return kept
