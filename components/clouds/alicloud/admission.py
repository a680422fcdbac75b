"""Who may reach a store that the cloud runs: a store admits the members of security groups."""

import pulumi

from components.network import Network


def groups(part: str, network: Network) -> list[pulumi.Output[str]]:
    """Groups of the parts that use it; its own, which has no member, where none does."""
    return list(network.callers(part).values()) or [network.security_group_ids[part]]
