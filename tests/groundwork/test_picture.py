"""A picture of a stack: what it shows, and that nothing in it lies on something else."""

import re
import typing
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from components.container import ScaleSpec
from components.spec import Cloud
from groundwork.picture import geometry, rows, wires
from groundwork.picture.diagram import Diagram, drawn
from groundwork.picture.svg import svg
from settings import tracked
from tests.engine.harness import EXAMPLES, Project

CLOUDS: tuple[Cloud, ...] = typing.get_args(Cloud)


def diagram(folder: Path, application: str, stack: str, cloud: Cloud) -> Diagram:
    project = Project(application, folder)
    with project.edit(f"Pulumi.{stack}.yaml") as content:
        content["config"]["groundwork:cloud"] = cloud
    return drawn(tracked.read(project.folder, stack)[1])


@pytest.fixture(
    params=[(name, stack, cloud) for name in ("notes", *EXAMPLES) for stack in ("dev", "prod") for cloud in CLOUDS],
    ids="-".join,
)
def each(request: pytest.FixtureRequest, tmp_path: Path) -> Diagram:
    return diagram(tmp_path, *request.param)


def test_nothing_lies_on_anything_else(each: Diagram) -> None:
    laid = rows.placed(each)
    boxes = list(laid.boxes.values())
    assert {box.box.key for box in boxes} - {"people"} == {*each.boxes}
    for one, other in combinations(boxes, 2):
        apart = one.right < other.x or other.right < one.x or one.bottom < other.y or other.bottom < one.y
        assert apart, f"{one.box.key} lies on {other.box.key}"
    segments = [
        (wire.target, *segment)
        for wire in wires.drawn(each, laid)
        for path in (*wire.paths, wire.arrow)
        for segment in pairwise(path)
    ]
    for target, (x1, y1), (x2, y2) in segments:
        assert x1 == x2 or y1 == y2, "a line is neither upright nor level"
        for box in boxes:
            through = (
                min(x1, x2) < box.right and max(x1, x2) > box.x and min(y1, y2) < box.bottom and max(y1, y2) > box.y
            )
            assert not through, f"a line to {target} goes through {box.box.key}"
    for (one, *first), (other, *second) in combinations(segments, 2):
        assert one == other or not _along(first, second), f"lines to {one} and {other} lie on each other"


def _along(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> bool:
    """Whether two upright, or two level, lines share more than a point."""
    for axis in (0, 1):
        places = {point[axis] for point in (*first, *second)}
        if len(places) == 1:
            (a, b), (c, d) = (sorted(point[1 - axis] for point in line) for line in (first, second))
            return max(a, c) < min(b, d)
    return False


def test_every_text_fits_into_its_box(each: Diagram) -> None:
    for box in rows.placed(each).boxes.values():
        room = box.width - 2 * geometry.PADDING
        assert len(box.box.title) * geometry.BOLD + (geometry.PUBLIC if box.box.public else 0) <= room
    assert "…" not in svg(each)


def test_every_link_has_its_line(each: Diagram) -> None:
    drawn_links = {(source, wire.target) for wire in wires.drawn(each, rows.placed(each)) for source in wire.sources}
    assert drawn_links == {(link.source, link.target) for link in each.links}


def test_a_cloud_shows_zones_tiers_and_what_is_public(tmp_path: Path) -> None:
    found = diagram(tmp_path, "notes", "prod", "aws")
    assert (found.network, found.zones) == (("private network", "10.20.0.0/16", "eu-central-1", "AWS"), 3)
    assert found.tiers == ("public subnets", "app subnets: no public addresses", "data subnets: no way out")
    assert [box.key for box in found.boxes.values() if box.public] == ["web"]
    assert found.boxes["gateway"].lines == ("load balancer", "origin.notes.example.com", "opened by the CDN alone")
    assert found.boxes["api"].lines == (
        "service",
        "0.5 vCPU, 1 GiB",
        "2 to 10 instances",
        "migrates the database first",
    )
    assert found.boxes["database"].lines == ("PostgreSQL 16, medium", "50 GiB, backups 30 days", "encrypted, own key")
    assert (found.boxes["database"].zones, found.boxes["cache"].zones, found.boxes["api"].zones) == (2, 2, 3)
    assert not found.boxes["files"].inside
    links = {(link.source, link.target): link.label for link in found.links}
    assert links["people", "web"] == "443"
    assert links["web", "gateway"] == "/api"
    assert links["gateway", "api"] == "8000"
    assert links["api", "database"] == "5432"
    assert links["api", "files"] == "read, write"
    assert ("people", "database") not in links


def test_a_host_shows_its_networks_and_no_zones(tmp_path: Path) -> None:
    found = diagram(tmp_path, "notes", "prod", "docker")
    assert (found.network, found.zones) == (("one Docker host",), 0)
    assert found.tiers == ("network public", "network frontend", "network backend: leads nowhere")
    assert [box.key for box in found.boxes.values() if box.public] == ["gateway"]
    assert found.boxes["files"].inside
    assert "2 instances" in found.boxes["api"].lines
    assert "encrypted, own key" not in found.boxes["database"].lines


def test_a_host_starts_no_instances_by_load(tmp_path: Path) -> None:
    boxes = diagram(tmp_path, "semibot", "prod", "docker").boxes
    assert {"1 instance"} == {line for line in boxes["runtime"].lines if "instance" in line}


def test_a_path_that_two_hosts_have_is_named_once(tmp_path: Path) -> None:
    (link,) = [link for link in diagram(tmp_path, "towow", "prod", "docker").links if link.target == "web"]
    assert link.label == "/"


def test_a_stack_without_a_way_in_has_none(tmp_path: Path) -> None:
    found = diagram(tmp_path, "sensors", "prod", "aws")
    assert "people" not in rows.placed(found).boxes
    assert "people on the internet" not in svg(found)


def test_a_picture_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    text = svg(diagram(tmp_path, "cto-new", "prod", "aws"))
    assert re.findall(r'(?:href|src|url)\b[^"]*"([^"]*)"', text) == []
    assert "<script" not in text


def test_a_host_runs_one_instance_where_a_cloud_may_run_none() -> None:
    assert [ScaleSpec(min=least, max=4).on_a_host for least in (0, 1, 3)] == [1, 1, 3]
