"""Steps: what the networks and the entry of claw-ai are asked for besides."""

import time

import requests
from websockets.sync.client import connect

from components.clouds.docker import images
from tests.live.claw_ai_stand import ClawStand
from tests.live.separated import Separated, short
from tests.live.stand import SECONDS, Stand, inspected

EVENT_SECONDS = 4
"""Less than what lies between the two events of applications/claw_ai.py."""

REQUESTS_PER_SECOND, BURST = 10, 20
"""`rate_limit` of examples/claw-ai/app.yaml: a whole burst is forgiven in BURST / REQUESTS_PER_SECOND seconds."""


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
        time.sleep(BURST / REQUESTS_PER_SECOND)  # the steps that follow find no debt of this one
        assert [stand.ask("/secrets").status_code for _ in range(BURST)] == [200] * BURST
        time.sleep(BURST / REQUESTS_PER_SECOND)

    def test_a_websocket_passes_the_entry(self, stand: ClawStand) -> None:
        with connect(stand.url("/ws").replace("https", "wss"), ssl=stand.trust, open_timeout=SECONDS) as socket:
            socket.send("there and back")
            assert socket.recv(timeout=SECONDS) == "there and back"

    def test_events_are_not_held_back(self, stand: ClawStand) -> None:
        """The first arrives while the second is not even written; the backend asks nobody for it."""
        began = time.monotonic()
        with requests.get(stand.url("/stream"), stream=True, verify=str(stand.certificate), timeout=SECONDS) as answer:
            assert answer.status_code == 200
            first = next(line for line in answer.iter_lines(chunk_size=1) if line)
        assert (first, time.monotonic() - began < EVENT_SECONDS) == (b"data: first", True)

    def test_text_is_compressed(self, stand: ClawStand) -> None:
        answer = stand.ask("/visits", headers={"Accept-Encoding": "gzip"})
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")

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
        url = next(each for each in inspected(backend)["Config"]["Env"] if each.startswith("REDIS_URL="))
        assert url.startswith("REDIS_URL=rediss://")
        (trust,) = [each for each in inspected(backend)["Mounts"] if each["Destination"] == "/etc/groundwork"]
        assert trust["RW"] is False

    def test_the_engines_are_the_stated_ones(self, stand: ClawStand) -> None:
        """PostgreSQL 15, Redis 7, and nginx in its Alpine variant, by the names of their images."""
        assert "(PostgreSQL) 15." in stand.execute("database-server", "postgres", "--version")[1]
        assert "v=7." in stand.execute("cache-server", "redis-server", "--version")[1]
        (gateway,) = stand.containers("gateway")
        assert inspected(gateway)["Image"] == stand.daemon.images.get(images.NGINX).id
        assert images.NGINX.endswith("-alpine")

    def test_health_is_asked_as_stated(self, stand: ClawStand) -> None:
        """`pg_isready`, `redis-cli ping`, `/health`; the entry shows a state as well."""
        asked = {
            each.labels["groundwork.part"]: " ".join(inspected(each)["Config"]["Healthcheck"]["Test"])
            for each in stand.containers()
            if "backup" not in str(each.name)
        }
        assert "pg_isready" in asked["database"]
        assert "redis-cli" in asked["cache"]
        assert "ping | grep -q PONG" in asked["cache"]
        assert asked["backend"].split()[-2:] == ["http://127.0.0.1:8000/health", "4"]
        assert "wget" in asked["gateway"]

    def test_the_backend_has_a_way_out(self, stand: ClawStand) -> None:
        """Its second network is a bridge that leads outside, by the daemon's own rule; `backend` is not."""
        internal = {short(str(each.name)): inspected(each)["Internal"] for each in stand.networks()}
        assert internal == {"backend": True, "frontend": False, "public": False}
        code, routes = stand.execute("backend-1", "cat", "/proc/net/route")
        assert code == 0
        assert "00000000" in [line.split()[1] for line in routes.splitlines()[1:]]

    def test_compose_knows_the_containers(self, stand: ClawStand) -> None:
        """The labels by which `docker compose -p` finds a project's services."""
        for each in stand.containers():
            assert each.labels["com.docker.compose.project"] == stand.group
            assert each.labels["com.docker.compose.service"] == each.labels["groundwork.part"]
            assert each.labels["com.docker.compose.container-number"].isdecimal()

    def test_services_find_one_another_by_name(self, stand: ClawStand) -> None:
        for part in ("database", "cache"):
            code, told = stand.execute("backend-1", "getent", "hosts", f"{part}.{stand.group}.internal")
            assert code == 0, told

    @staticmethod
    def redis_cli() -> tuple[str, ...]:
        return ("redis-cli", "--tls", "--cacert", "/etc/groundwork/server.crt", "-h", "localhost")


def parts_on(stand: Stand, network: str) -> set[str]:
    """The parts whose containers are on a network."""
    names = {each.name for each in stand.networks() if f"-{network}-" in str(each.name)}
    return {
        each.labels["groundwork.part"]
        for each in stand.containers()
        if names & set(inspected(each)["NetworkSettings"]["Networks"])
    }
