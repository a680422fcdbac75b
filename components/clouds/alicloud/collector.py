"""The collector beside a part that shows metrics in Prometheus's form: they become lines of JSON in a log store.

It writes to its own output, which the instance hands to Simple Log Service as it does the part's: nobody needs a key.
The exporters that write to the service by themselves want a long-lived one (remote write), or nobody looks after them
(`alibabacloudlogservice`, unmaintained since 2026-02: open-telemetry/opentelemetry-collector-contrib #46029).
"""

from dataclasses import replace
from typing import Any

import pulumi

from components.clouds.alicloud import container, logs, policy
from components.clouds.alicloud.container import OUTPUT, Container
from components.clouds.alicloud.regions import in_mainland
from components.clouds.alicloud.settings_of import settings
from components.container import ContainerSpec, InstanceSpec, WebSpec
from components.platform import Platform
from components.present import present

NAME = "metrics-collector"
"""Longer than the name of any part."""
IMAGE = "otel/opentelemetry-collector-contrib:0.153.0"
"""Where the stack names no other (`groundwork:alicloud.collector_image`)."""
USER = "10001"
"""The image's own user."""
CONFIGURATION = "COLLECTOR_CONFIGURATION"
"""The variable that it is configured by."""
MEMORY_GIB = 0.25
LIMIT = 200
"""MiB at which it lets measurements go rather than end."""
SECONDS = 60
"""From one look to the next."""
MEASUREMENTS = 100
"""In a line of output: about 30 KB, of 512 that a line may have (Logtail, "Limits")."""


def beside(name: str, described: Container, platform: Platform, opts: pulumi.ResourceOptions) -> list[dict[str, Any]]:
    """Return the collector's container and make its log store; nothing where the part shows no metrics."""
    spec = described.spec
    if spec.scraped is None:
        return []
    if not isinstance(spec, InstanceSpec):
        # An instance ends when all of its containers have, and a collector never does.
        pulumi.log.warn(f"{name}: `scrape` of a job is not kept on this cloud: see docs/parity.md")
        return []
    if image(platform) == IMAGE and in_mainland(platform.args.region):
        told = f"from {platform.args.region} Docker Hub is hard to reach: name a copy of {IMAGE} as"
        pulumi.log.warn(f"{name}: `scrape`: {told} `groundwork:alicloud.collector_image`")
    kept = logs.store(f"{name}-metrics", platform, opts, {OUTPUT: "text"})
    collects = replace(
        described,
        spec=spec.model_copy(update={"user": USER, "read_only": True, "writable": []}),
        variables={CONFIGURATION: _configuration(name, spec)},
        log_store=kept.name,
        image=image(platform),
    )
    started = {"args": [f"--config=env:{CONFIGURATION}"], "memory": MEMORY_GIB}
    return [{**container.plain(NAME, collects), **started}]


def image(platform: Platform) -> str:
    """What the collector runs from."""
    return settings(platform).collector_image or IMAGE


def _configuration(part: str, spec: ContainerSpec) -> pulumi.Input[str]:
    """JSON is YAML; a dollar sign is doubled, since one begins the name of a variable."""
    port, path = present(spec.scraped, "scrape")
    target = f"127.0.0.1:{spec.port if port is None and isinstance(spec, WebSpec) else port}"
    looks = {
        "global": {"scrape_interval": f"{SECONDS}s", "scrape_timeout": "10s"},
        "scrape_configs": [
            {
                "job_name": part,
                "metrics_path": path.replace("$", "$$"),
                "static_configs": [{"targets": [target]}],
            }
        ],
    }
    pipeline = {"receivers": ["prometheus"], "processors": ["memory_limiter", "batch"], "exporters": ["file"]}
    return policy.json_text(
        {
            "receivers": {"prometheus": {"config": looks}},
            "processors": {
                "memory_limiter": {"check_interval": "5s", "limit_mib": LIMIT},
                "batch": {"send_batch_size": MEASUREMENTS, "send_batch_max_size": MEASUREMENTS},
            },
            "exporters": {"file": {"path": "/dev/stdout"}},
            "service": {
                "telemetry": {"logs": {"level": "error"}, "metrics": {"level": "none"}},
                "pipelines": {"metrics": pipeline},
            },
        }
    )
