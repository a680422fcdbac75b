"""Alarms of containers: those that are not there or not well, and what they take of processors and memory."""

from collections.abc import Iterator, Mapping

from components.clouds.docker.monitor.alarm import Alarm
from components.container import ContainerSpec, InstanceSpec
from components.dashboard import DashboardArgs
from components.worker import JobSpec

STATUS = "docker_container_status_exitcode"

ANY = f"count({STATUS})"
"""There while anything is measured: an agent that does not answer is another alarm, and no end of all containers."""


def of(args: DashboardArgs) -> Iterator[Alarm]:
    """All of them."""
    yield from _ended(args)
    yield from _cpus(args)
    limit = args.platform.args.alarms.memory_percent
    if limit is not None:
        # The cache has a limit of its own, and fills what it has on purpose.
        mean = 'avg_over_time(docker_container_mem_usage_percent{part!="cache"}[15m])'
        yield Alarm(
            name="HighMemory",
            expression=f"max by (part, container_name) ({mean}) > {limit:g}",
            summary='{{ $labels.container_name }} takes {{ $value | printf "%.0f" }} % of its memory.',
        )


def _ended(args: DashboardArgs) -> Iterator[Alarm]:
    """Fewer of a part run than should, whatever became of them; or one does not answer the daemon's question well."""
    for part, number in _expected(args).items():
        running = f'count({STATUS}{{part="{part}",container_status="running"}})'
        yield Alarm(
            name="ContainerDown",
            expression=f"({running} or vector(0)) < {number} and on() {ANY}",
            summary=f"{part}: {{{{ $value }}}} of {number} containers run.",
            minutes=2,
            severity="critical",
            part=part,
        )
    yield Alarm(
        name="ContainerUnhealthy",
        expression='docker_container_health_failing_streak{health_status="unhealthy"} >= 0',
        summary="{{ $labels.container_name }} is not well: see `docker inspect`, State.Health.",
        minutes=2,
        severity="critical",
    )


def _expected(args: DashboardArgs) -> Mapping[str, int]:
    """How many containers run of each part: of a database, the server and its backups."""
    stores = {"gateway": args.gateway, "database": args.database, "cache": args.cache}
    fixed = {part: 2 if part == "database" else 1 for part, there in stores.items() if there is not None}
    parts = {part: _instances(spec) for part, spec in args.parts.items()}
    return {**fixed, **{part: number for part, number in parts.items() if number}}


def _instances(spec: ContainerSpec) -> int:
    if isinstance(spec, InstanceSpec):
        return max(spec.scale.min, 1)
    return int(isinstance(spec, JobSpec) and spec.schedule is not None)


def _cpus(args: DashboardArgs) -> Iterator[Alarm]:
    """The daemon counts in percent of one processor; a part may take more of them, or less."""
    limit = args.platform.args.alarms.cpu_percent
    stores = {"database": args.database_watch, "cache": args.cache_watch}
    cpus = {part: spec.cpu for part, spec in args.parts.items()}
    cpus |= {part: watch.cpus for part, watch in stores.items() if watch is not None}
    for part, number in cpus.items() if limit is not None else ():
        mean = f'avg_over_time(docker_container_cpu_usage_percent{{part="{part}",cpu="cpu-total"}}[15m])'
        yield Alarm(
            name="HighCpu",
            expression=f"avg by (part) ({mean}) / {number:g} > {limit:g}",
            summary='{{ $labels.part }} takes {{ $value | printf "%.0f" }} % of its processors.',
        )
