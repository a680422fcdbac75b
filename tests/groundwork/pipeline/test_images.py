"""The same images in staging and in prod, by digest."""

import json
from pathlib import Path

import pytest
import yaml

from groundwork.pipeline.command import main
from settings import tracked
from tests.engine.harness import Project
from tests.groundwork.pipeline.answering import Answering

API, WORKER = (f"ghcr.io/groundwork/notes-{part}" for part in ("api", "worker"))
ONE, TWO = (f"sha256:{digit * 64}" for digit in "12")
RUN = {"api": f"{API}@{ONE}", "tasks": f"{WORKER}@{TWO}", "cleanup": f"{WORKER}@{TWO}"}


def images_of(project: Project, stack: str) -> dict[str, str | None]:
    """What the program would run."""
    _, found = tracked.read(project.folder, stack)
    return {name: part.spec.image for name, part in found.containers.items()}


def test_tags_become_digests(project: Project, docker: Answering) -> None:
    docker.answers(f"{API}:1.0.0", ONE)
    docker.answers(f"{WORKER}:1.0.0", TWO)
    assert main(["pin", "-C", str(project.folder), "--stack", "staging"]) == 0
    assert docker.calls == [
        f"buildx imagetools inspect {image}:1.0.0 --format {{{{.Manifest.Digest}}}}" for image in (API, WORKER)
    ]
    assert images_of(project, "staging") == RUN
    assert images_of(project, "prod")["api"] == f"{API}:1.0.0"


def test_what_is_a_digest_already_is_not_asked_for(project: Project, docker: Answering) -> None:
    with project.edit("app.yaml") as app:
        for part in (app["services"]["api"], app["workers"]["tasks"], app["jobs"]["cleanup"]):
            part["image"] = f"{API}@{ONE}"
    assert main(["pin", "-C", str(project.folder), "--stack", "staging"]) == 0
    assert docker.calls == []


def test_an_image_that_the_registry_has_not_is_told(
    project: Project, docker: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    docker.answers("inspect", code=1, error="ERROR: not found")
    before = (project.folder / "Pulumi.staging.yaml").read_text()
    assert main(["pin", "-C", str(project.folder), "--stack", "staging"]) == 1
    assert capsys.readouterr().err == "groundwork.pipeline: `docker buildx imagetools` failed: ERROR: not found\n"
    assert (project.folder / "Pulumi.staging.yaml").read_text() == before


def test_images_of_a_stack_are_written_down(project: Project, pulumi: Answering, tmp_path: Path) -> None:
    pulumi.answers("stack output", json.dumps(RUN))
    file = tmp_path / "images.json"
    assert main(["images", "-C", str(project.folder), "--stack", "staging", "--file", str(file)]) == 0
    assert pulumi.calls == [f"--cwd {project.folder} --non-interactive stack output images --json --stack staging"]
    assert json.loads(file.read_text()) == RUN


def test_an_image_by_tag_is_not_handed_on(
    project: Project, pulumi: Answering, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pulumi.answers("stack output", json.dumps({**RUN, "api": f"{API}:1.0.0"}))
    file = tmp_path / "images.json"
    assert main(["images", "-C", str(project.folder), "--stack", "staging", "--file", str(file)]) == 1
    assert not file.exists()
    assert capsys.readouterr().err == (
        f"groundwork.pipeline: stack staging runs images that are not named by digest: api ({API}:1.0.0); "
        "see `pin --help`\n"
    )


def test_prod_runs_what_staging_ran(project: Project, tmp_path: Path) -> None:
    """Also a part that is built here: what was built for staging is what runs."""
    with project.edit("app.yaml") as app:
        del app["services"]["api"]["image"]
        app["services"]["api"]["build"] = {"context": "api"}
    (project.folder / "api").mkdir()
    (project.folder / "api" / "Dockerfile").write_text("FROM scratch\n")
    file = tmp_path / "images.json"
    file.write_text(json.dumps(RUN))
    before = yaml.safe_load((project.folder / "Pulumi.prod.yaml").read_text())
    assert main(["promote", "-C", str(project.folder), "--stack", "prod", "--file", str(file)]) == 0
    assert images_of(project, "prod") == RUN
    after = yaml.safe_load((project.folder / "Pulumi.prod.yaml").read_text())
    kept = after["config"]["groundwork:overrides"]
    assert kept["services"]["api"].pop("scale") == before["config"]["groundwork:overrides"]["services"]["api"]["scale"]
    assert kept["domain"] == "notes.example.com"
    assert list(after["config"]) == list(before["config"])


def test_a_part_that_is_not_there_is_named(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "images.json"
    file.write_text(json.dumps({**RUN, "mailer": RUN["api"]}))
    assert main(["promote", "-C", str(project.folder), "--stack", "prod", "--file", str(file)]) == 1
    assert capsys.readouterr().err == (
        "groundwork.pipeline: stack prod has no part mailer; it has api, cleanup, tasks, web\n"
    )


@pytest.mark.parametrize("content", [None, "no JSON", '["api"]', '{"api": 1}'])
def test_a_file_that_holds_no_images_is_refused(project: Project, tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "images.json"
    if content:
        file.write_text(content)
    before = (project.folder / "Pulumi.prod.yaml").read_text()
    assert main(["promote", "-C", str(project.folder), "--stack", "prod", "--file", str(file)]) == 1
    assert (project.folder / "Pulumi.prod.yaml").read_text() == before
