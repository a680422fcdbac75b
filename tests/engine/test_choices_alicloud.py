"""What a stack may choose on Alibaba Cloud: images that are built, a CDN before a bucket, how objects are kept."""

from pathlib import Path

import pytest

from tests.engine.harness import REPOSITORY, Project

pytestmark = pytest.mark.engine

BUCKET = "alicloud:oss/bucket:Bucket"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
IMAGE = "docker-build:index:Image"


def up(project: Project) -> dict[str, set[str]]:
    """Update the stack; returns what was done, and to what: operation -> `type name`."""
    project.simulate(
        "up", "--stack", "dev", "--yes", "--skip-preview", "--policy-pack", str(REPOSITORY / "policies")
    ).succeeded()
    done: dict[str, set[str]] = {}
    for each in project.operations():
        done.setdefault(each["operation"], set()).add(f"{each['type']} {each['urn'].rsplit('::', 1)[1]}")
    return done


def test_a_build_a_cdn_and_another_class(tmp_path: Path) -> None:
    project = Project("cto-new", tmp_path)
    (project.folder / "Dockerfile.api").write_text("FROM scratch\n")
    with project.edit("app.yaml") as app:
        api = app["services"]["api"]
        del api["image"]
        api["build"] = {"context": ".", "dockerfile": "Dockerfile.api"}
    with project.edit("Pulumi.dev.yaml") as stack:
        config = stack["config"]
        config["groundwork:cloud"] = "alicloud"
        config["groundwork:cloud_overrides"] = {"alicloud": {"buckets": {"files": {"cdn": "files.{domain}"}}}}
    made = up(project)["create"]
    assert f"{IMAGE} api-image" in made
    assert {"alicloud:cdn/domainNew:DomainNew files-cdn", f"{BUCKET} files-bucket"} <= made
    assert up(project) == {}

    (project.folder / "Dockerfile.api").write_text("FROM scratch\nLABEL version=2\n")
    with project.edit("Pulumi.dev.yaml") as stack:
        stack["config"]["groundwork:alicloud"]["bucket_class"] = "IA"
    changed = up(project)
    assert f"{IMAGE} api-image" in changed["update"]
    assert f"{CONFIGURATION} api-configuration" in changed["update"]
    assert f"{BUCKET} files-bucket" in changed["delete"] & changed["create"]
    project.simulate("destroy", "--stack", "dev", "--yes", "--skip-preview").succeeded()
