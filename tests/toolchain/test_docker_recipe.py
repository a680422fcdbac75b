"""Recipes of stand-ins: complete, for the images that are run, and known by a digest of what decides them."""

import re
import shutil
from pathlib import Path

import pytest

from components.clouds.docker import images
from toolchain.docker import recipe
from toolchain.docker.recipe import FOLDER, Recipe

RECIPES = recipe.read()


@pytest.mark.parametrize("name", RECIPES)
def test_recipe_has_its_files(name: str) -> None:
    found = RECIPES[name]
    text = (FOLDER / found.folder / found.dockerfile).read_text()
    assert "FROM groundwork/stand-in-base:bookworm" in text
    assert found.target is None or f" AS {found.target}\n" in text
    if found.go_package is not None:
        assert f'import _ "{found.go_package}"' in (FOLDER / found.folder / "tools.go").read_text()
        assert f"COPY {found.folder} " in text


def test_images_of_the_docker_cloud_have_recipes() -> None:
    wanted = {
        *(images.POSTGRES.format(version=version) for version in (15, 16)),
        images.PGVECTOR.format(version=16),
        images.REDIS,
        images.NGINX,
        images.STORE,
        images.S3_CLIENT,
        images.TELEGRAF,
        images.PROMETHEUS,
        images.ALERTMANAGER,
    }
    assert wanted <= set(RECIPES)


@pytest.mark.parametrize("name", [name for name, found in RECIPES.items() if found.go_package])
def test_a_program_is_built_in_the_version_of_its_image(name: str) -> None:
    version = re.search(r":v?(\d+\.\d+\.\d+)", name)
    assert version
    package = str(RECIPES[name].go_package)
    pinned = re.search(r"^require (\S+) v(\S+)$", (FOLDER / RECIPES[name].folder / "go.mod").read_text(), re.MULTILINE)
    assert pinned
    assert (package.startswith(f"{pinned[1]}/"), pinned[2]) == (True, version[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("base", "redis", "nginx"):
        shutil.copytree(FOLDER / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("changed", ["redis/Dockerfile", "redis/entrypoint.sh", "base/packages.txt", "base/make.sh"])
def test_digest_changes_with_every_file_that_decides_a_stand_in(folder: Path, changed: str) -> None:
    before = Recipe(folder="redis").digest(folder)
    with (folder / changed).open("a") as file:
        file.write("# changed\n")
    assert Recipe(folder="redis").digest(folder) != before


def test_digest_changes_with_what_is_to_be_in_a_program(folder: Path) -> None:
    whole, part = (Recipe(folder="redis", go_package="x", go_tags=tags) for tags in ((), ("custom",)))
    assert whole.digest(folder) != part.digest(folder)


def test_digest_changes_with_the_certificates_of_the_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe, "CERTIFICATES", folder / "certificates")
    digests = {Recipe(folder="redis").digest(folder)}
    for content in ("old", "new"):
        (folder / "certificates").write_text(content)
        digests.add(Recipe(folder="redis").digest(folder))
    assert len(digests) == 3


def test_digest_changes_with_the_mode_of_a_script(folder: Path) -> None:
    before = Recipe(folder="redis").digest(folder)
    (folder / "redis" / "entrypoint.sh").chmod(0o644)
    assert Recipe(folder="redis").digest(folder) != before


def test_digest_changes_with_the_recipe_itself_and_with_nothing_else(folder: Path) -> None:
    recipes = [
        Recipe(folder="redis"),
        Recipe(folder="nginx"),
        Recipe(folder="redis", dockerfile="other"),
        Recipe(folder="redis", target="other"),
        Recipe(folder="redis", go_package="other"),
    ]
    assert len({each.digest(folder) for each in recipes}) == len(recipes)
    before = recipes[0].digest(folder)
    (folder / "nginx" / "nginx.conf").write_text("changed")
    assert recipes[0].digest(folder) == before
