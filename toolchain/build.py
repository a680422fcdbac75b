"""The Pulumi command line interface, built from the Go modules that `go.mod` pins."""

import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path

from toolchain.failure import SetupError
from toolchain.progress import Progress

PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

TAGS = "grpcnotrace,osusergo"
"""The release's own build tags (pulumi/pulumi, .goreleaser.yml)."""

VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"
"""Empty unless the linker sets it; the SDK refuses a command line interface that cannot tell its version."""

LINES_OF_AN_ERROR = 20
"""So much of what `go build` said last is shown when it fails."""


def build(wanted: str, sources: Path, executable: Path) -> None:
    """Build the version that the folder `sources` pins, and put it at `executable`.

    Shows what it is doing: 4 to 7 minutes on two cores with empty caches, under one with warm ones. Raises SetupError.
    """
    go = shutil.which("go")
    if go is None:
        raise SetupError(
            f"there is no Pulumi {wanted} here, its installer cannot be reached, and without `go` on PATH it cannot be "
            "built; install Go (https://go.dev/dl) or Pulumi (https://www.pulumi.com/docs/install) and try again"
        )
    executable.parent.mkdir(parents=True, exist_ok=True)
    unfinished = executable.with_suffix(".unfinished")
    flags = ["-v", "-trimpath", "-tags", TAGS, "-ldflags", f"-s -w -X {VERSION_VARIABLE}=v{wanted}"]
    last: deque[str] = deque(maxlen=LINES_OF_AN_ERROR)
    with (
        Progress(f"building Pulumi {wanted} from its Go modules, once; some minutes", sys.stderr) as progress,
        subprocess.Popen(
            [go, "build", *flags, "-o", str(unfinished), PACKAGE],
            cwd=sources,
            env={**os.environ, "CGO_ENABLED": "0", "GOWORK": "off"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as child,
    ):
        for line in child.stdout or ():
            progress.step(line.strip())
            last.append(line)
    if child.returncode != 0:
        raise SetupError(f"building Pulumi {wanted} failed; the last that `go build` said:\n{''.join(last).rstrip()}")
    unfinished.replace(executable)
