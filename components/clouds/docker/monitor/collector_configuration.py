"""What the collector is told, in Telegraf's words: whose output it follows, where it writes it; nothing is secret."""

import json

from components.clouds.docker.monitor import forwarding, gate
from components.forwarding import BATCH
from components.platform import PlatformArgs

FILES = "/etc/groundwork"

KEPT = "/output/output.log"
"""The file of today; those of days before lie beside it, with a date in their names."""

SECONDS = 2
"""From one look at which containers run to the next: what runs for less may be missed."""

FORGOTTEN_SECONDS = 300
"""Lines that are older when the collector comes to them were written down by the one before it."""

BUFFER_LINES = 20_000
"""Lines that wait in memory while a system does not take them; then the oldest are given up."""

LINE = '{{.Time.UTC.Format "2006-01-02T15:04:05.000000Z"}} {{.Tag "groundwork.part"}} {{.Tag "container_name"}} '
LINE += '{{.Field "message"}}\n'
"""How a line is kept: time (UTC), part, container, and what it wrote."""


def text(platform: PlatformArgs, gate_name: str, own: str) -> str:
    """The whole file; `own` is the pattern of the collector's own name, whose output it does not follow."""
    return "".join([_agent(), _input(gate_name, own), _kept(platform.logs.days), forwarding.text(platform, FILES)])


def _agent() -> str:
    return f"""[agent]
  interval = "{SECONDS}s"
  flush_interval = "{SECONDS}s"
  metric_batch_size = {BATCH}
  metric_buffer_limit = {BUFFER_LINES}
  omit_hostname = true
  quiet = true
"""


def _input(gate_name: str, own: str) -> str:
    fresh = f'time > now() - duration("{FORGOTTEN_SECONDS}s")'
    return f"""[[inputs.docker_log]]
  endpoint = "tcp://{gate_name}:{gate.OUTPUT}"
  container_name_exclude = {json.dumps([own])}
  docker_label_include = ["groundwork.part"]
  metricpass = '{fresh}'
"""


def _kept(days: int) -> str:
    """A file a day; one more than `days` with that of today."""
    return f"""[[outputs.file]]
  files = ["{KEPT}"]
  rotation_interval = "24h"
  rotation_max_archives = {days}
  data_format = "template"
  template = {json.dumps(LINE)}
"""
