"""What one resource adds to the options that its component hands on."""

import pulumi


def after(opts: pulumi.ResourceOptions, *earlier: pulumi.Input[pulumi.Resource]) -> pulumi.ResourceOptions:
    """Made only when the others are, and gone before them."""
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[*earlier]))


def ignoring(opts: pulumi.ResourceOptions, *properties: str) -> pulumi.ResourceOptions:
    """Left as it is in these properties (wire names), which somebody else changes."""
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(ignore_changes=[*properties]))


def protected(opts: pulumi.ResourceOptions, protect: bool) -> pulumi.ResourceOptions:
    """Neither deleted nor replaced, if `protect` is true."""
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(protect=protect))


def replacing(opts: pulumi.ResourceOptions, *properties: str) -> pulumi.ResourceOptions:
    """Made anew when one of these properties (wire names) changes, where its provider would ignore the change."""
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(replace_on_changes=[*properties]))


def anew_with(opts: pulumi.ResourceOptions, trigger: str | None) -> pulumi.ResourceOptions:
    """Made anew, and only then taken away, whenever the text changes; None: never asked for yet."""
    # The engine overlooks the first text where there was none before.
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(replacement_trigger=trigger or "never"))


def replaced_last(opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """The new one is there, and followed, before the old one goes."""
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=False))


def deleted_first(opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """The old one goes before the new one is made, because there can be only one of its name, or of its kind."""
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=True))
