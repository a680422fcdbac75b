"""What watches a stack, on a real daemon: figures are recorded, alarms are told, nothing is seen from outside."""

import re
from pathlib import Path

import docker
import pytest

from host.__main__ import main as server
from tests.live.stand import inspected, wait_until
from tests.live.watched_stand import DAYS, LOGIN, WatchedStand

pytestmark = pytest.mark.live

ALARMS = ("HighErrorRate (critical)", "circuit_breaker_open (warning)", "ContainerDown (critical)")

MEMBERS = {f"dashboard-{member}" for member in ("gate", "agent", "collector", "prometheus", "alertmanager")}


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
            "redis_maxclients == 10000",
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

    def test_what_is_left_to_lose_is_reckoned(self, stand: WatchedStand) -> None:
        """Some of what was asked above has failed, which is more than one in twenty; nothing was slow."""
        figures = {
            "did_not_fail_percent": "95 %", "error_budget_left_percent": "95 %",
            "p95_seconds": "95 % within 5 s", "slow_budget_left_percent": "95 % within 5 s",
        }  # fmt: skip
        wait_until(lambda: all(stand.recorded(f"service_level_{name}") for name in figures), "the service level")
        found = {name: stand.recorded(f"service_level_{name}")[0] for name in figures}
        assert {name: each["metric"]["goal"] for name, each in found.items()} == figures
        assert {each["metric"]["days"] for each in found.values()} == {str(DAYS)}
        reached = {name: float(each["value"][1]) for name, each in found.items()}
        assert reached["did_not_fail_percent"] < 95
        assert reached["error_budget_left_percent"] < 0
        assert reached["p95_seconds"] < 5
        assert reached["slow_budget_left_percent"] > 0

    def test_output_is_kept_by_days(self, stand: WatchedStand, capsys: pytest.CaptureFixture[str]) -> None:
        """A line of the part's, with its time, part and container; `./server` shows it."""
        name = stand.container("api-1").name
        line = re.compile(rf'^\S+Z api {name} {{"circuit_breaker_open": 1}}$', re.MULTILINE)

        def kept() -> str:
            stand.ask("/break")
            return stand.execute("dashboard-collector", "cat", "/output/output.log")[1]

        wait_until(lambda: line.search(kept()), "a line of the part's own in the file")
        assert server(["-C", str(stand.project.folder), "logs", "api", "--since", "1h"]) == 0
        assert line.search(capsys.readouterr().out)
        told = stand.execute("dashboard-collector", "cat", "/etc/groundwork/collector.conf")[1]
        assert f"rotation_max_archives = {DAYS}" in told

    def test_output_is_handed_on_with_the_operator_s_secret(self, stand: WatchedStand) -> None:
        line = ("api", '{"circuit_breaker_open": 1}')

        def arrived() -> bool:
            stand.ask("/break")
            return line in stand.receiver.lines()

        wait_until(arrived, f"{line} at the system that logs go on to")
        assert {who for who, _ in stand.receiver.handed_on} == {f"Bearer {LOGIN}"}
        streams = [stream["stream"] for _, body in stand.receiver.handed_on for stream in body["streams"]]
        assert {(each["application"], each["environment"]) for each in streams} == {
            (stand.group.removesuffix("-local"), "dev")
        }

    def test_the_collector_never_sees_what_a_container_is_made_of(self, stand: WatchedStand) -> None:
        """It has a way out; in a container's definition are variables with secrets."""
        identity = stand.container("api-1").id
        for gate, answer in (
            (f"logs.monitor.{stand.group}.internal:2377", '{"Config":{"Tty":false}}'),
            (f"logs.monitor.{stand.group}.internal:2375", ""),
            (f"gate.monitor.{stand.group}.internal:2375", ""),
        ):
            asked = ["curl", "-s", "-m", "3", f"http://{gate}/v1.41/containers/{identity}/json"]
            assert stand.execute("dashboard-collector", *asked)[1].strip() == answer, gate

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
        files = (("agent", "stores.conf"), ("alertmanager", "webhook"), ("collector", "authorization"))
        for start, file in ((f"dashboard-{member}", file) for member, file in files):
            code, told = stand.execute(start, "stat", "-c", "%a %u", f"/etc/groundwork/{file}")
            assert (code, told.strip()) == (0, "400 65534"), file
