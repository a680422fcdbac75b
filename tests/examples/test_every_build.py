"""Images built in place of named ones: by `up`, on every target, with layers that the next build takes over."""

from typing import Any

import pytest

from components.spec import Cloud
from tests.components.programs import Program
from tests.components.recorder import Recorded
from tests.examples.boxes import box
from tests.examples.wholes import changed, on_every_cloud, read

ANY = "app.yaml"
"""A file that is there: nothing is built in these tests."""
BUILT = "docker-build:index:Image"
DIGEST = f"@sha256:{'0' * 64}"
SYSTEMS = ("cto-new", "loss-assessment", "towow")
systems = pytest.mark.parametrize("system", SYSTEMS)


def built(system: str, cloud: Cloud, **build: Any) -> Program:
    """A system in production, all images of which are built."""
    spec = {"context": ".", "dockerfile": ANY, **build}
    overrides: dict[str, Any] = {}
    for section in ("services", "workers", "jobs", "frontends"):
        parts = getattr(read(system), "rendered" if section == "frontends" else section)
        overrides[section] = {name: {"image": None, "build": spec} for name in parts}
    return changed(system, cloud, overrides=overrides)


def builds(program: Program) -> dict[str, Recorded]:
    """What is built for each part; not for its SQL files."""
    found = {item.name.removesuffix("-image").removesuffix("-build"): item for item in program.recorder.all(BUILT)}
    return {part: image for part, image in found.items() if part in program.stack.containers}


def pushed(image: Recorded) -> str:
    """Where an image goes, without a tag."""
    (export,) = image.inputs["exports"]
    (name,) = export["registry"]["names"]
    assert export["registry"]["push"] is True
    host, slash, path = name.partition("/")
    return f"{host}{slash}{path.partition(':')[0]}"


@on_every_cloud
def test_a_dockerfile_may_lie_apart_from_what_it_is_given(cloud: Cloud) -> None:
    """cto-new's API and worker, and its pages, which are built from the whole repository."""
    images = builds(built("cto-new", cloud, dockerfile="requirements.yaml", target="run"))
    for part in ("api", "worker", "web"):
        image = images[part].inputs
        assert image["context"] == {"location": "examples/cto-new"}
        assert image["dockerfile"] == {"location": "examples/cto-new/requirements.yaml"}
        assert image["target"] == "run"


@on_every_cloud
@systems
def test_up_builds_and_brings_every_image_to_where_it_runs(system: str, cloud: Cloud) -> None:
    program = built(system, cloud)
    images = builds(program)
    assert set(images) == set(program.stack.containers)
    for part, image in images.items():
        runs = box(program, part).image
        if cloud == "docker":
            (tag,) = image.inputs["tags"]
            assert (image.inputs["load"], runs) == (True, tag)
        else:
            assert runs == f"{pushed(image)}{DIGEST}"
            (login,) = image.inputs["registries"]
            assert pushed(image).startswith(login["address"])
            assert login["password"]


@on_every_cloud
def test_a_build_takes_over_the_layers_of_the_one_before(cloud: Cloud) -> None:
    """From a registry on the clouds; one host's own BuildKit keeps them, and nothing makes it forget."""
    for image in builds(built("towow", cloud)).values():
        assert "noCache" not in image.inputs
        if cloud == "docker":
            assert "builder" not in image.inputs
            continue
        (taken,), (kept,) = image.inputs["cacheFrom"], image.inputs["cacheTo"]
        assert taken["registry"]["ref"] == kept["registry"]["ref"]
        assert kept["registry"]["ref"].partition("/")[0] == pushed(image).partition("/")[0]
        assert kept["registry"]["mode"] == "max"
