"""Every image is there in the end: as it was, pulled, or a stand-in; and a real one is never replaced."""

import io
import shutil
import tarfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.toolchain.fake_daemon import UNREACHABLE, FakeDaemon, served
from tests.toolchain.fakes import go, script
from toolchain.docker import base, images, labels
from toolchain.docker.recipe import FOLDER, Recipe
from toolchain.docker.registry import Registry
from toolchain.failure import SetupError
from toolchain.machine import Machine

DEBIAN = Machine(distributions=("debian",), is_root=True)
UBUNTU = Machine(distributions=("ubuntu", "debian"), is_root=True)
USER = Machine(distributions=("debian",), is_root=False)
REDIS, PYTHON = "redis:7.4-bookworm", "python:3.11-slim-bookworm"
RECIPES = {REDIS: Recipe(folder="redis"), PYTHON: Recipe(folder="python")}


@pytest.fixture
def fake(tmp_path: Path) -> Generator[FakeDaemon, None, None]:
    with served(tmp_path) as daemon:
        yield daemon


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    (tmp_path / ".tools").mkdir()
    return tmp_path / ".tools"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs of Debian on PATH that note their calls in the file that is returned."""
    folder, log = tmp_path / "bin", tmp_path / "log"
    for name in ("apt-get", "apt-config", "apt-cache"):
        script(folder / name, f'echo "{name} $1" >>{log}')
    script(folder / "mmdebstrap", f"echo mmdebstrap >>{log}", f'printf "%s\\n" "$@" >{tmp_path / "arguments"}')
    # The archive is the last argument but one.
    with (folder / "mmdebstrap").open("a") as file:
        file.write('while [ $# -gt 2 ]; do shift; done\necho tar >"$1"\n')
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return log


def stand_in(recipe: Recipe) -> dict[str, str]:
    return labels.of_stand_in(recipe.digest())


def test_images_that_are_here_are_left_alone(fake: FakeDaemon, tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.add(REDIS)
    fake.add(PYTHON, stand_in(RECIPES[PYTHON]))
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert fake.calls == []
    assert capsys.readouterr().err == (
        "docker: all 2 images are here, 1 of them stand-ins made from Debian packages, for tests\n"
    )


def test_absent_images_are_pulled(fake: FakeDaemon, tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake.in_registry = {REDIS, PYTHON}
    images.provide(fake.client, RECIPES, USER, tools)
    assert fake.calls == [f"pull {REDIS}", f"pull {PYTHON}"]
    assert capsys.readouterr().err.splitlines() == [
        f"pulling {REDIS}",
        f"pulling {PYTHON}",
        "docker: all 2 images are here",
    ]


@pytest.mark.parametrize("trouble", ["refuses", "breaks"])
def test_registry_out_of_reach_is_asked_once_and_stand_ins_are_made(
    fake: FakeDaemon, tools: Path, programs: Path, trouble: str
) -> None:
    fake.registry = trouble
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert fake.calls == [
        f"pull {REDIS}",
        f"import {base.NAME}",
        f"build {REDIS} from Dockerfile",
        f"build {PYTHON} from Dockerfile",
    ]
    assert fake.images[REDIS][1] == stand_in(RECIPES[REDIS])
    assert programs.read_text().splitlines() == [
        "apt-get update",
        "apt-get install",
        "apt-get indextargets",
        "apt-config dump",
        "mmdebstrap",
    ]
    assert list(tools.iterdir()) == [], "the archive of the base does not stay"


def test_person_is_told_why_there_are_stand_ins_and_what_they_are(
    fake: FakeDaemon, tools: Path, programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.registry = "refuses"
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    said = capsys.readouterr().err.splitlines()
    assert f"docker: no registry of images can be reached: {UNREACHABLE}" in said
    assert f"{REDIS}: making a stand-in from Debian packages, for tests" in said
    assert said[-1] == "docker: all 2 images are here, 2 of them stand-ins made from Debian packages, for tests"


@pytest.mark.parametrize("machine", [UBUNTU, USER, Machine(distributions=(), is_root=True)])
def test_no_stand_ins_but_for_root_on_debian(fake: FakeDaemon, tools: Path, machine: Machine) -> None:
    fake.registry = "refuses"
    fake.add(PYTHON)
    with pytest.raises(SetupError) as failure:
        images.provide(fake.client, RECIPES, machine, tools)
    assert str(failure.value) == (
        f"{REDIS} cannot be pulled, and stand-ins for tests can be made by root on Debian only; connect this machine "
        "to the registry, or load the images with `docker load`, and try again"
    )
    assert fake.calls == [f"pull {REDIS}"]


def test_image_that_its_registry_does_not_have_is_an_error(fake: FakeDaemon, tools: Path) -> None:
    with pytest.raises(SetupError, match=rf"^{REDIS} is not to be had from its registry: manifest for .* not found$"):
        images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert fake.calls == [f"pull {REDIS}"]


def test_registry_that_says_nothing_for_too_long_is_out_of_reach(fake: FakeDaemon) -> None:
    fake.registry = "stalls"
    registry = Registry(fake.client, seconds=0.05)
    assert not registry.pull(REDIS)
    assert registry.failure == "nothing came for 0.05 seconds"
    assert not registry.pull(PYTHON)
    assert fake.calls == [f"pull {REDIS}"]


def test_stand_in_is_made_again_when_its_recipe_has_changed(fake: FakeDaemon, tools: Path, programs: Path) -> None:
    fake.registry = "refuses"
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    fake.calls.clear()
    old = fake.add(REDIS, labels.of_stand_in("another recipe"))
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert fake.calls == [f"pull {REDIS}", f"build {REDIS} from Dockerfile", f"remove {old[-2:]}"]
    assert fake.images[REDIS][1] == stand_in(RECIPES[REDIS])


def test_real_image_takes_the_place_of_an_outdated_stand_in(fake: FakeDaemon, tools: Path) -> None:
    fake.in_registry = {REDIS}
    fake.add(REDIS, labels.of_stand_in("another recipe"))
    fake.add(PYTHON)
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert fake.calls == [f"pull {REDIS}"]
    assert fake.images[REDIS][1] == {}


def test_real_image_is_kept_when_others_become_stand_ins(fake: FakeDaemon, tools: Path, programs: Path) -> None:
    fake.registry = "refuses"
    real = fake.add(REDIS)
    images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert fake.images[REDIS] == (real, {})
    assert not [call for call in fake.calls if REDIS in call or call.startswith("remove")]


def test_build_gets_the_folder_the_stage_and_the_program(
    fake: FakeDaemon, tools: Path, programs: Path, tmp_path: Path
) -> None:
    go(tmp_path / "bin", tmp_path / "go-log")
    fake.registry = "refuses"
    recipe = Recipe(folder="versitygw", dockerfile="Dockerfile", target="last", go_package="example.com/cmd/versitygw")
    images.provide(fake.client, {"versity/versitygw:v1": recipe}, DEBIAN, tools)
    assert fake.calls[-1] == "build versity/versitygw:v1 from Dockerfile last"
    with tarfile.open(fileobj=io.BytesIO(fake.contexts[0])) as context:
        names = {name.removeprefix("./") for name in context.getnames()}
        assert names >= {"Dockerfile", "go.mod", "versitygw"}
        assert context.getmember("versitygw").mode & 0o111


def test_failed_build_shows_what_it_said_last(fake: FakeDaemon, tools: Path, programs: Path) -> None:
    fake.registry, fake.build_fails = "refuses", True
    with pytest.raises(SetupError) as failure:
        images.provide(fake.client, RECIPES, DEBIAN, tools)
    assert str(failure.value).splitlines() == [
        f"{REDIS}: making the stand-in failed; the last that the build said:",
        "Step 1/2 : FROM base",
        "Step 2/2 : RUN false",
        "returned a non-zero code: 1",
    ]


def test_base_has_the_packages_and_is_made_again_when_they_change(
    fake: FakeDaemon, tools: Path, programs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stand_ins"
    shutil.copytree(FOLDER / "base", folder / "base")
    for _ in range(2):
        base.provide(fake.client, tools, folder)
    assert fake.calls == [f"import {base.NAME}"]
    arguments = (tmp_path / "arguments").read_text().splitlines()
    included = next(line for line in arguments if line.startswith("--include="))
    assert {"postgresql-15", "redis-server", "nginx", "ca-certificates"} <= set(included.partition("=")[2].split(","))
    assert arguments[-3] == "bookworm"
    (folder / "base" / "packages.txt").write_text("nginx\n")
    base.provide(fake.client, tools, folder)
    assert fake.calls == [f"import {base.NAME}"] * 2
