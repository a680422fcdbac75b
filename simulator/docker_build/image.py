"""An image: its digest follows from its inputs and from the files it is built from."""

from simulator.behaviour import Behaviour

BEHAVIOURS: dict[str, Behaviour] = {}
