"""A static frontend: files behind the CDN, over TLS only, and what goes on to the gateway."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from components.clouds.alicloud import cdn
from components.frontend import Frontend, StaticArgs, StaticSpec
from tests.components.alicloud.stand import gateway, network, platform
from tests.components.frontend.parts import folder
from tests.components.recorder import Recorder, run, value

DOMAIN = "alicloud:cdn/domainNew:DomainNew"
FUNCTION = "alicloud:cdn/domainConfig:DomainConfig"
OBJECT = "alicloud:oss/bucketObject:BucketObject"
BUCKET = "notes-prod-web-files-0a1b2c3d"


def pages(directory: Path, forwards: tuple[str, ...] = (), others: tuple[str, ...] = (), **changes: Any) -> Frontend:
    """A frontend `web`, but for what `changes` says of its spec, and of names below its own (`hsts_subdomains`)."""
    on = platform()
    below = changes.pop("hsts_subdomains", False)
    args = StaticArgs(
        platform=on,
        spec=StaticSpec.model_validate({"kind": "static", "directory": "web", **changes}),
        directory=directory,
        host="notes.example.com",
        alternative_hosts=others,
        zone="example.com",
        gateway=gateway(on, network(on), host="origin.notes.example.com") if forwards else None,
        gateway_port=443,
        forwards=forwards,
        streaming=False,
        hsts_subdomains=below,
    )
    return Frontend("web", args)


def functions(recorder: Recorder) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Functions of the domain: purpose -> name and arguments."""
    return {
        item.name.removeprefix("web-cdn-"): (
            item.inputs["functionName"],
            {each["argName"]: each["argValue"] for each in item.inputs["functionArgs"]},
        )
        for item in recorder.all(FUNCTION)
    }


def test_the_bucket_is_the_origin(recorder: Recorder, tmp_path: Path) -> None:
    made = run(lambda: pages(folder(tmp_path)))
    asked = recorder.inputs(DOMAIN)
    assert (asked["domainName"], asked["cdnType"], asked["scope"]) == ("notes.example.com", "web", "overseas")
    assert asked["sources"] == [
        {"type": "oss", "content": f"{BUCKET}.oss-eu-central-1.aliyuncs.com", "port": 443, "priority": 20, "weight": 10}
    ]
    assert asked["certificateConfig"] == {
        "certType": "cas", "certId": "8765432", "certRegion": "eu-central-1", "serverCertificateStatus": "on",
    }  # fmt: skip
    assert value(made.url) == "https://notes.example.com"


def test_a_further_host_name_is_a_domain_of_its_own_with_the_same_functions(recorder: Recorder, tmp_path: Path) -> None:
    made = run(lambda: pages(folder(tmp_path), ("/api",), ("www.notes.example.com",)))
    first, other = (recorder.inputs(DOMAIN, name) for name in ("web-cdn", "web-cdn-2"))
    assert other == {**first, "domainName": "www.notes.example.com"}
    purposes = [name.removeprefix("web-cdn-") for name in recorder.names(FUNCTION)]
    own = [name for name in purposes if not name.startswith("2-")]
    assert sorted(name.removeprefix("2-") for name in purposes if name.startswith("2-")) == sorted(own)
    records = [recorder.inputs("alicloud:dns/alidnsRecord:AlidnsRecord", name) for name in ("web-host", "web-host-2")]
    assert [(record["rr"], record["domainName"]) for record in records] == [
        ("notes", "example.com"),
        ("www.notes", "example.com"),
    ]
    assert value(made.url) == "https://notes.example.com"


@pytest.mark.parametrize(
    ("region", "scope"), [("cn-shanghai", "domestic"), ("cn-hongkong", "overseas"), ("eu-central-1", "overseas")]
)
def test_the_mainland_is_served_from_the_mainland_only(region: str, scope: str) -> None:
    """There the domain needs an ICP filing."""
    assert cdn.scope(region) == scope


@pytest.mark.parametrize(("subdomains", "below"), [(False, "off"), (True, "on")])
def test_https_only(recorder: Recorder, tmp_path: Path, subdomains: bool, below: str) -> None:
    run(lambda: pages(folder(tmp_path), hsts_subdomains=subdomains))
    found = functions(recorder)
    assert found["https"] == ("https_force", {"enable": "on", "https_rewrite": "301"})
    assert found["tls"] == (
        "https_tls_version",
        {"tls10": "off", "tls11": "off", "tls12": "on", "tls13": "on", "ciphersuitegroup": "strict"},
    )
    assert found["hsts"][1] == {
        "enabled": "on", "https_hsts_max_age": "31536000", "https_hsts_include_subdomains": below,
    }  # fmt: skip
    assert found["gzip"] == ("gzip", {"enable": "on"})


def test_the_cdn_alone_reads_the_private_bucket(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: pages(folder(tmp_path)))
    assert functions(recorder)["private-bucket"] == ("l2_oss_key", {"private_oss_auth": "on"})
    assert recorder.inputs("alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock")["blockPublicAccess"] is True
    encryption = recorder.inputs("alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption")
    assert encryption == {"bucket": BUCKET, "sseAlgorithm": "AES256"}


def test_browsers_are_protected(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: pages(folder(tmp_path), content_security_policy="default-src 'self'"))
    said = {
        arguments["key"]: arguments["value"]
        for name, arguments in functions(recorder).values()
        if name == "set_resp_header"
    }
    assert said == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "X-XSS-Protection": "1; mode=block",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Content-Security-Policy": "default-src 'self'",
    }


@pytest.mark.parametrize(
    ("single_page", "source", "target"), [(True, "^[^.]*$", "/index.html"), (False, "^(.*)/$", "$1/index.html")]
)
def test_which_file_a_path_stands_for(
    recorder: Recorder, tmp_path: Path, single_page: bool, source: str, target: str
) -> None:
    run(lambda: pages(folder(tmp_path), single_page=single_page))
    assert functions(recorder)["pages"] == (
        "back_to_origin_url_rewrite",
        {"source_url": source, "target_url": target, "flag": "break"},
    )


def test_what_goes_on_to_the_gateway_is_asked_there_each_time(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: pages(folder(tmp_path), forwards=("/api",)))
    found = functions(recorder)
    rule = json.loads(found["onward-1"][1]["rule"])
    assert (found["onward-1"][0], rule["match"]["criteria"][0]["matchValue"]) == ("condition", ["/api", "/api/*"])
    assert found["onward-1-origin"] == ("origin_dns_host", {"ali_origin_dns_host": "origin.notes.example.com"})
    assert recorder.inputs(FUNCTION, "web-cdn-onward-1-origin")["parentId"] == "web-cdn-onward-1-id"
    assert (found["onward-1-fresh"][1]["path"], found["onward-1-fresh"][1]["ttl"]) == ("/api", "0")
    assert found["origin-scheme"][1]["scheme_origin"] == "https"
    assert found["origin-name"][1]["https_origin_sni"] == "origin.notes.example.com"
    assert found["onward-host"][1] == {"origin": "origin.notes.example.com", "host": "origin.notes.example.com"}
    assert found["onward-header"][1]["header_value"] == "notes.example.com"


def test_files_are_known_by_their_content(recorder: Recorder, tmp_path: Path) -> None:
    """A path alone would hide a change; pages come last, for they name the others."""
    run(lambda: pages(folder(tmp_path, "app.js")))
    script, page = recorder.one(OBJECT, "web-file-app.js"), recorder.one(OBJECT, "web-file-index.html")
    assert script.inputs["bucket"] == BUCKET
    digest = hashlib.md5((tmp_path / "app.js").read_bytes(), usedforsecurity=False).digest()
    assert script.inputs["contentMd5"] == base64.b64encode(digest).decode()
    assert (script.inputs["contentType"], script.inputs["cacheControl"]) == (
        "text/javascript; charset=utf-8",
        "no-cache",
    )
    assert "web-file-app.js" in page.depends_on
    assert not script.inputs["source"].startswith("/")


def test_the_host_name_leads_to_the_cdn(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: pages(folder(tmp_path)))
    record = recorder.inputs("alicloud:dns/alidnsRecord:AlidnsRecord")
    assert (record["rr"], record["type"], record["value"]) == ("notes", "CNAME", "notes.example.com.w.kunlunsl.com")
