"""Steps: `./server install`, refused and done."""

import stat

from tests.live.claw_ai_stand import KEYS, ClawStand
from tests.live.deployed import all_well


class Installed:
    """`install` on a server that has nothing yet."""

    parts: set[str]

    def test_placeholders_are_refused_by_name(self, stand: ClawStand) -> None:
        """The settings are made from the template; nothing is deployed with keys that are none."""
        refused = stand.server("install")
        assert refused.returncode != 0
        said = refused.stdout + refused.stderr
        for name in KEYS:
            assert f"claw-ai:{name}: is still a placeholder" in said
        assert "Traceback" not in said
        assert stand.containers() == []
        settings = stand.directory / ".env"
        assert stat.S_IMODE(settings.stat().st_mode) == 0o600
        assert "ZHIPUAI_API_KEY=" in settings.read_text()

    def test_missing_keys_are_refused_by_name(self, stand: ClawStand) -> None:
        settings = stand.directory / ".env"
        settings.write_text("# nothing\n")
        for name in KEYS:
            stand.simulate("config", "rm", name, confirm=False).succeeded()
        refused = stand.server("install")
        assert refused.returncode != 0
        for name in KEYS:
            assert f"pulumi config set --secret {name} --stack local" in refused.stdout + refused.stderr
        assert stand.containers() == []

    def test_install_brings_everything_into_service(self, stand: ClawStand) -> None:
        """One command installs, deploys, starts, and looks whether everything is well."""
        stand.enter_keys()
        done = stand.server("install")
        assert done.returncode == 0, done.stdout + done.stderr
        told = [line for line in done.stdout.splitlines() if line.startswith(("ok ", "ILL"))]
        assert {line.split()[1] for line in told} == self.parts
        assert all(line.startswith("ok ") for line in told)
        all_well(stand, self.parts)

    def test_the_operator_s_keys_reach_the_backend(self, stand: ClawStand) -> None:
        lengths = stand.ask("/secrets").json()
        assert {name: lengths[name] for name in KEYS} == {name: len(value) for name, value in KEYS.items()}
        assert lengths["SECRET_KEY"] == 48
