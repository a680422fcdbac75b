"""What changes between what is and what is asked for, and whether that replaces the resource."""

from simulator.difference.compare import Change, compare

__all__ = ["Change", "compare"]
