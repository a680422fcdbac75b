"""Operations and recorded resources in a few letters, for tests: the URN of `a` is `urn::a`."""

from simulator.command.checkpoint import Recorded
from simulator.operations import Operation, OperationName


def urn(name: str) -> str:
    """The URN that these helpers give to a name."""
    return f"urn::{name}"


def operation(
    name: str, kind: OperationName = "create", seconds: float = 1, *, at: tuple[float, float] = (0, 0)
) -> Operation:
    """An operation on `name` that takes `seconds` by the table and ran `at` these times."""
    return Operation(urn=urn(name), type="t", operation=kind, start=at[0], finish=at[1], seconds=seconds)


def graph(**needs: str) -> dict[str, Recorded]:
    """Recorded resources; `b="a c"`: b needs a and c."""
    return {
        urn(name): Recorded(urn(name), frozenset(urn(need) for need in text.split()), protected=False)
        for name, text in needs.items()
    }
