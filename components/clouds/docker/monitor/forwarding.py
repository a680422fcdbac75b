"""Where the collector hands output on to: the forms of `components.forwarding.forms`, which Telegraf fills in."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pulumi

from components.forwarding import Kind, forms, index, variables
from components.platform import PlatformArgs

FILE = "authorization"
REFERENCE = f"@{{files:{FILE}}}"
"""The content of a file beside the configuration, by Telegraf's own store of secrets."""

NEVER_TAKEN = (400, 413)
"""Answers to lines that a system will not have however often they come: they are told of and given up."""

PART = "{{ $line.Tag `groundwork.part` }}"
INSTANCE = "{{ $line.Tag `container_name` }}"
NANOSECONDS = "{{ $line.Time.UnixNano }}"
MOMENT = "{{ $line.Time.UTC.Format `2006-01-02T15:04:05.000Z` }}"
IDENTITY = (
    "{{ printf `%d %s %s` $line.Time.UnixNano ($line.Tag `container_name`) ($line.Field `message`) | sha256sum }}"
)
"""The same whenever the same line is handed over again."""

MESSAGE = "{{ $line.Field `message` | toJson }}"
MILLISECONDS = "{{ $line.Time.UnixMilli }}"
VALUES = (MESSAGE, MILLISECONDS)
"""What becomes a value of JSON as it is; everything else stands inside a string."""


def text(platform: PlatformArgs, files: str) -> str:
    """The output that hands lines on; empty where the stack says nothing. `files` is the folder of the secret."""
    forward = platform.logs.forward
    if forward is None:
        return ""
    kind, template = TEMPLATES[forward.kind](platform)
    store = f'[[secretstores.docker]]\n  id = "files"\n  path = "{files}"\n' if platform.forward_secret else ""
    header = f'    {forms.HEADERS[forward.kind]} = "{REFERENCE}"\n' if platform.forward_secret else ""
    return f"""{store}[[outputs.http]]
  url = {json.dumps(forward.address)}
  timeout = "10s"
  non_retryable_statuscodes = {list(NEVER_TAKEN)}
  data_format = "template"
  batch_template = {json.dumps(template)}
  [outputs.http.headers]
    Content-Type = "{kind}"
{header}"""


def authorization(platform: PlatformArgs) -> pulumi.Output[str] | None:
    """What the header says by which the system knows the sender, secret; None where it asks for nothing."""
    forward = platform.logs.forward
    if forward is None or platform.forward_secret is None:
        return None
    told = variables(forward, platform.application, platform.environment)
    secret = pulumi.Output.secret(platform.forward_secret)
    return secret.apply(lambda value: "".join(forms.login(forms.system(told, value)).values()))


def _loki(platform: PlatformArgs) -> tuple[str, str]:
    stream = _json({"stream": _labels(platform), "values": [[NANOSECONDS, MESSAGE]]})
    return "application/json", f'{{"streams": [{_separated(stream)}]}}'


def _elasticsearch(platform: PlatformArgs) -> tuple[str, str]:
    """Two lines each: what is to be done, and the document."""
    create = _json({"create": {"_index": index(platform.application, platform.environment), "_id": IDENTITY}})
    document = _json({"@timestamp": MOMENT, "message": MESSAGE, **_labels(platform)})
    return "application/x-ndjson", f"{{{{ range $line := . }}}}{create}\n{document}\n{{{{ end }}}}"


def _datadog(platform: PlatformArgs) -> tuple[str, str]:
    event = {
        "message": MESSAGE,
        "timestamp": MILLISECONDS,
        "service": PART,
        "hostname": INSTANCE,
        "ddsource": platform.application,
        "ddtags": ",".join(f"{name}:{value}" for name, value in _labels(platform).items()),
    }
    return "application/json", f"[{_separated(_json(event))}]"


def _labels(platform: PlatformArgs) -> dict[str, str]:
    return {
        "application": platform.application,
        "environment": platform.environment,
        "part": PART,
        "stream": INSTANCE,
    }


def _json(content: Mapping[str, Any]) -> str:
    written = json.dumps(content)
    for value in VALUES:
        written = written.replace(f'"{value}"', value)
    return written


def _separated(each: str) -> str:
    """One for every line, with commas between."""
    return f"{{{{ range $number, $line := . }}}}{{{{ if $number }}}},{{{{ end }}}}{each}{{{{ end }}}}"


TEMPLATES: Mapping[Kind, Callable[[PlatformArgs], tuple[str, str]]] = {
    "loki": _loki,
    "elasticsearch": _elasticsearch,
    "datadog": _datadog,
}
"""Kind -> kind of content, and content."""
