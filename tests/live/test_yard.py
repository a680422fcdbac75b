"""What an application can ask of a Docker host and the examples do not: a small one asks for all of it."""

import json
import socket
from pathlib import Path

import docker
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.executed import execute
from tests.live.expired import Expired
from tests.live.sealed import KEY, Sealed
from tests.live.stand import inspected
from tests.live.yard_stand import Asking, YardStand

pytestmark = pytest.mark.live

TOKEN = "Sesame-0815.$x"

TALK = """
import socket, sys
said = []
for _ in range(6):
    with socket.create_connection((sys.argv[1], 9600), timeout=10) as connection:
        stream = connection.makefile("rw", newline="\\n")
        for word in ("one", "two"):
            stream.write(word + "\\n")
            stream.flush()
            said.append(stream.readline().split())
import json
print(json.dumps(said))
"""


class Made:
    """The first step."""

    def test_up(self, stand: YardStand) -> None:
        stand.up()
        stand.simulate("up", "--expect-no-changes").succeeded()
        stand.simulate("refresh", "--expect-no-changes").succeeded()


class TestYard(Expired, Sealed, Made):
    """The steps, in order; those of the last base come first."""

    @staticmethod
    def make(folder: Path, daemon: docker.DockerClient) -> YardStand:
        """A stack whose database is reached on this machine."""
        stand = YardStand(folder, daemon)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            stand.database_port = free.getsockname()[1]
        with stand.edit() as stack:
            stack["config"]["groundwork:docker"] |= {
                "publish": {"database": stand.database_port}, "log_megabytes": 4, "log_files": 2,
                "backup_secret": "BACKUP_KEY",
            }  # fmt: skip
        stand.simulate("config", "set", "--secret", "BACKUP_KEY", KEY, confirm=False).succeeded()
        return stand

    def test_health_is_asked_as_the_application_says(self, stand: YardStand) -> None:
        second = 10**9
        for each in stand.containers("api"):
            asked = inspected(each)["Config"]["Healthcheck"]
            assert {key: asked[key] for key in ("Interval", "Timeout", "Retries", "StartPeriod")} == {
                "Interval": 5 * second, "Timeout": 3 * second, "Retries": 4, "StartPeriod": 20 * second,
            }  # fmt: skip

    def test_a_private_port_is_reached_by_its_user_through_the_entry(self, stand: YardStand) -> None:
        name = f"api.{stand.group}.internal"
        code, told = execute(stand.container("caller"), ["python3", "-c", TALK, name])
        assert code == 0, told
        said = json.loads(told)
        networks = inspected(stand.container("gateway-server"))["NetworkSettings"]["Networks"].values()
        assert {peer for _, peer, _ in said} <= {network["IPAddress"] for network in networks}
        assert {host for host, _, _ in said} == {each.id[:12] for each in stand.containers("api")}
        assert [word for _, _, word in said] == ["one", "two"] * 6

    def test_what_a_part_shows_for_its_watcher_is_not_for_the_world(self, stand: YardStand) -> None:
        assert [stand.ask(path).status_code for path in ("/metrics", "/metrics/all", "/metricsX")] == [404, 404, 200]
        ask = f"import urllib.request as u; print(u.urlopen('http://api.{stand.group}.internal:8000/metrics').status)"
        assert execute(stand.container("caller"), ["python3", "-c", ask]) == (0, b"200\n")

    def test_a_volume_is_shared_and_belongs_to_the_part_s_user(self, stand: YardStand) -> None:
        assert stand.ask("/", "PUT", data=b"for both").status_code == 200
        answers = [stand.ask("/").json() for _ in range(20)]
        assert {each["kept"] for each in answers} == {"for both"}
        assert len({each["host"] for each in answers}) == 2
        code, told = stand.execute("api-1", "stat", "-c", "%u", "/data", "/data/kept")
        assert (code, told.split()) == (0, ["1000", "1000"])

    def test_it_outlives_the_containers(self, stand: YardStand) -> None:
        stand.version("second")
        stand.up()
        answer = stand.ask("/").json()
        assert (answer["version"], answer["kept"]) == ("second", "for both")

    def connected(self, stand: YardStand, password: str = "") -> psycopg.Connection:
        """A connection of this machine's to the database, with the password that the service has."""
        variables = inspected(stand.containers("api")[0])["Config"]["Env"]
        address = next(each for each in variables if each.startswith("DATABASE_URL=")).partition("=")[2]
        found = conninfo_to_dict(address)
        return psycopg.connect(
            host="127.0.0.1", port=stand.database_port, dbname=found["dbname"], user=found["user"],
            password=password or found["password"], sslmode="require",
        )  # fmt: skip

    def test_the_database_is_reached_on_this_machine_alone(self, stand: YardStand) -> None:
        with self.connected(stand) as connection:
            assert connection.execute("SELECT current_database(), current_user").fetchone() == ("garden", "gardener")
        bound = inspected(stand.container("database-server"))["NetworkSettings"]["Ports"]["5432/tcp"]
        assert bound == [{"HostIp": "127.0.0.1", "HostPort": str(stand.database_port)}]

    def test_as_much_output_is_kept_as_the_stack_says(self, stand: YardStand) -> None:
        kept = [inspected(each)["HostConfig"]["LogConfig"]["Config"] for each in stand.containers()]
        assert kept == [{"max-size": "4m", "max-file": "2"}] * len(kept)

    def test_the_database_was_saved_before_its_files_ran(self, stand: YardStand) -> None:
        said = [each.logs().decode() for each in stand.containers("database", once=True)]
        assert sum('{"backup": "garden-' in each for each in said) == 1

    def test_a_single_file_is_run_by_hand(self, stand: YardStand) -> None:
        run = "echo 'CREATE TABLE extra (n int);' | bash /etc/groundwork/run_sql_file.sh 014_extra.sql"
        code, told = stand.execute("database-backup", "bash", "-c", run)
        assert (code, json.loads(told)) == (0, {"file": "014_extra.sql", "result": "applied"})
        assert stand.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'extra'") == "gardener"
        assert json.loads(stand.execute("database-backup", "bash", "-c", run)[1])["result"] == "known"

    def test_another_password_takes_the_place_of_the_old_one(self, stand: YardStand) -> None:
        """A connection that is open stays so."""
        with self.connected(stand) as connection:
            old = connection.info.password
            with stand.edit() as stack:
                stack["config"]["groundwork:rotate"] = {"database": "once"}
            with Asking(stand) as asking:
                stand.up()
            assert {status for status, _ in asking.answers} == {200}
            assert connection.execute("SELECT 1").fetchone() == (1,)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            self.connected(stand, old)
        with self.connected(stand) as connection:
            assert connection.info.password != old
        stand.simulate("up", "--expect-no-changes").succeeded()

    def test_requests_without_the_token_are_not_admitted(self, stand: YardStand) -> None:
        stand.simulate("config", "set", "--secret", "ENTRY_TOKEN", TOKEN, confirm=False).succeeded()
        stand.override({"services": {"api": {"entry_token": "ENTRY_TOKEN"}}})
        stand.up()
        asked = {
            token: stand.ask("/", headers={"X-Entry-Token": token} if token else {}).status_code
            for token in ("", TOKEN.lower(), f"{TOKEN}x", f"x{TOKEN}", TOKEN)
        }
        assert asked == {"": 401, TOKEN.lower(): 401, f"{TOKEN}x": 401, f"x{TOKEN}": 401, TOKEN: 200}
        assert TOKEN not in stand.container("gateway-server").logs().decode()
        ask = f"import urllib.request as u; print(u.urlopen('http://api.{stand.group}.internal:8000/').status)"
        assert execute(stand.container("caller"), ["python3", "-c", ask]) == (0, b"200\n")
