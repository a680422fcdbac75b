"""Steps: who reaches whom."""

from docker.models.containers import Container

from tests.live.stand import Stand, inspected

CONNECT = "exec 3<>/dev/tcp/{host}/{port}"
"""bash's own way to open a connection: works in every image of the stand-ins and in the official Debian ones."""


def networks(container: Container) -> set[str]:
    """The stack's networks that a container is on, by their short names."""
    return {short(name) for name in inspected(container)["NetworkSettings"]["Networks"]}


def short(name: str) -> str:
    """`backend` of `network-backend-1a2b3c4`."""
    return name.split("-")[1]


class Separated:
    """Networks keep apart what nothing leads together."""

    on: dict[str, set[str]]
    """Part -> networks."""

    def test_every_part_is_on_its_networks_and_no_other(self, stand: Stand) -> None:
        found = {
            each.labels["groundwork.part"]: networks(each) for each in stand.containers() if "backup" not in each.name
        }
        assert found == self.on

    def test_data_containers_reach_nothing_outside_their_network(self, stand: Stand) -> None:
        """The entry is on the way out; those on `backend` cannot reach it by its addresses, while itself it answers."""
        entry = inspected(stand.container("gateway-server"))["NetworkSettings"]["Networks"]
        address = next(each["IPAddress"] for name, each in entry.items() if short(name) == "public")
        command = CONNECT.format(host=address, port=10443)
        assert stand.execute("gateway-server", "bash", "-c", command)[0] == 0
        for start in ("database-server", "cache-server", "database-backup"):
            opened, _ = stand.execute(start, "timeout", "3", "bash", "-c", command)
            assert opened != 0, f"{start} reaches {address}"
        internal = {short(each.name): inspected(each)["Internal"] for each in stand.networks()}
        assert internal == {name: name in {"backend", "storage"} for name in internal}
        assert internal["backend"] is True

    def test_the_entry_cannot_reach_the_data(self, stand: Stand) -> None:
        """It knows neither the names nor, when told the addresses, a way."""
        for start, port in (("database-server", 5432), ("cache-server", 6379)):
            server = stand.container(start)
            (address,) = [each["IPAddress"] for each in inspected(server)["NetworkSettings"]["Networks"].values()]
            part = server.labels["groundwork.part"]
            assert stand.execute("gateway-server", "getent", "hosts", f"{part}.{stand.group}.internal")[0] != 0
            opened, _ = stand.execute(
                "gateway-server", "timeout", "3", "bash", "-c", CONNECT.format(host=address, port=port)
            )
            assert opened != 0, f"{start} answers the entry"

    def test_the_same_way_is_open_to_those_who_use_the_data(self, stand: Stand) -> None:
        """What the test above finds closed is closed by the networks, not by a mistake of the test."""
        for host, port in (("database", 5432), ("cache", 6379)):
            command = CONNECT.format(host=f"{host}.{stand.group}.internal", port=port)
            code, told = stand.execute("database-backup", "timeout", "5", "bash", "-c", command)
            assert code == 0, told

    def test_the_database_refuses_connections_without_tls(self, stand: Stand) -> None:
        code, told = stand.execute(
            "database-backup",
            "bash",
            "-c",
            "PGPASSWORD=$(cat $FILES/password) PGSSLMODE=disable psql -U app -d app -c 'select 1'",
        )
        assert code != 0
        assert "no encryption" in told

    def test_the_application_is_no_superuser_of_its_database(self, stand: Stand) -> None:
        query = "select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user"
        code, told = stand.execute(
            "database-backup", "bash", "-c", f"PGPASSWORD=$(cat $FILES/password) psql -U app -d app -Atc '{query}'"
        )
        assert (code, told.strip()) == (0, "f|f|f")

    def test_the_cache_wants_its_password(self, stand: Stand) -> None:
        code, told = stand.execute("cache-server", *self.redis_cli(), "ping")
        assert code == 0
        assert "NOAUTH" in told

    @staticmethod
    def redis_cli() -> tuple[str, ...]:
        """How the cache is asked."""
        return ("redis-cli",)
