"""The questions to AWS that programs ask."""

from collections.abc import Mapping
from typing import Any

from simulator.package import Invoke

INVOKES: Mapping[str, Invoke] = {}
