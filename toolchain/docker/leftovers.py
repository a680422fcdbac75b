"""What an engine leaves behind that was ended before it could clean up, and that keeps the next one from starting."""

from collections.abc import Mapping
from pathlib import Path

PROCESS_FILES: Mapping[Path, str] = {
    Path("/var/run/docker.pid"): "dockerd",
    Path("/var/run/docker/containerd/containerd.pid"): "containerd",
}
"""Files that hold a process id, each with the program whose process it is. Both programs take any process with that id,
which may be another by now, for a sign that they run already."""


def remove(files: Mapping[Path, str] = PROCESS_FILES, processes: Path = Path("/proc")) -> None:
    """Remove the files whose process is gone, or is another program now."""
    for file, program in files.items():
        if file.exists() and _program(processes, file.read_text(encoding="ascii").strip()) != program:
            file.unlink()


def _program(processes: Path, process: str) -> str | None:
    """The name of the program that a process runs; None when there is no such process."""
    try:
        return (processes / process / "comm").read_text(encoding="ascii").strip()
    except OSError:
        return None
