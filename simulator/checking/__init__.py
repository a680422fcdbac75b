"""Whether inputs are what the provider accepts: the first thing that happens to a resource."""

from simulator.checking.check import check
from simulator.checking.defaults import fill

__all__ = ["check", "fill"]
