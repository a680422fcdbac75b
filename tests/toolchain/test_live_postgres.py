"""PostgreSQL images keep the entry contract that the docker cloud relies on, real or stand-in."""

from collections.abc import Generator

import docker
import pytest
from docker.models.containers import Container

from tests.toolchain.containers import Containers, asked, ended, user_of, wait_until

pytestmark = pytest.mark.live

VECTOR = "pgvector/pgvector:0.8.1-pg16"
MAJORS = {"postgres:15-bookworm": "15", "postgres:16-bookworm": "16", VECTOR: "16"}

PASSWORD = "it's $1 se cret"
ENVIRONMENT = {
    "POSTGRES_PASSWORD_FILE": "/run/password",
    "POSTGRES_USER": "app",
    "POSTGRES_DB": "notes-db",
    "POSTGRES_INITDB_ARGS": "--data-checksums --encoding='UTF8'",
}
FILES = {
    "/run/password": PASSWORD,
    "/docker-entrypoint-initdb.d/1-table.sql": "CREATE TABLE seen (what text);",
    "/docker-entrypoint-initdb.d/2-network.sh": (
        "pg_isready --quiet --host 127.0.0.1 && state=open || state=closed\n"
        'psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --command "INSERT INTO seen VALUES (\'$state\')"\n'
    ),
}
COMMAND = ["postgres", "-c", "max_connections=42", "-c", "log_line_prefix=%m [%p] "]


@pytest.fixture(scope="module", params=MAJORS)
def image(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def cluster(daemon: docker.DockerClient, image: str) -> Generator[Container, None, None]:
    """A server that has just made its cluster."""
    started = Containers(daemon)
    try:
        container = started.start(image, COMMAND, FILES, environment=ENVIRONMENT)
        wait_until(container, "pg_isready", "--quiet", "--host", "127.0.0.1")
        yield container
    finally:
        started.remove()


def query(container: Container, statement: str, *options: str, password: str = "") -> str:
    command = ["psql", "--no-psqlrc", "-At", "--username", "app", "--dbname", "notes-db", *options, "-c", statement]
    return asked(container, *command, environment={"PGPASSWORD": password})


def test_empty_folder_becomes_the_cluster_that_is_asked_for(cluster: Container, image: str) -> None:
    assert user_of(cluster) == "999:999"
    assert query(cluster, "SELECT current_user, current_database()") == "app|notes-db"
    assert query(cluster, "SHOW max_connections") == "42"
    assert query(cluster, "SHOW log_line_prefix") == "%m [%p]"
    assert query(cluster, "SHOW data_checksums") == "on"
    assert query(cluster, "SHOW server_encoding") == "UTF8"
    assert query(cluster, "SHOW server_version_num")[:2] == MAJORS[image]
    assert asked(cluster, "stat", "-c", "%u:%g %a", "/var/lib/postgresql/data") == "999:999 700"


def test_scripts_run_once_before_anybody_else_can_connect(cluster: Container) -> None:
    assert query(cluster, "SELECT what FROM seen") == "closed"
    cluster.restart()
    wait_until(cluster, "pg_isready", "--quiet", "--host", "127.0.0.1")
    assert query(cluster, "SELECT what FROM seen") == "closed"


def test_over_the_network_only_the_password_of_the_file_opens(cluster: Container) -> None:
    address = asked(cluster, "hostname", "-i")
    assert query(cluster, "SELECT 'in'", "--host", address, password=PASSWORD) == "in"
    for wrong in ("", "wrong"):
        with pytest.raises(AssertionError, match=r"password authentication failed|no password supplied"):
            query(cluster, "SELECT 'in'", "--no-password", "--host", address, password=wrong)
    stored = query(cluster, "SELECT rolpassword FROM pg_authid WHERE rolname = 'app'")
    assert stored.startswith("SCRAM-SHA-256$")


def test_dump_is_restored(cluster: Container) -> None:
    database = "--username app --dbname notes-db"
    asked(cluster, "bash", "-ec", f"set -o pipefail; pg_dump {database} | gzip >/tmp/dump.gz")
    query(cluster, "DROP TABLE seen")
    asked(cluster, "bash", "-ec", f"set -o pipefail; gunzip -c /tmp/dump.gz | psql {database} -v ON_ERROR_STOP=1")
    assert query(cluster, "SELECT what FROM seen") == "closed"


def test_vectors_are_there_where_the_image_promises_them(cluster: Container, image: str) -> None:
    if image == VECTOR:
        query(cluster, "CREATE EXTENSION vector")
        assert query(cluster, "SELECT '[1,2]'::vector <-> '[4,6]'::vector") == "5"
    else:
        assert query(cluster, "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'") == "0"


def test_server_needs_no_root_no_capability_and_no_file_outside_its_volume(containers: Containers, image: str) -> None:
    container = containers.start(
        image,
        environment={"POSTGRES_PASSWORD": PASSWORD},
        user="999:999",
        cap_drop=["ALL"],
        security_opt=["no-new-privileges:true"],
        read_only=True,
        tmpfs={"/var/run/postgresql": "uid=999,gid=999", "/tmp": ""},
        volumes=["/var/lib/postgresql/data"],
    )
    wait_until(container, "pg_isready", "--quiet", "--host", "127.0.0.1")
    assert user_of(container) == "999:999"
    assert asked(container, "psql", "--username", "postgres", "-Atc", "SELECT current_database()") == "postgres"


@pytest.mark.parametrize(
    "environment",
    [{}, {"POSTGRES_PASSWORD": PASSWORD, "POSTGRES_PASSWORD_FILE": "/run/password"}],
    ids=["none", "two"],
)
def test_cluster_needs_exactly_one_password(containers: Containers, image: str, environment: dict[str, str]) -> None:
    code, said = ended(containers.start(image, files=FILES, environment=environment))
    assert code == 1
    assert "POSTGRES_PASSWORD" in said
    assert PASSWORD not in said


def test_other_commands_run_as_they_are(containers: Containers, image: str) -> None:
    command = "stat -c '%u:%g %a' /var/lib/postgresql/data && command -v gzip sha256sum date find bash pg_dump"
    code, said = ended(containers.start(image, ["sh", "-c", command]))
    assert code == 0, said
    assert said.startswith("999:999 1777\n")


def test_data_is_in_a_volume(daemon: docker.DockerClient, cluster: Container, image: str) -> None:
    assert daemon.images.get(image).attrs["Config"]["Volumes"] == {"/var/lib/postgresql/data": {}}
