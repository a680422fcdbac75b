"""Alertmanager: tells people what is wrong, by e-mail and through a webhook, and when it is over."""

from typing import Any

import pulumi
import yaml

from components.clouds.docker import container, images
from components.clouds.docker.container import Box, File, Health, Whose
from components.clouds.docker.contract import MailSpec
from components.clouds.docker.monitor.networks import PART, Paths
from components.clouds.docker.settings_of import settings
from components.dashboard import DashboardArgs
from components.platform import PlatformArgs

OWNER = "65534"
"""User and group `nobody` of the official image."""

PORT = 9093
FILES = "/etc/groundwork"
WEBHOOK, PASSWORD = f"{FILES}/webhook", f"{FILES}/password"

DATA = "/alertmanager"

TITLE = "[{{ .Status | toUpper }}] %s: {{ .CommonLabels.alertname }} ({{ .CommonLabels.severity }})"
SENTENCES = '{{ range .Alerts }}{{ .Annotations.summary }}{{ "\\n" }}{{ end }}'

SILENT = (
    "alarms are told to nobody: give `alarms.webhook_secret`, or `alarms.email` together with `groundwork:docker.mail`"
)


def create(name: str, args: DashboardArgs, paths: Paths, opts: pulumi.ResourceOptions) -> bool:
    """Create it where somebody can be told; return whether it is there."""
    platform = args.platform.args
    mail = settings(args.platform).mail
    told = configuration(platform, mail)
    if told is None:
        pulumi.log.warn(SILENT)
        return False
    box = Box(
        image=images.pull(f"{name}-image", images.ALERTMANAGER, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[paths.at("monitor", "alertmanager"), *paths.to(paths.network.public_subnet_ids)],
        entrypoint=["/bin/alertmanager"],
        command=[
            f"--config.file={FILES}/alertmanager.yml",
            f"--storage.path={DATA}",
            "--cluster.listen-address=",
        ],
        files=[
            File(path=f"{FILES}/alertmanager.yml", content=yaml.safe_dump(told, sort_keys=False, width=1000)),
            *_secrets(platform, mail),
        ],
        scratch={DATA: "rw,nosuid,nodev,mode=1777,size=32m"},
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{PORT}/-/ready"]),
        memory=128,
        cpus=0.25,
    )
    container.create(name, Whose(part=PART, platform=args.platform), box, opts)
    return True


def configuration(platform: PlatformArgs, mail: MailSpec | None) -> dict[str, Any] | None:
    """Who is told, and how often; None where nobody can be."""
    by_mail = [_mail(platform, mail, address) for address in platform.alarms.email] if mail else []
    by_webhook = [_webhook(platform)] if platform.webhook is not None else []
    if not by_mail and not by_webhook:
        return None
    urgent = {"receiver": "people", "matchers": ['severity="critical"'], "repeat_interval": "1h"}
    return {
        "route": {
            "receiver": "people",
            "group_by": ["alertname"],
            "group_wait": "10s",
            "group_interval": "1m",
            "repeat_interval": "4h",
            "routes": [urgent],
        },
        "receivers": [{"name": "people", "email_configs": by_mail, "slack_configs": by_webhook}],
    }


def _mail(platform: PlatformArgs, mail: MailSpec, address: str) -> dict[str, Any]:
    login = {"auth_username": mail.username, "auth_password_file": PASSWORD} if mail.username else {}
    return {
        "to": address,
        "from": mail.sender,
        "smarthost": mail.server,
        **login,
        "require_tls": True,
        "headers": {"Subject": _title(platform)},
        "text": SENTENCES,
        "send_resolved": True,
    }


def _webhook(platform: PlatformArgs) -> dict[str, Any]:
    return {"api_url_file": WEBHOOK, "title": _title(platform), "text": SENTENCES, "send_resolved": True}


def _title(platform: PlatformArgs) -> str:
    return TITLE % f"{platform.application} {platform.stack}"


def _secrets(platform: PlatformArgs, mail: MailSpec | None) -> list[File]:
    """In files that its user alone may read."""
    found = {}
    if platform.webhook is not None:
        found[WEBHOOK] = platform.webhook
    if mail is not None and mail.password_secret is not None:
        found[PASSWORD] = pulumi.Config().require_secret(mail.password_secret)
    return [File(path=path, content=content, owner=OWNER, mode="0400") for path, content in found.items()]
