"""Versions of a part's image, and the way back to one."""

from typing import Any

import pytest
import yaml

from tests.host.conftest import Make, Server
from tests.host.test_verbs import POLICIES, commands, run


def application(server: Server, sections: dict[str, Any]) -> None:
    """Write app.yaml."""
    (server.folder / "app.yaml").write_text(yaml.safe_dump({"name": "shop", **sections}))


def rolled_back(server: Server, *arguments: str) -> str:
    """The setting that the rollback wrote."""
    assert run(server, "rollback", *arguments) == 0
    (deployed,) = [call for call in commands(server) if " up " in call]
    words = deployed.split()
    assert words[:-2] == [
        *f"pulumi --cwd {server.folder} up --yes --skip-preview --stack local --config-path --config".split(),
        words[-3],
    ]
    assert words[-2:] == ["--policy-pack", str(POLICIES)]
    return words[-3]


def test_versions_on_the_host_and_which_runs(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the part's own repository; what has no tag any more is no version to name."""
    server = make()
    server.images(
        ("ghcr.io/shop/api", "1.1.0", "sha256:2"),
        ("ghcr.io/shop/api", "1.0.0", "sha256:1"),
        ("ghcr.io/shop/api", "<none>", "sha256:0"),
        ("ghcr.io/shop/web", "1.0.0", "sha256:3"),
    )
    assert run(server, "versions", "api") == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["runs", "ghcr.io/shop/api:1.1.0", "3", "days", "ago"],
        ["ghcr.io/shop/api:1.0.0", "3", "days", "ago"],
    ]


@pytest.mark.parametrize(
    ("image", "version", "expected"),
    [
        ("ghcr.io/shop/api:1.1.0", "1.0.0", "ghcr.io/shop/api:1.0.0"),
        ("api", "v1.0.0", "api:v1.0.0"),
        ("localhost:5000/api:2", "1", "localhost:5000/api:1"),
        ("localhost:5000/api", "1", "localhost:5000/api:1"),
        ("ghcr.io/shop/api@sha256:9f", "1.0.0", "ghcr.io/shop/api:1.0.0"),
        ("ghcr.io/shop/api:1.1.0", "sha256:9f", "ghcr.io/shop/api@sha256:9f"),
    ],
)
def test_a_rollback_is_one_setting_and_a_deployment(make: Make, image: str, version: str, expected: str) -> None:
    server = make()
    application(server, {"services": {"api": {"image": image}}})
    assert rolled_back(server, "api", version) == f"groundwork:overrides.services.api.image={expected}"


def test_the_stack_s_own_image_is_what_goes_back(make: Make) -> None:
    server = make(**{"groundwork:overrides": {"workers": {"mail": {"image": "mirror/mail:3"}}}})
    application(server, {"workers": {"mail": {"image": "ghcr.io/shop/mail:3"}}})
    assert rolled_back(server, "mail", "2") == "groundwork:overrides.workers.mail.image=mirror/mail:2"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("built", "built is built from its sources; check the version out and run `server update`"),
        ("nobody", 'there is no part "nobody" with an image; there are api, built'),
    ],
)
def test_what_cannot_go_back(make: Make, capsys: pytest.CaptureFixture[str], part: str, said: str) -> None:
    server = make()
    application(server, {"services": {"api": {"image": "api:1"}, "built": {"build": {}}}})
    assert run(server, "rollback", part, "1") == 2
    assert capsys.readouterr().err == f"server: {said}\n"
    assert commands(server) == []
