"""A static frontend for tests: a folder with a page and a script, and args that a test changes."""

from pathlib import Path
from typing import Any

from components.frontend import Frontend, StaticArgs, StaticSpec
from tests.components.stand import make_gateway, make_network, make_platform


def folder(tmp_path: Path, *files: str) -> Path:
    """A folder with a start page and these files; a file's content is its name."""
    for name in ("index.html", *files):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def deploy(directory: Path, platform: dict[str, Any] | None = None, **changes: Any) -> Frontend:
    """Frontend `web` without a host name; call it inside `run`. `forwards` bring a gateway with them."""
    made = make_platform(**(platform or {}))
    spec = {key: changes.pop(key) for key in ("single_page", "content_security_policy") if key in changes}
    gateway = make_gateway(made, make_network(made, ("gateway",))) if changes.get("forwards") else None
    usual: dict[str, Any] = {
        "host": None,
        "zone": None,
        "gateway": gateway,
        "gateway_port": 80,
        "forwards": (),
        "streaming": False,
    }
    args = StaticArgs(
        platform=made,
        spec=StaticSpec(kind="static", directory="dist", **spec),
        directory=directory,
        **{**usual, **changes},
    )
    return Frontend("web", args)
