"""Images that are built from a folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.aws import aws
from simulator.docker_build import docker_build
from simulator.docker_build.context import files
from simulator.values import UNKNOWN
from tests.simulator.world import World

IMAGE = "docker-build:index:Image"
TAG = "ghcr.io/example/api:1"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "app" / "cache").mkdir(parents=True)
    (folder / "Dockerfile").write_text("FROM scratch\n")
    (folder / "app" / "main.py").write_text("one")
    (folder / "app" / "cache" / "x").write_text("cached")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("main")
    return folder


@pytest.fixture
def world(tmp_path: Path, project: Path) -> Iterator[World]:
    made = World(tmp_path / "home", docker_build(project))
    yield made
    made.cloud.close()


def image(**more: Any) -> dict[str, Any]:
    return {"push": True, "tags": [TAG], "context": {"location": "."}, **more}


def test_the_reference_holds_the_digest(world: World) -> None:
    made = world.make(IMAGE, "i", **image())
    digest = made.properties["digest"]
    assert digest.startswith("sha256:")
    assert made.properties["ref"] == f"{TAG}@{digest}"
    assert made.id == digest


def test_a_changed_file_is_a_new_build(world: World, project: Path) -> None:
    made = world.make(IMAGE, "i", **image())
    assert world.differences(IMAGE, dict(made.properties), **image()) == []
    (project / "app" / "main.py").write_text("two")
    assert [each.path for each in world.differences(IMAGE, dict(made.properties), **image())] == [("contextHash",)]
    assert world.change(made, **image())["digest"] != made.properties["digest"]


def test_a_changed_file_is_a_new_build_also_where_the_dockerfile_is_given_as_text(world: World, project: Path) -> None:
    inputs = image(dockerfile={"inline": "FROM scratch\nCOPY . /\n"})
    made = world.make(IMAGE, "i", **inputs)
    assert world.differences(IMAGE, dict(made.properties), **inputs) == []
    (project / "app.py").write_text("print(2)\n", encoding="utf-8")
    assert [each.path for each in world.differences(IMAGE, dict(made.properties), **inputs)] == [("contextHash",)]


def test_ignored_files_change_nothing(world: World, project: Path) -> None:
    (project / ".dockerignore").write_text("# comment\n**/cache\n*.log\n!app/keep.log\n")
    made = world.make(IMAGE, "i", **image())
    (project / "app" / "cache" / "x").write_text("other")
    (project / "debug.log").write_text("x")
    (project / ".git" / "HEAD").write_text("other")
    assert world.differences(IMAGE, dict(made.properties), **image()) == []
    names = {path.relative_to(project).as_posix() for path in files(project)}
    assert names == {".dockerignore", "Dockerfile", "app/main.py"}


def test_a_file_can_be_taken_back_in(project: Path) -> None:
    (project / ".dockerignore").write_text("app\n!app/main.py\n")
    names = {path.relative_to(project).as_posix() for path in files(project)}
    assert names == {".dockerignore", "Dockerfile", "app/main.py"}


def test_passwords_and_the_preview_switch_are_no_change(world: World) -> None:
    registry = {"address": "ghcr.io", "username": "me", "password": "one"}
    state = dict(world.make(IMAGE, "i", **image(registries=[registry])).properties)
    other = image(registries=[{**registry, "password": "two"}])
    assert world.differences(IMAGE, state, **other) == []


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (image(context={"location": "nowhere"}), "context.location: the build context {root}/nowhere is not a folder"),
        (image(dockerfile={"location": "nope"}), "context.location: there is no Dockerfile {root}/nope"),
        (image(tags=[]), "tags: a push needs at least one tag"),
        (image(tags=["GHCR.io/Api:1"]), "tags[0]: must be a lower-case repository with a tag; got 'GHCR.io/Api:1'"),
        (
            image(dockerfile={"location": "Dockerfile", "inline": "FROM scratch"}),
            "dockerfile: only one of location and inline may be given",
        ),
    ],
)
def test_what_cannot_be_built_is_refused(world: World, project: Path, inputs: dict[str, Any], words: str) -> None:
    assert world.problems(IMAGE, **inputs) == [words.format(root=project)]


def test_an_upper_case_tag_after_the_colon_is_fine(world: World) -> None:
    assert world.problems(IMAGE, **image(tags=["ghcr.io/api:RC1"])) == []


def test_the_hash_of_the_files_is_known_in_the_preview(world: World) -> None:
    known = world.preview(IMAGE, **image())
    assert known["contextHash"] == world.make(IMAGE, "i", **image()).properties["contextHash"]


def test_the_preview_of_a_new_build_does_not_know_its_digest(world: World) -> None:
    made = world.make(IMAGE, "i", **image())
    call = world.call(IMAGE, image(labels={"a": "b"}), made)
    known = world.runner.lifecycle.preview_update(call, world.connection.place)
    assert (known["digest"], known["ref"], known["tags"]) == (UNKNOWN, UNKNOWN, [TAG])


NAME = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api"
BY_DIGEST = {"registry": {"names": [NAME], "push": True, "pushByDigest": True}}


@pytest.mark.parametrize("inputs", [image(tags=[f"{NAME}:1"]), image(push=False, tags=[], exports=[BY_DIGEST])])
def test_a_push_to_the_accounts_registry_needs_the_repository(
    world: World, tmp_path: Path, inputs: dict[str, Any]
) -> None:
    assert world.refused(IMAGE, **inputs) == (
        "name unknown: The repository with name 'api' does not exist in the registry with id '123456789012'"
    )
    account = World(tmp_path / "home", aws())
    account.make("aws:ecr/repository:Repository", "r", name="api")
    account.cloud.close()
    assert world.make(IMAGE, "i", **inputs).properties["digest"].startswith("sha256:")


def keeps(**more: Any) -> dict[str, Any]:
    """A build that keeps its layers in the account's registry."""
    registry = {"ref": f"{NAME}-layers:layers", "imageManifest": True, "ociMediaTypes": True, **more}
    return image(cacheTo=[{"registry": registry}], cacheFrom=[{"registry": {"ref": f"{NAME}-layers:layers"}}])


def with_repository(tmp_path: Path, mutability: str) -> None:
    account = World(tmp_path / "home", aws())
    account.make("aws:ecr/repository:Repository", "r", name="api-layers", imageTagMutability=mutability)
    account.cloud.close()


def test_kept_layers_need_their_repository_unless_errors_are_ignored(world: World, tmp_path: Path) -> None:
    assert world.refused(IMAGE, **keeps()) == (
        "name unknown: The repository with name 'api-layers' does not exist in the registry with id '123456789012'"
    )
    world.make(IMAGE, "i", **keeps(ignoreError=True))
    with_repository(tmp_path, "MUTABLE")
    world.make(IMAGE, "j", **keeps())


@pytest.mark.parametrize("wrong", [{"imageManifest": False}, {"ociMediaTypes": False}])
def test_layers_are_taken_as_one_image_alone(world: World, tmp_path: Path, wrong: dict[str, Any]) -> None:
    with_repository(tmp_path, "MUTABLE")
    assert world.refused(IMAGE, **keeps(**wrong)).endswith("imageManifest and ociMediaTypes must be true")


@pytest.mark.parametrize("mutability", ["MUTABLE", "IMMUTABLE"])
def test_the_tag_of_kept_layers_must_move(world: World, tmp_path: Path, project: Path, mutability: str) -> None:
    with_repository(tmp_path, mutability)
    made = world.make(IMAGE, "i", **keeps())
    (project / "app" / "main.py").write_text("two")
    if mutability == "MUTABLE":
        world.change(made, **keeps())
    else:
        assert world.change_refused(made, **keeps()) == (
            "ImageTagAlreadyExistsException: The image tag 'layers' already exists in the 'api-layers' repository "
            "and cannot be overwritten because the tag is immutable."
        )


def test_kept_layers_change_nothing_of_the_image(world: World) -> None:
    kept = world.make(IMAGE, "i", **keeps(ignoreError=True)).properties["digest"]
    assert world.make(IMAGE, "j", **image()).properties["digest"] == kept
