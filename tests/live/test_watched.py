"""What watches a stack, on a real daemon: figures are recorded, alarms are told, nothing is seen from outside."""

from pathlib import Path

import docker
import pytest

from tests.live.stand import inspected, wait_until
from tests.live.watched_stand import WatchedStand

pytestmark = pytest.mark.live

ALARMS = ("HighErrorRate (critical)", "circuit_breaker_open (warning)", "ContainerDown (critical)")

MEMBERS = {"dashboard-gate", "dashboard-agent", "dashboard-prometheus", "dashboard-alertmanager"}


class TestWatched:
    """The steps, in order."""

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> WatchedStand:
        """A stack of its own."""
        return WatchedStand(folder, daemon)

    def test_up_brings_everything_into_service(self, stand: WatchedStand) -> None:
        stand.up()
        assert {str(each.name)[:-8] for each in stand.containers("monitor")} == MEMBERS
        stand.shorten()

    def test_second_up_changes_nothing(self, stand: WatchedStand) -> None:
        stand.simulate("up", "--expect-no-changes").succeeded()

    def test_metrics_of_a_part_are_for_prometheus_alone(self, stand: WatchedStand) -> None:
        application = stand.group.removesuffix("-local")
        query = f'notes_written_total{{job="{application}-api"}}'
        wait_until(lambda: bool(stand.recorded(query)), "a figure of the part's own")
        (found,) = stand.recorded(query)
        assert found["value"][1] == "7"
        assert found["metric"]["instance"].endswith(":8000")

    def test_the_entry_does_not_show_them(self, stand: WatchedStand) -> None:
        assert stand.ask("/metrics").status_code == 404
        assert stand.ask("/").status_code == 200

    @pytest.mark.parametrize(
        "series",
        [
            "cpu_usage_idle",
            "mem_used_percent",
            'disk_used_percent{path="/"}',
            'net_bytes_recv{interface!="lo"}',
            'docker_container_cpu_usage_percent{part="database"}',
            'docker_container_mem_usage_percent{part="api"}',
            'docker_container_net_rx_bytes{part="gateway"}',
            'docker_container_health_failing_streak{part="api",health_status="healthy"}',
            'postgresql_numbackends{db="app"}',
            "postgresql_size_bytes > 1e6",
            "redis_used_memory / redis_maxmemory",
            'entry_waited_bucket{le="+Inf",status="200"}',
            "entry_waited_mean",
        ],
    )
    def test_it_is_recorded(self, stand: WatchedStand, series: str) -> None:
        wait_until(lambda: bool(stand.recorded(series)), series)

    def test_alarms_reach_whoever_is_to_be_told(self, stand: WatchedStand) -> None:
        """A container has ended; one request in two fails; the part logs that a circuit is open."""
        application = stand.group.removesuffix("-local")
        stand.container("cache-server").stop()

        def told() -> bool:
            for path in ("/", "/fail", "/break"):
                stand.ask(path)
            return stand.receiver.titles() >= {f"[FIRING] {application} local: {alarm}" for alarm in ALARMS}

        wait_until(told, f"all of {ALARMS}", seconds=60)

    def test_the_page_is_seen_on_the_host_alone(self, stand: WatchedStand) -> None:
        ports = {
            (binding["HostIp"], int(binding["HostPort"]))
            for each in stand.containers("monitor")
            for bindings in (inspected(each)["HostConfig"]["PortBindings"] or {}).values()
            for binding in bindings
        }
        assert ports == {("127.0.0.1", stand.page)}
        assert stand.output("dashboard") == f"http://127.0.0.1:{stand.page}"

    def test_the_gate_lets_questions_about_this_stack_through_and_nothing_else(self, stand: WatchedStand) -> None:
        identity = stand.container("api-1").id
        gate = f"http://gate.monitor.{stand.group}.internal:2375/v1.41"

        def answer(path: str, *options: str) -> str:
            asked = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", *options, f"{gate}{path}"]
            return stand.execute("dashboard-agent", *asked)[1].strip()

        assert answer(f"/containers/{identity}/stats?stream=false") == "200"
        assert answer("/images/json") == "403"
        assert answer(f"/containers/{identity}/archive?path=/") == "403"
        assert answer(f"/containers/{identity}/json", "-X", "DELETE") == "403"
        assert answer(f"/containers/{identity}/stop", "-X", "POST") == "403"
        code, listed = stand.execute("dashboard-agent", "curl", "-sg", f"{gate}/containers/json?filters={{}}")
        assert code == 0
        assert listed.count('"Id"') == len(stand.containers())

    def test_secrets_lie_in_files_that_their_user_alone_may_read(self, stand: WatchedStand) -> None:
        for start, file in (("dashboard-agent", "stores.conf"), ("dashboard-alertmanager", "webhook")):
            code, told = stand.execute(start, "stat", "-c", "%a %u", f"/etc/groundwork/{file}")
            assert (code, told.strip()) == (0, "400 65534"), file
