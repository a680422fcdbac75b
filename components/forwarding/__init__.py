"""Where logs go on to: a central system beside the cloud's own, and what hands events over to it."""

from components.forwarding.contract import ForwardSpec, Kind, index, variables
from components.forwarding.forms import PATHS
from components.forwarding.push import BATCH, PAUSES
from components.forwarding.sources import modules

__all__ = ["BATCH", "PATHS", "PAUSES", "ForwardSpec", "Kind", "index", "modules", "variables"]
