"""Steps: what a second update leaves as it is, and what destroying leaves."""

import json

from tests.live.stand import Stand


class Kept:
    """Secrets are made once; a stack that may go goes whole."""

    def test_secrets_stay_the_same_over_updates(self, stand: Stand) -> None:
        before = stand.project.secrets(stand.stack)
        stand.override({"services": {"api": {"variables": {"SOMETHING": "else"}}}})
        stand.up()
        assert stand.project.secrets(stand.stack) == before

    def test_no_secret_is_in_clear_in_state_or_outputs(self, stand: Stand) -> None:
        secrets = stand.project.secrets(stand.stack)
        assert len(secrets) >= 3
        state = json.dumps(stand.project.state(stand.stack))
        outputs = stand.simulate("stack", "output", "--json", confirm=False).succeeded().text
        assert [secret for secret in secrets if secret in state or secret in outputs] == []

    def test_destroy_leaves_no_container_network_or_volume(self, stand: Stand) -> None:
        label = {"label": f"groundwork.stack={stand.stack}"}
        mine = f"groundwork.application={stand.group.removesuffix(f'-{stand.stack}')}"
        everything = {"label": [*label.values(), mine]}
        assert stand.daemon.volumes.list(filters=everything)
        stand.simulate("destroy").succeeded()
        assert stand.daemon.containers.list(all=True, filters=everything) == []
        assert stand.daemon.networks.list(filters=everything) == []
        assert stand.daemon.volumes.list(filters=everything) == []
