"""What the agent is told to measure, in Telegraf's words; nothing of it is secret."""

import json
from collections.abc import Iterable, Mapping, Sequence

from components.clouds.docker.monitor import figures, gate
from components.clouds.docker.monitor.figures import Figure
from components.dashboard import DashboardArgs

PORT, STATES_PORT = 9273, 9274
"""Where Prometheus asks for numbers, and for numbers whose labels are states (running, healthy)."""

SECONDS = 15
"""From one measurement to the next."""

STATE_SECONDS = 2 * SECONDS
"""A state that has not been seen for so long is no more: a container that runs had another one before."""

FORGOTTEN_SECONDS = 60
"""Output that is older when the agent comes to it was another agent's, or nobody's."""

WAITED = "waited"
"""Field of the access log: seconds until the first byte of an answer: one that streams for hours is not slow."""

BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper ends, in seconds, of what answers' times are counted in; a threshold is one more."""

STATES = ["docker_container_health", "docker_container_status"]


def text(args: DashboardArgs, gate_name: str) -> str:
    """The whole file."""
    found = figures.of(args)
    blocks = [_host(), _containers(gate_name), _output(args, found, gate_name)]
    if args.gateway is not None:
        blocks += [_entry(args.platform.args.alarms.latency_p95_seconds)]
    blocks += [_parsed(part, [figure.name for figure in of_part]) for part, of_part in _by_part(found).items()]
    blocks += [_statistic(figure) for figure in found]
    return "".join(blocks)


def _host() -> str:
    """How often; processors, memory, disk and network of the host; where the results are shown."""
    return f"""[agent]
  interval = "{SECONDS}s"
  flush_interval = "5s"
  omit_hostname = true
  quiet = true
  skip_processors_after_aggregators = true
[[outputs.prometheus_client]]
  listen = ":{PORT}"
  collectors_exclude = ["gocollector", "process"]
  string_as_label = false
  namedrop = {json.dumps(["docker_log", *STATES])}
[[outputs.prometheus_client]]
  listen = ":{STATES_PORT}"
  collectors_exclude = ["gocollector", "process"]
  expiration_interval = "{STATE_SECONDS}s"
  namepass = {json.dumps(STATES)}
[[inputs.cpu]]
  percpu = false
[[inputs.mem]]
[[inputs.disk]]
  mount_points = ["/"]
  ignore_fs = []
[[inputs.net]]
  interfaces = ["*"]
  [inputs.net.tagdrop]
    interface = ["lo", "veth*", "br-*", "docker*"]
"""


def _containers(gate_name: str) -> str:
    return f"""[[inputs.docker]]
  endpoint = "tcp://{gate_name}:{gate.ALL}"
  container_state_include = ["*"]
  perdevice_include = []
  total_include = ["cpu", "blkio", "network"]
  docker_label_include = ["groundwork.part"]
"""


def _output(args: DashboardArgs, found: Iterable[Figure], gate_name: str) -> str:
    """Whose output is read: the entry's, and that of parts with figures; lines of JSON only."""
    parts = [*(["gateway"] if args.gateway is not None else []), *_by_part(found)]
    if not parts:
        return ""
    fresh = f'time > now() - duration("{FORGOTTEN_SECONDS}s")'
    return f"""[[inputs.docker_log]]
  endpoint = "tcp://{gate_name}:{gate.RUNNING}"
  container_name_include = {json.dumps([f"{part}-*" for part in parts])}
  docker_label_include = ["groundwork.part"]
  metricpass = '{fresh} && string(fields.message).startsWith("{{")'
"""


def _entry(threshold: float | None) -> str:
    """Answers of the entry by status and time."""
    ends = sorted({*BUCKETS, *([threshold] if threshold else [])})
    tag = '    [[processors.parser.json_v2.tag]]\n      path = "status"\n'
    return f"""{_parser("gateway", "entry", [WAITED], tag)}[[aggregators.histogram]]
  namepass = ["entry"]
  period = "{SECONDS}s"
  drop_original = true
  [[aggregators.histogram.config]]
    buckets = {json.dumps([float(end) for end in ends])}
    measurement_name = "entry"
    fields = ["{WAITED}"]
[[aggregators.basicstats]]
  namepass = ["entry"]
  period = "{SECONDS}s"
  stats = ["mean"]
"""


def _parsed(part: str, fields: Sequence[str]) -> str:
    return _parser(part, f"figures of {part}", fields)


def _parser(part: str, measurement: str, fields: Sequence[str], tags: str = "") -> str:
    """Numbers out of one part's lines of JSON."""
    numbers = "".join(
        f"""    [[processors.parser.json_v2.field]]
      path = "{field}"
      type = "float"
      optional = true
"""
        for field in fields
    )
    return f"""[[processors.parser]]
  namepass = ["docker_log"]
  parse_fields = ["message"]
  data_format = "json_v2"
  [processors.parser.tagpass]
    "groundwork.part" = ["{part}"]
  [[processors.parser.json_v2]]
    measurement_name = "{measurement}"
{tags}{numbers}"""


def _statistic(figure: Figure) -> str:
    """One number of all that a part's instances have logged in so many minutes."""
    spec = figure.spec
    kind = "quantile" if spec.statistic == "p95" else "basicstats"
    asked = "quantiles = [0.95]" if kind == "quantile" else f'stats = ["{figures.SUFFIXES[spec.statistic]}"]'
    return f"""[[aggregators.{kind}]]
  namepass = ["figures of {figure.part}"]
  fieldinclude = ["{figure.name}"]
  name_override = "measure"
  period = "{spec.minutes}m"
  grace = "10s"
  {asked}
  [aggregators.{kind}.tags]
    part = "{figure.part}"
"""


def _by_part(found: Iterable[Figure]) -> Mapping[str, list[Figure]]:
    parts: dict[str, list[Figure]] = {}
    for figure in found:
        parts.setdefault(figure.part, []).append(figure)
    return parts
