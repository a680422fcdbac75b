"""Steps: backups that nobody reads who has not the key, and the way back."""

import json

from tests.live.restored import backup_tool
from tests.live.yard_stand import YardStand

KEY = "a key that nobody knows"
FILES = "/etc/groundwork"


class Sealed:
    """The operator has given a key."""

    def test_a_backup_is_encrypted_where_it_lies(self, stand: YardStand) -> None:
        code, told = backup_tool(stand, "backup_database.sh")
        assert code == 0, told
        name = json.loads(told.splitlines()[-1])["backup"]
        assert name.endswith(".sql.gz.gpg")
        assert stand.execute("database-backup", "sh", "-c", f"cd $BACKUPS && sha256sum --check {name}.sha256")[0] == 0
        code, told = stand.execute("database-backup", "sh", "-c", "cd $BACKUPS && gunzip -t -S .gpg *.gpg")
        assert (code, "not in gzip format" in told) == (1, True)
        code, told = stand.execute("database-backup", "sh", "-c", "ls $BACKUPS | grep -v '[.]gpg'")
        assert (code, told) == (1, "")

    def test_it_brings_the_rows_back(self, stand: YardStand) -> None:
        stand.sql("CREATE TABLE leaves AS SELECT n FROM generate_series(1, 1000) AS n")
        assert backup_tool(stand, "backup_database.sh")[0] == 0
        stand.sql("DROP DATABASE garden WITH (FORCE)", "postgres")
        code, told = backup_tool(stand, "restore_database.sh")
        assert code == 0, told
        assert stand.sql("SELECT count(*), sum(n) FROM leaves") == "1000|500500"

    def test_without_the_key_it_is_said_what_is_missing(self, stand: YardStand) -> None:
        code, told = self._elsewhere(stand, "rm backup_key")
        assert code == 1
        assert "is encrypted, and the key is missing" in told
        assert "groundwork:docker.backup_secret" in told

    def test_with_another_key_nothing_is_restored(self, stand: YardStand) -> None:
        code, told = self._elsewhere(stand, "echo another >backup_key")
        assert code == 1
        assert "does not open" in told
        assert stand.sql("SELECT count(*) FROM leaves") == "1000"

    def test_the_key_lies_in_a_file_of_the_one_who_needs_it(self, stand: YardStand) -> None:
        code, told = stand.execute("database-backup", "stat", "-c", "%a %u", f"{FILES}/backup_key")
        assert (code, told.strip()) == (0, "400 999")

    @staticmethod
    def _elsewhere(stand: YardStand, change: str) -> tuple[int, str]:
        """Restore with other files, but for a change the same."""
        copy = f"rm -rf /tmp/files && cp -r {FILES} /tmp/files && cd /tmp/files && chmod u+w * && {change}"
        run = "FILES=/tmp/files bash /tmp/files/restore_database.sh"
        return stand.execute("database-backup", "sh", "-c", f"{copy} && {run}")
