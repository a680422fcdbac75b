"""The CDN before a bucket: its name, and where there is one."""

import json

import pytest

from components.connection import Facet, Template
from tests.settings.conftest import Lines, Read

PLACE = {
    "alicloud:region": "eu-central-1",
    "groundwork:cloud": "alicloud",
    "groundwork:alicloud": json.dumps({"certificate": "8765432-eu-central-1"}),
}
DOMAIN = "domain: shop.example.com"


def with_cdn(host: str) -> str:
    return f'{DOMAIN}\nbuckets: {{files: {{cdn: "{host}"}}}}'


@pytest.mark.parametrize("host", ["files.{domain}", "files.shop.example.com"])
def test_a_part_that_uses_the_bucket_is_told_of_it(read: Read, host: str) -> None:
    stack = read(with_cdn(host), config=PLACE)
    assert stack.buckets["files"].cdn == "files.shop.example.com"
    variables = stack.services["api"].variables
    assert variables["OSS_CDN_URL"] == Template((Facet("files", "cdn"),))
    assert variables["OSS_CDN_KEY"] == Template((Facet("files", "cdn_key"),))
    assert stack.facets["files"] == ("cdn_key",)


def test_without_one_nobody_is(read: Read) -> None:
    stack = read(DOMAIN, config=PLACE)
    assert stack.buckets["files"].cdn is None
    assert not [name for name in stack.services["api"].variables if name.startswith("OSS_CDN")]


@pytest.mark.parametrize("cloud", ["aws", "docker"])
def test_elsewhere_it_is_refused_and_told_where_it_can_be_said(lines: Lines, read: Read, cloud: str) -> None:
    config, job = {"groundwork:cloud": cloud}, "jobs: {cleanup: {command: [clean]}}"
    assert lines(f"{with_cdn('files.{domain}')}\n{job}", config=config) == [
        (
            "app.yaml: buckets.files.cdn: is a CDN of Alibaba Cloud, and signed links lead to the bucket itself here; "
            "allowed: under `groundwork:cloud_overrides: {alicloud: …}` of the stack"
        )
    ]
    apart = {"groundwork:cloud_overrides": json.dumps({"alicloud": {"buckets": {"files": {"cdn": "files.{domain}"}}}})}
    assert read(f"{DOMAIN}\n{job}", config={**config, **apart}).buckets["files"].cdn is None
    assert read(DOMAIN, config={**PLACE, **apart}).buckets["files"].cdn == "files.shop.example.com"


@pytest.mark.parametrize(
    ("host", "problem"),
    [
        ("files.example.org", '"files.example.org" lies outside the DNS zone "example.com"; allowed: names within it'),
        ("shop.example.com", '"shop.example.com" is answered for by the route "/"; choose another'),
        ("origin.{domain}", '"origin.shop.example.com" is answered for by the entry; choose another'),
    ],
)
def test_a_name_that_cannot_lead_to_it_is_refused(lines: Lines, host: str, problem: str) -> None:
    assert lines(with_cdn(host), config=PLACE) == [f"app.yaml: buckets.files.cdn: {problem}"]


def test_two_buckets_have_two_names(lines: Lines) -> None:
    both = f'{DOMAIN}\nbuckets: {{files: {{cdn: "files.{{domain}}"}}, more: {{cdn: files.shop.example.com}}}}'
    assert lines(both, config=PLACE) == [
        'app.yaml: buckets.more.cdn: "files.shop.example.com" is answered for by the bucket files; choose another'
    ]


@pytest.mark.parametrize("host", ["files", "https://files.example.com", "files.{zone}", "Files.example.com"])
def test_what_is_no_host_name_is_refused(lines: Lines, host: str) -> None:
    (line,) = lines(with_cdn(host), config=PLACE)
    assert line.startswith(f'app.yaml: buckets.files.cdn: "{host}"')


def test_it_needs_the_certificate_and_in_the_mainland_the_filing(lines: Lines) -> None:
    """Also where no route needs them."""
    alone = "name: shop\ndomain: shop.example.com\nbuckets: {files: {cdn: 'files.{domain}'}}\n"
    bare = {**PLACE, "groundwork:alicloud": "{}", "alicloud:region": "cn-shanghai"}
    found = lines(app=alone, config=bare)
    assert [line.partition(": missing")[0] for line in found] == [
        "Pulumi.dev.yaml: groundwork:alicloud.certificate",
        "Pulumi.dev.yaml: groundwork:alicloud.icp_number",
    ]
