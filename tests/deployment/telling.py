"""What a stack tells after `up`, as the whole program's registration has it."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from components.spec import Cloud
from tests.components.programs import registered
from tests.components.recorder import is_secret, value


def told(
    cloud: Cloud,
    names: tuple[str, ...],
    change: Mapping[str, Any] | None = None,
    application: str = "notes",
    stack: str = "prod",
) -> dict[str, Any]:
    """Outputs of an application's stack, by name, as they are known: None where it has none; none of them is secret."""
    exported: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pulumi, "export", exported.__setitem__)
        with registered(application, stack, cloud, change):
            assert not any(is_secret(exported.get(name)) for name in names)
            return {name: value(exported.get(name)) for name in names}
