"""Prometheus: keeps what is measured, judges it, and shows it to operators on the host."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_docker as docker
import yaml

from components import options
from components.clouds.docker import container, images, labels, scraped
from components.clouds.docker.container import Box, Health, Volume, Whose
from components.clouds.docker.monitor import service_level, telling
from components.clouds.docker.monitor.agent_configuration import PORT as AGENT
from components.clouds.docker.monitor.agent_configuration import SECONDS, STATES_PORT
from components.clouds.docker.monitor.alarm import Alarm
from components.clouds.docker.monitor.networks import PART, Paths
from components.clouds.docker.settings_of import settings
from components.dashboard import DashboardArgs

OWNER = "65534"
"""User and group `nobody` of the official image."""

PORT = 9090
ADDRESS = "127.0.0.1"
"""Of the host; whoever is on it may see the page, and nobody from outside."""

DATA = "/prometheus"
MOST_DATA = "2GB"
"""What is kept never takes more of the disk; the oldest goes first, whatever `logs.days` says."""

FILES = "/tmp"
"""Files are written here when it starts, and their folder is memory: the root file system stays as the image has it."""

START = f"""printf %s "$CONFIGURATION" >{FILES}/prometheus.yml
printf %s "$RULES" >{FILES}/rules.yml
exec /bin/prometheus "$@"
"""

NOISE = "groundwork_part|engine_host|server_version|container_version|container_image|container_id"
"""Labels of the agent's that tell one series from the next in nothing, or by a worse name."""


def create(
    name: str,
    args: DashboardArgs,
    paths: Paths,
    alarms: Sequence[Alarm],
    *,
    told: bool,
    opts: pulumi.ResourceOptions,
) -> None:
    """Create the volume and the server on it; `told` says that there is an Alertmanager."""
    kept = options.protected(opts, args.platform.protects("platform"))
    data = docker.Volume(f"{name}-data", labels=labels.of(PART, args.platform), opts=kept)
    shown = settings(args.platform).dashboard_port
    box = Box(
        image=images.pull(f"{name}-image", images.PROMETHEUS, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[paths.at("monitor", "prometheus"), *paths.to(paths.network.app_subnet_ids)],
        entrypoint=["sh", "-c", START, "prometheus"],
        command=_flags(args),
        variables={
            "CONFIGURATION": _text(configuration(args, paths, told=told)),
            "RULES": _text(
                {
                    "groups": [
                        {"name": "alarms", "rules": [alarm.rule() for alarm in alarms]},
                        *service_level.group(args),
                    ]
                }
            ),
        },
        volumes=[Volume(path=DATA, name=data.name)],
        scratch={FILES: "rw,nosuid,nodev,mode=1777,size=16m"},
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{PORT}/-/ready"]),
        read_only=True,
        memory=512,
        cpus=1,
        ports=[{"internal": PORT, "external": shown, "ip": ADDRESS}] if shown else [],
    )
    container.create(name, Whose(part=PART, platform=args.platform), box, opts)


def _flags(args: DashboardArgs) -> list[str]:
    return [
        f"--config.file={FILES}/prometheus.yml",
        f"--storage.tsdb.path={DATA}",
        f"--storage.tsdb.retention.time={args.platform.args.logs.days}d",
        f"--storage.tsdb.retention.size={MOST_DATA}",
    ]


def configuration(args: DashboardArgs, paths: Paths, *, told: bool) -> dict[str, Any]:
    """Who is asked for figures, and who is told of alarms."""
    agent, manager = paths.name("agent"), f"{paths.name('alertmanager')}:{telling.PORT}"
    return {
        "global": {"scrape_interval": f"{SECONDS}s", "evaluation_interval": f"{SECONDS}s"},
        "rule_files": [f"{FILES}/rules.yml"],
        **({"alerting": {"alertmanagers": [{"static_configs": [{"targets": [manager]}]}]}} if told else {}),
        "scrape_configs": [
            {
                "job_name": "agent",
                "static_configs": [{"targets": [f"{agent}:{AGENT}", f"{agent}:{STATES_PORT}"]}],
                "metric_relabel_configs": [
                    {"action": "labelmap", "regex": "groundwork_(part)"},
                    {"action": "labeldrop", "regex": NOISE},
                ],
            },
            *(_job(args, part) for part, spec in args.parts.items() if spec.scrape is not None),
        ],
    }


def _job(args: DashboardArgs, part: str) -> dict[str, Any]:
    """All containers of a part, by a private name that leads to each; those that come and go are found as they do."""
    spec, names = args.parts[part], [scraped.name(part, args.platform)]
    found = {"names": names, "type": "A", "port": scraped.port(spec), "refresh_interval": f"{SECONDS}s"}
    return {
        "job_name": f"{args.platform.args.application}-{part}",
        "metrics_path": scraped.path(spec),
        "dns_sd_configs": [found],
    }


def _text(content: dict[str, Any]) -> str:
    return yaml.safe_dump(content, sort_keys=False, width=1000)
