"""How long the version that requests have left stays: Pulumi deletes it when everything else is done, this included."""

import json

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names
from components.platform import Platform

MINUTES = 5
"""For requests that have begun, and a look at the new version; the provider waits for eleven minutes at most."""


def create(
    name: str, version: pulumi.Output[str], platform: Platform, opts: pulumi.ResourceOptions
) -> alicloud.oos.Execution:
    """Wait once for every version: another description runs it again."""
    template = alicloud.oos.Template(
        f"{name}-stay-template",
        template_name=names.of(f"{name}-stay", platform.args),
        content=json.dumps(_content()),
        auto_delete_executions=True,
        tags=platform.tags(name),
        opts=opts,
    )
    return alicloud.oos.Execution(
        f"{name}-stay",
        template_name=template.template_name,
        description=pulumi.Output.concat("Requests have moved to ", version),
        mode="Automatic",
        tags=platform.tags(name),
        # Gone with the new version's other parts, and begun anew beside the old run.
        opts=options.after(opts, template),
    )


def _content() -> dict[str, object]:
    task = {"Name": "stay", "Action": "ACS::Sleep", "Properties": {"Duration": f"PT{MINUTES}M"}}
    return {"FormatVersion": "OOS-2019-06-01", "Description": "Lets an old version stay", "Tasks": [task]}
