"""Steps: from nothing to a running application, hardened as it was promised."""

import re

from tests.live.stand import Stand, inspected

SECRET_FILES = {"database": ("superuser", "server.key"), "cache": ("password", "redis.conf")}
"""Part -> its files in /etc/groundwork that hold a secret."""

WRITABLE_ROOT = {"database", "cache", "gateway", "files", "web"}
"""Parts that are handed files, which Docker's provider cannot do where the root file system is read-only."""

ENTRY = "gateway"


def all_well(stand: Stand, parts: set[str]) -> None:
    """Every container of these parts runs, and each that is asked says it is well."""
    found = stand.containers()
    assert {each.labels["groundwork.part"] for each in found} == parts
    states = {each.name: inspected(each)["State"] for each in found}
    ill = {name for name, state in states.items() if state.get("Health", {}).get("Status", "healthy") != "healthy"}
    assert ill == set()
    assert {state["Status"] for state in states.values()} == {"running"}


class Up:
    """The first step."""

    parts: set[str]

    def test_up_brings_everything_into_service(self, stand: Stand) -> None:
        stand.up()
        all_well(stand, self.parts)


class Deployed:
    """The steps that follow a first `up`."""

    def test_second_up_changes_nothing(self, stand: Stand) -> None:
        stand.simulate("up", "--expect-no-changes").succeeded()

    def test_refresh_and_what_follows_change_nothing(self, stand: Stand) -> None:
        stand.simulate("refresh", "--expect-no-changes").succeeded()
        stand.simulate("preview", "--expect-no-changes", confirm=False).succeeded()

    def test_only_the_entry_has_ports_of_the_host(self, stand: Stand) -> None:
        published = {
            (each.labels["groundwork.part"], binding["HostIp"], int(binding["HostPort"]))
            for each in stand.containers()
            for bindings in (inspected(each)["HostConfig"]["PortBindings"] or {}).values()
            for binding in bindings
        }
        assert published == {(ENTRY, "127.0.0.1", stand.http_port), (ENTRY, "127.0.0.1", stand.https_port)}

    def test_every_container_is_hardened(self, stand: Stand) -> None:
        """No superuser, no capability, no way to more rights; bounded memory, processors and output; started anew."""
        for each in stand.containers():
            host, part = inspected(each)["HostConfig"], each.labels["groundwork.part"]
            assert re.fullmatch(r"[1-9]\d*(:[1-9]\d*)?", inspected(each)["Config"]["User"]), each.name
            assert host["CapDrop"] == ["ALL"], each.name
            assert not host["CapAdd"], each.name
            assert host["SecurityOpt"] == ["no-new-privileges:true"], each.name
            assert host["ReadonlyRootfs"] is (part not in WRITABLE_ROOT), each.name
            assert host["Memory"] > 0, each.name
            assert host["NanoCpus"] > 0, each.name
            assert host["RestartPolicy"]["Name"] == "unless-stopped", each.name
            assert host["LogConfig"] == {"Type": "json-file", "Config": {"max-size": "10m", "max-file": "3"}}, each.name

    def test_secrets_lie_in_files_that_their_user_alone_may_read(self, stand: Stand) -> None:
        for part, files in SECRET_FILES.items():
            for file in files:
                code, told = stand.execute(f"{part}-server", "stat", "-c", "%a %u", f"/etc/groundwork/{file}")
                assert (code, told.strip()) == (0, "400 999"), f"{part}: {file}"
