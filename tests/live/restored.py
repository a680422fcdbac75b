"""Steps: backups, and the way back."""

import json

from tests.live.stand import Stand

FILES = "/etc/groundwork"

DIGEST = "select count(*), md5(string_agg(t::text, '|' order by t::text)) from {table} t"
"""How many rows a table has, and what is in them."""


def backup_tool(stand: Stand, script: str, *arguments: str) -> tuple[int, str]:
    """Run one of the scripts of the container that backs up."""
    return stand.execute("database-backup", "bash", f"{FILES}/{script}", *arguments)


def query(stand: Stand, statement: str, database: str = "app") -> str:
    """Ask the database as its superuser."""
    command = f'PGPASSWORD=$(cat {FILES}/superuser) psql -X -At -v ON_ERROR_STOP=1 -d {database} -c "$0"'
    code, told = stand.execute("database-backup", "bash", "-c", command, statement)
    assert code == 0, told
    return told.strip()


class Restored:
    """A database that is lost comes back."""

    table: str
    """A table of the application with rows in it."""

    def test_the_first_backup_was_taken_at_once(self, stand: Stand) -> None:
        code, told = stand.execute("database-backup", "bash", "-c", "cd $BACKUPS && sha256sum --check *.sha256")
        assert code == 0, told
        assert told.splitlines()[0].endswith(".sql.gz: OK")

    def test_a_backup_is_compressed_and_has_a_checksum(self, stand: Stand) -> None:
        code, told = backup_tool(stand, "backup_database.sh")
        assert code == 0, told
        name = json.loads(told.splitlines()[-1])["backup"]
        check = (
            f'cd $BACKUPS && gunzip -t {name} && sha256sum --check {name}.sha256 && gunzip -c {name} | grep -c "^COPY"'
        )
        code, told = stand.execute("database-backup", "bash", "-c", check)
        assert code == 0, told

    def test_a_dropped_database_comes_back_with_the_same_rows(self, stand: Stand) -> None:
        digest = DIGEST.format(table=self.table)
        before = query(stand, digest)
        assert not before.startswith("0|"), "a table without rows proves nothing"
        query(stand, "drop database app with (force)", "postgres")
        code, told = backup_tool(stand, "restore_database.sh")
        assert code == 0, told
        assert json.loads(told.splitlines()[-1])["kept"] == "app_before_restore"
        assert query(stand, digest) == before

    def test_what_was_there_is_kept_beside(self, stand: Stand) -> None:
        """A restore by mistake loses nothing."""
        query(stand, f"truncate {self.table} cascade")
        code, told = backup_tool(stand, "restore_database.sh")
        assert code == 0, told
        assert query(stand, DIGEST.format(table=self.table), "app_before_restore").startswith("0|")
        assert not query(stand, DIGEST.format(table=self.table)).startswith("0|")

    def test_the_application_works_on_the_restored_database(self, stand: Stand) -> None:
        owner = "select pg_get_userbyid(datdba), datallowconn from pg_database where datname = 'app'"
        assert query(stand, owner, "postgres") == "app|t"
        command = (
            "PGPASSWORD=$(cat $FILES/password) psql -U app -d app -Atc 'create table proof (n int); drop table proof'"
        )
        code, told = stand.execute("database-backup", "bash", "-c", command)
        assert code == 0, told

    def test_a_damaged_backup_is_refused(self, stand: Stand) -> None:
        damage = (
            'cd $BACKUPS && cp "$(ls app-*.sql.gz | tail -1)" app-damaged.sql.gz && echo x >> app-damaged.sql.gz && '
        )
        damage += "sed s/app-.*/app-damaged.sql.gz/ $(ls app-2*.sha256 | tail -1) > app-damaged.sql.gz.sha256"
        assert stand.execute("database-backup", "bash", "-c", damage)[0] == 0
        code, told = backup_tool(stand, "restore_database.sh", "app-damaged.sql.gz")
        assert code == 1
        assert "checksum differs" in told
        code, told = backup_tool(stand, "restore_database.sh", "app-of-nobody.sql.gz")
        assert code == 1
        assert "there is no backup app-of-nobody.sql.gz" in told

    def test_a_drill_leaves_nothing(self, stand: Stand) -> None:
        clean = "cd $BACKUPS && rm -f app-damaged.sql.gz*"
        assert stand.execute("database-backup", "bash", "-c", clean)[0] == 0
        code, told = backup_tool(stand, "restore_database.sh", "--drill")
        assert code == 0, told
        assert json.loads(told.splitlines()[-1])["tables"] > 0
        assert query(stand, "select count(*) from pg_database where datname = 'app_drill'", "postgres") == "0"

    def test_old_backups_go(self, stand: Stand) -> None:
        """One that is older than the days it is kept for is removed by the next backup, with its checksum."""
        old = 'cd $BACKUPS && touch -d "$((KEEP_DAYS + 1)) days ago" app-old.sql.gz app-old.sql.gz.sha256 && '
        old += 'touch -d "$((KEEP_DAYS * 24 - 1)) hours ago" app-kept.sql.gz'
        assert stand.execute("database-backup", "bash", "-c", old)[0] == 0
        assert backup_tool(stand, "backup_database.sh")[0] == 0
        _, told = stand.execute("database-backup", "bash", "-c", "cd $BACKUPS && ls; rm app-kept.sql.gz")
        assert "app-old.sql.gz" not in told
        assert "app-kept.sql.gz" in told
