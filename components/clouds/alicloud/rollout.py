"""Rollouts: instances are replaced batch by batch, and one that does not become ready fails the update.

Auto Scaling starts only new instances by a changed configuration. OOS's public template brings those that run up to
date: it takes a batch out of service, updates it, waits until it is ready, and goes on; the first failure ends it.
"""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import eci_words, policy
from components.clouds.alicloud.instance import Template
from components.platform import Platform

TEMPLATE = "ACS-ESS-RollingUpdateByUpdateContainerGroup"
BATCHES = 2
"""Half of the instances at a time."""
TOLERATED_FAILURES = 0


def create(
    name: str,
    group: alicloud.ess.ScalingGroup,
    template: Template,
    platform: Platform,
    after: Sequence[pulumi.Resource],
    opts: pulumi.ResourceOptions,
) -> alicloud.oos.Execution:
    """Bring all instances to the configuration in force; every property replaces it, so a change runs it again."""
    configuration = template.configuration
    asked = {
        "invokeType": "invoke",
        "scalingGroupId": group.id,
        "scalingConfigurationId": configuration.id,
        "containerConfigure": [eci_words.container(each) for each in template.containers],
        "updateType": "RenewUpdate",
        "batchNumber": BATCHES,
        "batchPauseOption": "Automatic",
        "maxErrors": TOLERATED_FAILURES,
    }
    return alicloud.oos.Execution(
        f"{name}-rollout",
        template_name=TEMPLATE,
        description=f"Instances of {name}",
        mode="Automatic",
        parameters=policy.json_text(asked),
        tags=platform.tags(name),
        opts=options.after(opts, configuration, *after),
    )
