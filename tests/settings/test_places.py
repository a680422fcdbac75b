"""What goes with a cloud and a region, and what does not."""

import json

import pytest

from components.clouds.alicloud.contract import AlicloudSpec
from components.clouds.aws.contract import AwsSpec
from tests.settings.conftest import Lines, Read

SETTINGS = {"certificate": "8765432-cn-hangzhou", "icp_number": "ICP-1"}
ALICLOUD = {
    "aws:region": "eu-central-1",
    "alicloud:region": "cn-hangzhou",
    "groundwork:cloud": "alicloud",
    "groundwork:alicloud": json.dumps(SETTINGS),
}
DOMAIN = "domain: shop.example.com"

REFUSED = [
    (
        "database: {backup_days: 5}",
        "app.yaml: database.backup_days: 5 days are fewer than ApsaraDB keeps; allowed: 7 to 35",
    ),
    (
        "services: {api: {architecture: arm64}}",
        'app.yaml: services.api.architecture: "arm64" is not offered in every zone by Alibaba Cloud; allowed: x86_64',
    ),
    (
        "services: {api: {cpu: 1, memory: 3072}}",
        ("app.yaml: services.api.memory: 3072 MiB does not go with 1 vCPU on Alibaba Cloud; allowed: 2048, 4096, 8192"),
    ),
    (
        "services: {api: {uses: [rpc]}, rpc: {image: 'rpc:1', protocol: grpc, port: 9000}}",
        (
            "app.yaml: services.api.uses[0]: rpc speaks gRPC, which Alibaba Cloud's load balancers forward with a "
            "certificate only; allowed: parts that speak http"
        ),
    ),
    (
        (
            "database: {engine: polardb}\n"
            "workers: {a: {image: 'a:1', uses: [database]}, b: {image: 'b:1', uses: [database]}}"
        ),
        (
            "app.yaml: database: admits the security groups of 3 parts, and 5 use it: a, api, b, cleanup, tasks; "
            "allowed: 3 that say `uses: [database]`"
        ),
    ),
    (
        "database: {migrate: {files: dist, part: api}}",
        (
            "app.yaml: database.migrate.files: on Alibaba Cloud an image with the files is pushed to the application's "
            "own registry; needed: `registry` with address, username and password_secret"
        ),
    ),
    (
        "services: {api: {image: null, build: {context: dist, dockerfile: index.html}}}",
        (
            "app.yaml: services.api.build: on Alibaba Cloud an image that is built is pushed to the application's own "
            "registry; needed: `registry` with address, username and password_secret"
        ),
    ),
    (
        (
            "registry: {address: registry.example.cn/shop}\n"
            "services: {api: {image: null, build: {context: dist, dockerfile: index.html}}}"
        ),
        (
            "app.yaml: services.api.build: on Alibaba Cloud an image that is built is pushed to the application's own "
            "registry; needed: `registry` with address, username and password_secret"
        ),
    ),
]


@pytest.mark.parametrize(("change", "line"), REFUSED)
def test_refused_on_alibaba_cloud(lines: Lines, change: str, line: str) -> None:
    assert line in lines(f"{DOMAIN}\n{change}", config=ALICLOUD)


def test_with_a_registry_and_its_login_images_are_built_there(read: Read) -> None:
    registry = "registry: {address: registry.example.cn/shop, username: pusher, password_secret: PUSH}"
    build = "services: {api: {image: null, build: {context: dist, dockerfile: dist/index.html}}}"
    config = {**ALICLOUD, "shop:PUSH": "hush"}
    stack = read(f"{DOMAIN}\n{registry}\n{build}", config=config, secret_keys=("shop:PUSH",))
    api = stack.services["api"]
    assert (api.spec.image, api.private_image) == (None, False)
    assert stack.registry is not None
    assert stack.registry.address == "registry.example.cn/shop"


def test_a_page_needs_a_host_name_there(lines: Lines, read: Read) -> None:
    assert lines(config=ALICLOUD) == [
        (
            "app.yaml: domain: missing: web is served by Alibaba Cloud CDN, which gives no host name of its own; "
            'allowed: a host name, like "app.example.com"'
        )
    ]
    assert lines(environment="prod", config=ALICLOUD) == [
        (
            "app.yaml: domain: missing: prod answers over HTTPS only, and a certificate needs a host name; "
            'allowed: a host name, like "app.example.com"'
        )
    ]
    assert read().static.keys() == {"web"}


def test_a_domain_needs_its_certificate_and_in_the_mainland_its_filing(lines: Lines, read: Read) -> None:
    bare = {**ALICLOUD, "groundwork:alicloud": "{}"}
    certificate = (
        "Pulumi.dev.yaml: groundwork:alicloud.certificate: missing: HTTPS for the domain needs a certificate; allowed: "
        'its files (`chain` and `key`), or its identifier in Certificate Management Service, like "8765432-cn-hangzhou"'
    )
    assert lines(DOMAIN, config=bare) == [
        certificate,
        (
            "Pulumi.dev.yaml: groundwork:alicloud.icp_number: missing: a domain that is served from cn-hangzhou needs "
            "an ICP filing; allowed: its number"
        ),
    ]
    assert lines(DOMAIN, config={**bare, "alicloud:region": "cn-hongkong"}) == [certificate]
    stack = read(DOMAIN, config=ALICLOUD)
    assert stack.region == "cn-hangzhou"
    assert stack.cloud_settings == AlicloudSpec.model_validate(SETTINGS)
    assert read(DOMAIN).cloud_settings == AwsSpec()


@pytest.mark.parametrize("region", ["cn-shanghai", "cn-chengdu"])
@pytest.mark.parametrize("redundancy", ["LRS", "ZRS"])
def test_three_zones_are_asked_for_where_the_region_has_them(
    lines: Lines, read: Read, region: str, redundancy: str
) -> None:
    chosen = json.dumps({**SETTINGS, "bucket_class": "IA", "bucket_redundancy": redundancy})
    config = {**ALICLOUD, "alicloud:region": region, "groundwork:alicloud": chosen}
    if (region, redundancy) == ("cn-chengdu", "ZRS"):
        assert lines(DOMAIN, config=config) == [
            (
                'Pulumi.dev.yaml: groundwork:alicloud.bucket_redundancy: "ZRS" is not offered in cn-chengdu; '
                "allowed there: LRS"
            )
        ]
    else:
        settings = read(DOMAIN, config=config).cloud_settings
        assert isinstance(settings, AlicloudSpec)
        assert (settings.bucket_class, settings.bucket_redundancy) == ("IA", redundancy)


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [("bucket_class", "Archive", '"Standard", "IA"'), ("bucket_redundancy", "GRS", '"LRS", "ZRS"')],
)
def test_another_class_or_redundancy_is_refused(lines: Lines, key: str, value: str, allowed: str) -> None:
    config = {**ALICLOUD, "groundwork:alicloud": json.dumps({**SETTINGS, key: value})}
    assert lines(DOMAIN, config=config) == [
        f'Pulumi.dev.yaml: groundwork:alicloud.{key}: "{value}" is not allowed here; allowed: {allowed}'
    ]


def test_polardb_is_of_one_cloud(lines: Lines, read: Read) -> None:
    change = f"{DOMAIN}\ndatabase: {{engine: polardb}}"
    assert lines(change) == [
        'app.yaml: database.engine: "polardb" is a service of Alibaba Cloud; allowed here: postgresql'
    ]
    database = read(change, config=ALICLOUD).database
    assert database is not None
    assert database.engine == "polardb"


@pytest.mark.parametrize(
    ("residency", "cloud", "region"),
    [
        ("cn", "alicloud", "cn-hongkong"),
        ("cn", "alicloud", "eu-central-1"),
        ("eu", "alicloud", "eu-west-1"),
        ("us", "alicloud", "ap-southeast-1"),
        ("cn", "aws", "eu-central-1"),
        ("eu", "aws", "eu-west-2"),
        ("eu", "aws", "us-east-1"),
        ("us", "aws", "ca-central-1"),
    ],
)
def test_a_region_outside_the_residency_is_refused(lines: Lines, residency: str, cloud: str, region: str) -> None:
    place = {**ALICLOUD, "groundwork:cloud": cloud, f"{cloud}:region": region, "groundwork:residency": residency}
    assert lines(DOMAIN, config=place) == [
        (
            f'Pulumi.dev.yaml: {cloud}:region: "{region}" lies outside `groundwork:residency: {residency}`; '
            "choose a region there"
        )
    ]


@pytest.mark.parametrize(
    ("residency", "cloud", "region"),
    [("cn", "alicloud", "cn-shanghai"), ("eu", "alicloud", "eu-central-1"), ("us", "alicloud", "us-west-1"),
     ("cn", "aws", "cn-north-1"), ("eu", "aws", "eu-north-1"), ("us", "aws", "us-east-2")],
)  # fmt: skip
def test_a_region_inside_the_residency_is_taken(read: Read, residency: str, cloud: str, region: str) -> None:
    place = {**ALICLOUD, "groundwork:cloud": cloud, f"{cloud}:region": region, "groundwork:residency": residency}
    assert read(DOMAIN, config=place).region == region


def test_each_cloud_has_a_region_of_its_own(lines: Lines) -> None:
    assert lines(DOMAIN, config={**ALICLOUD, "alicloud:region": ""}) == [
        "Pulumi.dev.yaml: alicloud:region: missing; allowed: the name of a region, like eu-central-1"
    ]


def test_overrides_of_one_cloud(lines: Lines, read: Read) -> None:
    overrides = {"alicloud": {"domain": "shop.example.cn", "jobs": {"cleanup": None}}}
    config = {**ALICLOUD, "groundwork:cloud_overrides": json.dumps(overrides)}
    there = read(config=config)
    assert (there.static["web"].host, list(there.jobs)) == ("shop.example.cn", [])
    here = read(config={**config, "groundwork:cloud": "aws"})
    assert (here.static["web"].host, list(here.jobs)) == (None, ["cleanup"])
    wrong = {"alicloud": {"domain": "shop.example.cn", "services": {"api": {"sise": 1}}, "jobs": {"cleenup": None}}}
    assert lines(config={**config, "groundwork:cloud_overrides": json.dumps(wrong)}) == [
        (
            "Pulumi.dev.yaml: groundwork:cloud_overrides.alicloud.jobs.cleenup: is not there to be taken away: "
            "app.yaml does not have it"
        ),
        "Pulumi.dev.yaml: groundwork:cloud_overrides.alicloud.services.api.sise: unknown key; allowed: " + ALLOWED,
    ]


ALLOWED = (
    "image, build, command, uses, variables, secrets, optional_secrets, generate, cpu, memory, architecture, user, "
    "read_only, writable, stop_seconds, outbound_ports, profile, required, volumes, measures, scrape, scale, spot, "
    "port, health, protocol, private_ports, rollout, entry_token, streaming, rate_limit"
)


def test_variables_of_a_bucket_are_those_of_the_store(read: Read) -> None:
    change = f"{DOMAIN}\nbuckets: {{files: {{access_key: true}}}}"
    assert {name for name in read(change).services["api"].variables if name.startswith(("S3", "OSS", "STORAGE"))} == {
        "STORAGE_DRIVER", "S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY",
    }  # fmt: skip
    there = read(change, config=ALICLOUD).services["api"].variables
    assert {name for name in there if name.startswith(("S3", "OSS", "STORAGE"))} == {
        "STORAGE_DRIVER", "OSS_ENDPOINT", "OSS_INTERNAL_ENDPOINT", "OSS_REGION", "OSS_BUCKET", "OSS_ACCESS_KEY_ID",
        "OSS_ACCESS_KEY_SECRET",
    }  # fmt: skip
    assert "OSS_ACCESS_KEY_ID" not in read(DOMAIN, config=ALICLOUD).services["api"].variables
