"""Output of days before, of containers too that are no more: what the stack's collector has kept."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from host.containers import Containers
from host.problem import HostError

COLLECTOR = "dashboard-collector-"
READ = "cat /output/*.log"
"""Name and files of the collector, as components/clouds/docker/monitor has them.

Files of days before come first: their names go on with a date, that of today with `log`.
"""

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_AGO = re.compile(r"(\d+)([mhd])")

WITHOUT = (
    "keeps output by size and not by days: leave --since out; where the stack is watched "
    "(`groundwork:docker.monitoring`, by itself outside dev) or has `logs.forward`, it is kept by days"
)

REMEMBERED = 50_000
"""Lines within which one that is there twice is shown once: a collector that starts anew reads five minutes again."""


def show(containers: Containers, part: str | None, since: str) -> int:
    """Print what a part's containers, or all, have written since a moment; the exit code."""
    begin = moment(since, datetime.now(UTC))
    collector = containers.named(COLLECTOR, WITHOUT)
    with containers.start("exec", collector.name, "sh", "-c", READ) as reading:
        for line in chosen(reading.stdout or (), part, begin):
            print(line, end="")
    return reading.returncode


def moment(text: str, now: datetime) -> str:
    """`2026-11-20`, `2026-11-20T10:30` (UTC), or how long ago: `90m`, `36h`, `7d`; as the lines begin."""
    ago = _AGO.fullmatch(text)
    try:
        found = now - timedelta(**{UNITS[ago[2]]: int(ago[1])}) if ago else datetime.fromisoformat(text)
    except (ValueError, OverflowError) as problem:
        raise HostError(
            f'"{text}" is no moment; allowed: 2026-11-20, 2026-11-20T10:30 (UTC), 90m, 36h, 7d'
        ) from problem
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y-%m-%dT%H:%M:%S")


def chosen(lines: Iterable[str], part: str | None, begin: str) -> Iterator[str]:
    """Those from that moment on, of that part, each once."""
    seen: OrderedDict[str, None] = OrderedDict()
    for line in lines:
        words = line.split(" ", 2)
        if line < begin or (part is not None and words[1:2] != [part]) or line in seen:
            continue
        seen[line] = None
        if len(seen) > REMEMBERED:
            seen.popitem(last=False)
        yield line
