"""Steps: the verbs of `./server`, and what a server may go through."""

import requests

from tests import certificates
from tests.live.claw_ai_stand import IMAGE, KEYS, ClawStand
from tests.live.restored import backup_tool
from tests.live.stand import SECONDS, inspected, wait_until


class LookedAfter:
    """The verbs of `./server`, on what runs."""

    parts: set[str]

    def test_status_shows_every_service(self, stand: ClawStand) -> None:
        told = stand.server("status")
        assert told.returncode == 0
        assert {line.split()[0] for line in told.stdout.splitlines()} == self.parts

    def test_logs_are_shown(self, stand: ClawStand) -> None:
        told = stand.server("logs", "backend", "--tail", "50")
        assert told.returncode == 0
        assert "Uvicorn running" in told.stdout + told.stderr
        unknown = stand.server("logs", "nobody")
        assert unknown.returncode == 2
        assert 'there is no part "nobody"; there are backend, cache, database, gateway' in unknown.stderr

    def test_logs_lie_in_the_server_s_folder(self, stand: ClawStand) -> None:
        """The application's in logs/, the entry's in nginx/logs/."""
        stand.ask("/visits")
        assert '{"rows":' in (stand.directory / "logs/backend/visits.log").read_text()
        assert '"path": "/visits"' in (stand.directory / "nginx/logs/access.log").read_text()

    def test_backups_lie_in_the_server_s_folder(self, stand: ClawStand) -> None:
        before = set((stand.directory / "backups").glob("*.sql.gz"))
        told = stand.server("backup")
        assert told.returncode == 0, told.stderr
        assert len(set((stand.directory / "backups").glob("*.sql.gz")) - before) == 1

    def test_restore_brings_a_named_backup_back(self, stand: ClawStand) -> None:
        name = max(path.name for path in (stand.directory / "backups").glob("*.sql.gz"))
        told = stand.server("restore", name)
        assert told.returncode == 0, told.stderr
        assert f'"restored": "{name}"' in told.stdout

    def test_a_backup_is_due_every_day_and_kept_as_long_as_the_stack_says(self, stand: ClawStand) -> None:
        container = stand.container("database-backup")
        variables = dict(each.split("=", 1) for each in inspected(container)["Config"]["Env"])
        assert (variables["CRON_HOURS"], variables["CRON_MINUTES"]) == ("02", "00")
        assert len(variables["CRON_DAYS"].split()) == 31
        assert variables["KEEP_DAYS"] == "7"
        assert backup_tool(stand, "backup_database.sh")[0] == 0

    def test_stop_keeps_the_data_and_start_brings_all_back(self, stand: ClawStand) -> None:
        rows = stand.ask("/visits").json()["rows"]
        stopped = stand.server("stop")
        assert stopped.returncode == 0, stopped.stderr
        assert {each.status for each in stand.containers()} == {"exited"}
        assert stand.server("health").returncode == 1
        started = stand.server("start")
        assert started.returncode == 0, started.stdout + started.stderr
        after = stand.ask("/visits").json()
        assert after["rows"] == rows + 1
        assert after["hits"] > 1

    def test_restart_starts_a_part_anew(self, stand: ClawStand) -> None:
        (before,) = stand.containers("backend")
        assert stand.server("restart", "backend").returncode == 0
        (after,) = stand.containers("backend")
        assert (before.id, inspected(before)["State"]["StartedAt"]) != (
            after.id,
            inspected(after)["State"]["StartedAt"],
        )
        assert before.id == after.id

    def test_health_is_told_by_the_exit_code(self, stand: ClawStand) -> None:
        assert stand.server("health").returncode == 0
        stand.container("backend-1").stop()
        ill = stand.server("health")
        assert ill.returncode == 1
        assert "ILL backend" in ill.stdout
        stand.container("backend-1").start()
        wait_until(lambda: stand.server("health").returncode == 0, "health after the start", 60)

    def test_a_changed_setting_takes_effect_with_the_next_start(self, stand: ClawStand) -> None:
        settings = stand.directory / ".env"
        settings.write_text(settings.read_text().replace(KEYS["PINECONE_API_KEY"], "another"))
        started = stand.server("start")
        assert started.returncode == 0, started.stdout + started.stderr
        assert stand.ask("/secrets").json()["PINECONE_API_KEY"] == len("another")

    def test_update_replaces_the_container_and_keeps_generated_secrets(self, stand: ClawStand) -> None:
        (before,) = stand.containers("backend")
        with stand.project.edit("app.yaml") as app:
            app["services"]["backend"]["image"] = f"{IMAGE}:1.1.0"
        secrets = {
            each for each in inspected(before)["Config"]["Env"] if each.startswith(("SECRET_KEY=", "DATABASE_URL="))
        }
        updated = stand.server("update")
        assert updated.returncode == 0, updated.stdout + updated.stderr
        (after,) = stand.containers("backend")
        assert after.id != before.id
        assert secrets <= set(inspected(after)["Config"]["Env"])
        assert len(secrets) == 2
        assert stand.ask("/visits").json()["version"] == "1.1.0"

    def test_two_instances_need_no_other_change(self, stand: ClawStand) -> None:
        stand.override({"services": {"backend": {"scale": {"min": 2}}}})
        assert stand.server("update").returncode == 0
        assert len(stand.containers("backend")) == 2
        code, told = stand.execute("gateway-server", "cat", "/tmp/routes.conf")
        assert code == 0
        assert told.partition("upstream backend {")[2].partition("}")[0].count("max_fails") == 2

    def test_a_further_service_changes_no_other(self, stand: ClawStand) -> None:
        before = {each.id for each in stand.containers() if each.labels["groundwork.part"] != "gateway"}
        with stand.project.edit("app.yaml") as app:
            app["workers"] = {"extra": {"image": f"{IMAGE}:1.1.0", "command": ["sleep", "86400"]}}
        assert stand.server("update").returncode == 0
        assert before < {each.id for each in stand.containers()}
        assert len(stand.containers("extra")) == 1

    def test_data_survive_new_containers(self, stand: ClawStand) -> None:
        """Containers of database and cache are removed by force; their successors find all that was written."""
        before = stand.ask("/visits").json()
        for start in ("database-server", "cache-server"):
            stand.container(start).remove(force=True)
        stand.simulate("refresh").succeeded()
        assert stand.server("update").returncode == 0
        after = stand.ask("/visits").json()
        assert (after["rows"], after["hits"]) == (before["rows"] + 1, before["hits"] + 1)

    def test_a_brought_certificate_is_used(self, stand: ClawStand) -> None:
        """`fullchain.pem` and `privkey.pem`, from another authority, in the server's folder."""
        folder = stand.directory / "nginx/ssl"
        authority = certificates.write(folder, "localhost")
        with stand.edit() as settings:
            settings["config"]["groundwork:docker"]["certificate"] = certificates.files(folder)
        assert stand.server("update").returncode == 0
        answer = requests.get(stand.url("/nginx-health"), verify=str(authority), timeout=SECONDS)
        assert answer.status_code == 200
