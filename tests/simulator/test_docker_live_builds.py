"""Images that are really built."""

from pathlib import Path
from typing import Any

import pytest
from docker.errors import NotFound

from simulator.behaviour import Refusal
from simulator.clock import Clock
from simulator.cloud import Cloud
from simulator.connections import Connection
from simulator.docker.live.host import LiveHost
from simulator.docker_build.live import live_docker_build, unsupported
from simulator.lifecycle import Place
from simulator.operations import OperationLog
from tests.simulator.docker_builders import REDIS
from tests.simulator.live_world import LiveWorld
from tests.simulator.world import World

BUILT = "docker-build:index:Image"
live = pytest.mark.live


@pytest.fixture
def context(tmp_path: Path) -> Path:
    """A build context with a file that is left out, and a link."""
    folder = tmp_path / "context"
    folder.mkdir()
    (folder / "Dockerfile").write_text(
        f"FROM {REDIS} AS base\nARG WHO=nobody\nCOPY . /srv/\nRUN echo hello $WHO > /said\n"
        "FROM base AS other\nRUN echo other > /said\nFROM base\nCMD cat /said\n"
    )
    (folder / "a.txt").write_text("a")
    (folder / "b.tmp").write_text("b")
    (folder / "link").symlink_to("a.txt")
    (folder / ".dockerignore").write_text("*.tmp\n")
    return folder


def asked(context: Path, **more: Any) -> dict[str, Any]:
    return {"context": {"location": str(context)}, "push": False, "load": True, **more}


def said(builds: LiveWorld, image: str, *command: str) -> str:
    """What a command says in a container of an image."""
    made = builds.client.create_container(image, list(command), name=builds.name("run"), entrypoint=[])
    try:
        builds.client.start(made)
        builds.client.wait(made)
        return builds.client.logs(made).decode()
    finally:
        builds.client.remove_container(made, force=True)


@live
def test_an_image_is_built_from_what_is_not_ignored_and_has_its_tags(builds: LiveWorld, context: Path) -> None:
    tags = [f"{builds.prefix}:1", f"{builds.prefix}:2"]
    inputs = asked(context, tags=tags, buildArgs={"WHO": "me"}, labels={"a": "b"})
    made = builds.make(BUILT, "i", **inputs)
    assert [builds.client.inspect_image(tag)["Id"] for tag in tags] == [made.id, made.id]
    assert (made.properties["digest"], made.properties["ref"]) == (made.id, f"{tags[0]}@{made.id}")
    assert builds.client.inspect_image(made.id)["Config"]["Labels"]["a"] == "b"
    assert said(builds, made.id, "sh", "-c", "ls -A /srv; cat /said /srv/link").split() == [
        ".dockerignore", "Dockerfile", "a.txt", "link", "hello", "me", "a",
    ]  # fmt: skip
    assert builds.differences(BUILT, made.properties, **inputs) == []
    (context / "a.txt").write_text("A")
    assert [change.path for change in builds.differences(BUILT, made.properties, **inputs)] == [("contextHash",)]
    changed = builds.change(made, **inputs)
    assert changed["digest"] == builds.client.inspect_image(tags[1])["Id"] != made.id


@live
@pytest.mark.parametrize("forgets", [False, True])
def test_a_second_build_takes_over_the_layers_of_the_first(builds: LiveWorld, tmp_path: Path, forgets: bool) -> None:
    folder = tmp_path / "layers"
    folder.mkdir()
    steps = "RUN cat /proc/sys/kernel/random/uuid > /stamp\nCOPY a.txt /a.txt\n"
    (folder / "Dockerfile").write_text(f"FROM {REDIS}\n{steps}")
    (folder / "a.txt").write_text("one\n")
    made = builds.make(BUILT, "i", **asked(folder))
    stamp, one = said(builds, made.id, "cat", "/stamp", "/a.txt").split()
    (folder / "a.txt").write_text("two\n")
    changed = builds.change(made, **asked(folder, noCache=forgets))
    again, two = said(builds, changed["digest"], "cat", "/stamp", "/a.txt").split()
    assert (one, two) == ("one", "two")
    assert (again == stamp) is not forgets


@live
def test_a_stage_and_a_dockerfile_of_ones_own_are_used(builds: LiveWorld, context: Path) -> None:
    other = builds.make(BUILT, "i", **asked(context, target="other"))
    assert said(builds, other.id, "cat", "/said") == "other\n"
    inline = builds.make(BUILT, "j", **asked(context, dockerfile={"inline": f"FROM {REDIS}\nCOPY . /srv/\n"}))
    files = ".dockerignore\nDockerfile\na.txt\nlink\n"
    assert said(builds, inline.id, "ls", "-A", "/srv") == files
    outside = context.parent / "Other"
    outside.write_text(f"FROM {REDIS}\nCOPY . /srv/\nRUN echo outside > /said\n")
    made = builds.make(BUILT, "k", **asked(context, dockerfile={"location": str(outside)}))
    assert said(builds, made.id, "sh", "-c", "ls -A /srv; cat /said") == f"{files}outside\n"


@live
def test_a_build_that_fails_says_the_end_of_its_output(builds: LiveWorld, context: Path) -> None:
    (context / "Dockerfile").write_text(f"FROM {REDIS}\nRUN seq 1 30 && echo broken && exit 3\n")
    words = builds.refused(BUILT, **asked(context))
    assert words.startswith("the build failed: The command '/bin/sh -c seq 1 30 && echo broken && exit 3' returned")
    assert "\n30\nbroken\n" in words
    assert "\n11\n" not in words


@live
def test_an_image_that_is_gone_is_gone_and_an_image_is_removed(builds: LiveWorld, context: Path) -> None:
    inputs = asked(context, tags=[f"{builds.prefix}:1"], buildArgs={"WHO": builds.prefix})
    made = builds.make(BUILT, "i", **inputs)
    again = builds.read(made, inputs)
    assert again is not None
    assert again.properties == made.properties
    builds.remove(made)
    with pytest.raises(NotFound):
        builds.client.inspect_image(made.id)
    assert builds.read(made, inputs) is None
    builds.remove(made)


@live
def test_only_the_daemons_own_platform_is_built(builds: LiveWorld, context: Path) -> None:
    version = builds.client.version()
    own = f"{version['Os']}/{version['Arch']}"
    builds.make(BUILT, "i", **asked(context, platforms=[own]))
    assert builds.refused(BUILT, **asked(context, platforms=["linux/s390x"])) == (
        f"platforms: this daemon builds for {own} alone; got linux/s390x"
    )


NOT_SUPPORTED = "is not supported with SIMULATOR_DOCKER=live"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"secrets": {"A": "hunter2"}}, f"secrets: {NOT_SUPPORTED}"),
        ({"cacheFrom": [{"local": {"src": "a"}}]}, f"cacheFrom: {NOT_SUPPORTED}"),
        ({"builder": {"name": "b"}}, f"builder: {NOT_SUPPORTED}"),
        ({"exec": True}, f"exec: {NOT_SUPPORTED}"),
        ({"registries": [{"address": "a"}]}, f"registries: {NOT_SUPPORTED}"),
        (
            {"context": {"location": ".", "named": {"a": {"location": "b"}}}},
            f"context.named: {NOT_SUPPORTED}",
        ),
        ({"push": True, "tags": ["a:1"]}, f"push: must be false with SIMULATOR_DOCKER=live: {'the image is built'}"),
        ({"load": False}, "load: must be true with SIMULATOR_DOCKER=live: the image is built"),
        (
            {"platforms": ["linux/amd64", "linux/arm64"]},
            "platforms: only the platform of the daemon's machine can be built with SIMULATOR_DOCKER=live",
        ),
        (
            {"context": {"location": "https://example.com/a.git"}},
            "context.location: must be a folder with SIMULATOR_DOCKER=live",
        ),
    ],
)
def test_what_is_not_supported_is_an_error_that_names_it(
    tmp_path: Path, context: Path, more: dict[str, Any], problem: str
) -> None:
    world = World(tmp_path / "home", live_docker_build(context))
    [found] = world.problems(BUILT, **{"context": {"location": "."}, "push": False, "load": True, **more})
    world.cloud.close()
    assert found.startswith(problem)


def test_an_image_is_built_where_the_stacks_containers_are(tmp_path: Path) -> None:
    host = LiveHost({}, {"host": "unix:///nowhere/docker.sock"}, own_docker=False)
    cloud = Cloud(tmp_path / "home")
    [runner] = host.runners(cloud, Clock(None), OperationLog(), tmp_path)
    call = runner.lifecycle.call(f"urn:pulumi:test::project::{BUILT}::i", Place(region="r"), {"push": False})
    with pytest.raises(Refusal, match=r"^no Docker daemon answers at unix:///nowhere/docker\.sock "):
        runner.create(call, Connection(Place(region="r")))
    with pytest.raises(Refusal, match=r"^no Docker daemon answers at unix:///elsewhere/docker\.sock "):
        runner.create(call, Connection(Place(region="r"), settings={"host": "unix:///elsewhere/docker.sock"}))
    host.close()
    cloud.close()


def test_defaults_are_no_wishes() -> None:
    assert list(unsupported({"push": False, "load": True, "buildOnPreview": True, "network": "default"})) == []
