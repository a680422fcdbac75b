"""The hooks of all AWS types that have any, by service."""

from collections.abc import Mapping

from simulator.aws import network
from simulator.behaviour import Behaviour

BEHAVIOURS: Mapping[str, Behaviour] = {
    **network.BEHAVIOURS,
}
