"""Steps: what a second update leaves as it is, and what destroying leaves."""

import json

from tests.live.stand import Stand


class Kept:
    """Secrets are made once, and anew when it is asked for; a stack that may go goes whole."""

    answering: str
    """A path that tells what is in the database."""

    def test_secrets_stay_the_same_over_updates(self, stand: Stand) -> None:
        before = stand.project.secrets(stand.stack)
        stand.override({"services": {"api": {"variables": {"SOMETHING": "else"}}}})
        stand.up()
        assert stand.project.secrets(stand.stack) == before

    def test_another_text_makes_another_password_and_the_data_stays(self, stand: Stand) -> None:
        """Of the store that is named, and of no other; no image is built."""
        secrets, images = stand.project.secrets(stand.stack), stand.output("images")
        rows = stand.ask(self.answering).json()
        with stand.edit() as stack:
            stack["config"]["groundwork:rotate"] = {"database": "2027-01"}
        stand.up()
        made = stand.project.secrets(stand.stack)
        assert (len(secrets - made), len(made - secrets)) == (1, 1)
        assert (stand.output("images"), stand.ask(self.answering).json()) == (images, rows)
        login = 'PGPASSWORD="$1" psql -h 127.0.0.1 -U app app -c "select 1"'
        (old,), (new,) = secrets - made, made - secrets
        codes = [stand.execute("database-server", "sh", "-c", login, "psql", each)[0] for each in (old, new)]
        assert (codes[0] != 0, codes[1]) == (True, 0)

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
