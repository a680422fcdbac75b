"""Whom alarms tell."""

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names
from components.platform import PlatformArgs


def create(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Create a contact for every address and the group of all; returns the group's name.

    An address that nobody has confirmed reads as empty: a difference there is no change of ours.
    """
    unconfirmed = options.ignoring(opts, "channelsMail")
    contacts = [
        alicloud.cms.AlarmContact(
            f"{name}-{number}",
            alarm_contact_name=names.of(f"{name}-{number}", args),
            describe=f"Told of alarms of {args.application} {args.stack}",
            channels_mail=address,
            lang="en",
            opts=unconfirmed,
        )
        for number, address in enumerate(args.alarms.email, start=1)
    ]
    return alicloud.cms.AlarmContactGroup(
        name,
        alarm_contact_group_name=names.of(name, args),
        describe=f"Alarms of {args.application} {args.stack}",
        contacts=[contact.alarm_contact_name for contact in contacts],
        opts=opts,
    ).alarm_contact_group_name
