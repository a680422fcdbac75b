"""examples/claw-ai in its single-server shape, installed and looked after by `./server`."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import docker
import pytest
from websockets.sync.client import connect

from tests.engine.harness import PROJECTS, REPOSITORY
from tests.live.answers import Answers
from tests.live.deployed import Deployed, all_well
from tests.live.restored import Restored, backup_tool
from tests.live.separated import Separated
from tests.live.stand import SECONDS, Stand, wait_until

pytestmark = pytest.mark.live

IMAGE = "ghcr.io/claw-ai/backend"
KEYS = {"ZHIPUAI_API_KEY": "zhipu-key-of-a-test", "PINECONE_API_KEY": "pinecone-key-of-a-test"}


class ClawStand(Stand):
    """A server of its own: its folder is a temporary one instead of /opt/claw-ai."""

    def __init__(self, folder: Path, daemon: docker.DockerClient) -> None:
        super().__init__("claw-ai", folder, daemon)
        self.directory = folder / "opt"
        shutil.copy(PROJECTS["claw-ai"] / ".env.prod.example", self.project.folder)
        with self.edit() as stack:
            stack["config"]["groundwork:docker"] |= {
                "directory": str(self.directory),
                "log_folders": {"backend": "/app/logs"},
            }
        self.project.variables = {
            "SIMULATOR_DOCKER": "live",
            "SIMULATOR_HOME": str(self.directory / "state"),
            "PULUMI_CONFIG_PASSPHRASE_FILE": str(self.directory / ".passphrase"),
        }

    def server(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `./server` on the project."""
        return subprocess.run(
            [sys.executable, "-m", "host", "-C", str(self.project.folder), *arguments],
            cwd=REPOSITORY,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def enter_keys(self) -> None:
        """Write the operator's own keys into the settings."""
        settings = self.directory / ".env"
        lines = [line for line in settings.read_text().splitlines() if line.partition("=")[0] not in KEYS]
        settings.write_text("\n".join([*lines, *(f"{name}={value}" for name, value in KEYS.items())]) + "\n")


@pytest.fixture(scope="class")
def _image(daemon: docker.DockerClient) -> None:
    """Two versions of a backend that stands for claw-ai's own."""
    source = Path(__file__).parent / "claw_backend"
    for version in ("1.0.0", "1.1.0"):
        daemon.images.build(path=str(source), tag=f"{IMAGE}:{version}", buildargs={"VERSION": version}, rm=True)


@pytest.mark.usefixtures("_image")
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


class Entered(Separated):
    """What the entry of claw-ai is asked for besides."""

    def test_backend_holds_exactly_database_redis_and_backend(self, stand: ClawStand) -> None:
        """The tools that look after the database are its own part."""
        members = {name: parts_on(stand, name) for name in ("backend", "frontend", "public")}
        assert members == {
            "backend": {"database", "cache", "backend"},
            "frontend": {"backend", "gateway"},
            "public": {"gateway"},
        }

    def test_ten_requests_a_second_and_a_burst_pass(self, stand: ClawStand) -> None:
        """Twenty at once beyond the ten; then 429, until time has passed."""
        statuses = [stand.ask("/secrets").status_code for _ in range(80)]
        assert 20 <= statuses.count(200) < 80
        assert set(statuses) == {200, 429}
        wait_until(lambda: stand.ask("/secrets").status_code == 200, "an answer after the burst")

    def test_a_websocket_passes_the_entry(self, stand: ClawStand) -> None:
        with connect(stand.url("/ws").replace("https", "wss"), ssl=stand.trust, open_timeout=SECONDS) as socket:
            socket.send("there and back")
            assert socket.recv(timeout=SECONDS) == "there and back"

    def test_text_is_compressed(self, stand: ClawStand) -> None:
        assert stand.ask("/visits", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"

    def test_the_balance_is_by_least_connections(self, stand: ClawStand) -> None:
        code, told = stand.execute("gateway-server", "cat", "/tmp/routes.conf")
        assert code == 0
        block = told.partition("upstream backend {")[2].partition("}")[0]
        assert "least_conn;" in block

    def test_the_cache_speaks_tls_only(self, stand: ClawStand) -> None:
        """The backend verifies it with the authority's certificate, which is mounted read-only."""
        code, told = stand.execute("cache-server", "timeout", "3", "redis-cli", "ping")
        assert (code, "PONG" in told) != (0, True)
        (backend,) = stand.containers("backend")
        url = next(each for each in backend.attrs["Config"]["Env"] if each.startswith("REDIS_URL="))
        assert url.startswith("REDIS_URL=rediss://")
        (trust,) = [each for each in backend.attrs["Mounts"] if each["Destination"] == "/etc/groundwork"]
        assert trust["RW"] is False

    def test_services_find_one_another_by_name(self, stand: ClawStand) -> None:
        for part in ("database", "cache"):
            code, told = stand.execute("backend-1", "getent", "hosts", f"{part}.{stand.group}.internal")
            assert code == 0, told

    @staticmethod
    def redis_cli() -> tuple[str, ...]:
        return ("redis-cli", "--tls", "--cacert", "/etc/groundwork/server.crt", "-h", "localhost")


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
        variables = dict(each.split("=", 1) for each in container.attrs["Config"]["Env"])
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
        assert (before.id, before.attrs["State"]["StartedAt"]) != (after.id, after.attrs["State"]["StartedAt"])
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
        secrets = {each for each in before.attrs["Config"]["Env"] if each.startswith(("SECRET_KEY=", "DATABASE_URL="))}
        updated = stand.server("update")
        assert updated.returncode == 0, updated.stdout + updated.stderr
        (after,) = stand.containers("backend")
        assert after.id != before.id
        assert secrets <= set(after.attrs["Config"]["Env"])
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


class TestClawAi(LookedAfter, Restored, Entered, Answers, Deployed, Installed):
    """Refused, installed, asked, looked after."""

    parts = {"database", "cache", "gateway", "backend"}
    on = {
        "database": {"backend"},
        "cache": {"backend"},
        "backend": {"backend", "frontend"},
        "gateway": {"public", "frontend"},
    }
    answering = "/secrets"
    table = "visits"

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> ClawStand:
        """A server of its own."""
        return ClawStand(folder, daemon)


def parts_on(stand: Stand, network: str) -> set[str]:
    """The parts whose containers are on a network."""
    names = {each.name for each in stand.networks() if f"-{network}-" in str(each.name)}
    return {
        each.labels["groundwork.part"]
        for each in stand.containers()
        if names & set(each.attrs["NetworkSettings"]["Networks"])
    }
