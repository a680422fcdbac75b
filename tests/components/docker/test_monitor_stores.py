"""What stores and entry tell those who watch a stack; an unwatched one is as it was."""

from components.clouds.docker.contract import DockerSpec
from components.gateway import docker_configuration
from components.watch import Watch
from tests.components.docker.looking import CONTAINER, ONCE, container
from tests.components.docker.stand import cache, database, gateway, network, platform
from tests.components.recorder import Recorder, is_secret, run, value

WATCHED = {"monitoring": True}
FILES = "/etc/groundwork"
REDIS = "\nuser groundwork_monitor on >cache-watch-password-1234567-value resetchannels -@all +info +ping\n"
MAP = """    map $upstream_header_time $waited {
        default $request_time;
        "~(?<last>[0-9.]+)$" $last;
    }
"""


def known(watch: Watch | None) -> Watch:
    """What is there, with a password that is a secret."""
    assert watch is not None
    assert is_secret(watch.password)
    return watch


def test_the_database_has_a_user_who_watches(recorder: Recorder) -> None:
    watch = known(run(lambda: database({"size": "large", "name": "shop"}, host=WATCHED)).watch)
    assert (watch.host, watch.port, watch.cpus, watch.database) == ("database.notes-prod.internal", 5432, 4, "shop")
    assert value(watch.password) == "database-watch-password-1234567-value"
    found = container(recorder, "database-watch", ONCE)
    assert found["entrypoints"] == ["bash", f"{FILES}/watch_database.sh"]
    assert found["networks"] == {"network-backend": []}
    assert found["variables"]["WATCHER"] == "groundwork_monitor"
    assert found["files"][f"{FILES}/watcher"] == ("database-watch-password-1234567-value", "999", "0400")
    assert found["files"][f"{FILES}/watch_database.sh"][1:] == ("0", "0444")
    assert "database-preparation" in recorder.one(CONTAINER, "database-watch").depends_on


def test_the_cache_has_a_user_who_watches(recorder: Recorder) -> None:
    watch = known(run(lambda: cache({"size": "large"}, host={**WATCHED, "cache_tls": True})).watch)
    assert (watch.host, watch.port, watch.cpus, watch.encrypted) == ("cache.notes-prod.internal", 6379, 2, True)
    text, owner, mode = container(recorder, "cache-server")["files"][f"{FILES}/redis.conf"]
    assert text.endswith(f"requirepass cache-password-1234567-value{REDIS}")
    assert (owner, mode) == ("999", "0400")


def test_the_entry_tells_how_long_a_request_waited(recorder: Recorder) -> None:
    def make() -> None:
        on = platform(WATCHED)
        gateway(on, network(on))

    run(make)
    text = container(recorder, "gateway-server")["files"][f"{FILES}/nginx.conf"][0]
    assert text == docker_configuration.text(DockerSpec(), monitored=True)
    assert f'{MAP}    log_format json escape=json \'{{"time": ' in text
    assert '"agent": "$http_user_agent", "waited": "$waited"}\';' in text


def test_unwatched_stores_have_no_such_user(recorder: Recorder) -> None:
    assert run(database).watch is None
    assert run(cache).watch is None
    assert "database-watch" not in recorder.names(CONTAINER)
    assert "waited" not in docker_configuration.text(DockerSpec())
