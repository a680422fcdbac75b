"""SQL files on a real database: thirteen in order, a failure half way, and what a second `up` makes of it."""

from pathlib import Path

import docker
import pytest

from tests.live.yard_stand import NAMES, Asking, YardStand, migration

pytestmark = pytest.mark.live

SEVENTH = "007_conversations.sql"
BROKEN = "CREATE TABLE conversations (id int);\nINSERT INTO conversations VALUES ('no number');\n"


class TestMigrations:
    """The steps, in order."""

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> YardStand:
        """A stack with the first six files."""
        stand = YardStand(folder, daemon)
        for name in NAMES[6:]:
            (stand.migrations / name).unlink()
        return stand

    @staticmethod
    def applied(stand: YardStand) -> list[str]:
        """Files in the order in which they were applied."""
        return stand.sql("SELECT name FROM groundwork.sql_files ORDER BY applied_at").split()

    @staticmethod
    def runs(stand: YardStand) -> set[str | None]:
        """Containers that have run the files."""
        found = stand.containers("api", once=True)
        return {each.id for each in found if str(each.name).startswith("api-migration-")}

    def test_files_are_applied_in_order_before_the_first_version_answers(self, stand: YardStand) -> None:
        stand.up()
        assert self.applied(stand) == NAMES[:6]
        assert stand.ask("/").json()["version"] == "first"

    def test_second_up_runs_nothing(self, stand: YardStand) -> None:
        before = stand.sql("SELECT max(applied_at) FROM groundwork.sql_files")
        stand.simulate("up", "--expect-no-changes").succeeded()
        assert stand.sql("SELECT max(applied_at) FROM groundwork.sql_files") == before

    def test_a_file_that_fails_half_way_leaves_nothing_and_keeps_the_new_version_away(self, stand: YardStand) -> None:
        for name in NAMES[6:]:
            (stand.migrations / name).write_text(migration(name))
        (stand.migrations / SEVENTH).write_text(BROKEN)
        stand.version("second")
        with Asking(stand) as asking:
            failed = stand.simulate("up")
        assert failed.code != 0
        assert f"{SEVENTH}:2: ERROR:  invalid input syntax for type integer" in failed.text
        assert "Traceback" not in failed.text
        assert set(asking.answers) == {(200, "first")}
        assert stand.ask("/").json()["version"] == "first"
        assert self.applied(stand) == NAMES[:6]
        assert stand.sql("SELECT to_regclass('conversations')") == ""

    def test_the_same_once_more_fails_again(self, stand: YardStand) -> None:
        """A plain second `up` runs the files again, although nothing has changed."""
        ran = self.runs(stand)
        failed = stand.simulate("up")
        assert failed.code != 0
        assert f"{SEVENTH}:2: ERROR" in failed.text
        assert self.runs(stand) - ran
        assert stand.ask("/").json()["version"] == "first"

    def test_what_is_mended_outside_is_enough(self, stand: YardStand) -> None:
        """With the mended file the next `up` goes on at the seventh, and the new version comes into service."""
        (stand.migrations / SEVENTH).write_text(migration(SEVENTH))
        with Asking(stand) as asking:
            stand.up()
        assert set(asking.answers) == {(200, "first"), (200, "second")}
        assert self.applied(stand) == NAMES
        assert stand.ask("/").json()["version"] == "second"
        assert len(self.runs(stand)) == 1
        stand.simulate("up", "--expect-no-changes").succeeded()

    def test_a_file_changed_after_it_was_applied_is_named(self, stand: YardStand) -> None:
        file = stand.migrations / NAMES[0]
        text = file.read_text()
        file.write_text(f"{text}-- one more line\n")
        failed = stand.simulate("up")
        assert failed.code != 0
        assert "001_init.sql was changed after it had been applied" in failed.text
        file.write_text(text)
        stand.up()
        assert self.applied(stand) == NAMES
