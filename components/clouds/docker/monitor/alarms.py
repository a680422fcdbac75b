"""Every alarm of a stack, from the thresholds that it states."""

from collections.abc import Iterator

from components.clouds.docker.monitor import container_alarms, figures, store_alarms
from components.clouds.docker.monitor.alarm import Alarm
from components.clouds.docker.monitor.figures import QUEUE_DELAY, Figure
from components.dashboard import DashboardArgs

COUNT = 'entry_waited_bucket{le="+Inf"%s}'
"""How many requests the entry has answered."""


def of(args: DashboardArgs) -> list[Alarm]:
    """All of them; a threshold of null makes none."""
    entry = _entry(args) if args.gateway is not None else ()
    return [*entry, *container_alarms.of(args), *store_alarms.of(args), *_figures(args), _blind()]


def _entry(args: DashboardArgs) -> Iterator[Alarm]:
    limits = args.platform.args.alarms
    if limits.error_percent is not None:
        failed, all_of_them = COUNT % ',status=~"5.."', COUNT % ""
        yield Alarm(
            name="HighErrorRate",
            expression=(f"100 * sum(rate({failed}[5m])) / sum(rate({all_of_them}[5m])) > {limits.error_percent:g}"),
            summary='The entry answers {{ $value | printf "%.1f" }} % of all requests with status 5xx.',
            minutes=2,
            severity="critical",
        )
    if limits.latency_p95_seconds is not None:
        yield Alarm(
            name="HighLatency",
            expression=(
                "histogram_quantile(0.95, sum by (le) (rate(entry_waited_bucket[5m]))) "
                f"> {limits.latency_p95_seconds:g}"
            ),
            summary='One request in twenty waits longer than {{ $value | printf "%.1f" }} s for its answer.',
            minutes=5,
        )


def _figures(args: DashboardArgs) -> Iterator[Alarm]:
    for figure in figures.of(args):
        spec = figure.spec
        above = args.platform.args.alarms.queue_delay_seconds if figure.name == QUEUE_DELAY else None
        if spec.below is not None:
            yield _figure(figure, "below", spec.below)
        elif spec.above is not None:
            yield _figure(figure, "above", spec.above)
        elif above is not None:
            yield _figure(figure, "above", above)


def _figure(figure: Figure, side: str, limit: float) -> Alarm:
    spec = figure.spec
    told = f"{spec.statistic} of {figure.name} over {spec.minutes} min"
    return Alarm(
        name=figure.name,
        expression=f"{figure.expression} {'<' if side == 'below' else '>'} {limit:g}",
        summary=f"{figure.part}: {told} is {{{{ $value }}}}, {side} {limit:g}.",
    )


def _blind() -> Alarm:
    return Alarm(
        name="NothingMeasured",
        expression="up == 0",
        summary="{{ $labels.job }} does not tell Prometheus anything ({{ $labels.instance }}).",
        minutes=5,
    )
