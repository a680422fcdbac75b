"""Links for S3 are signed for the address that browsers reach."""

import sys
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from notes.storage import open_storage
from notes.storage_settings import S3Settings

AWS = S3Settings(region="eu-central-1", bucket="files", endpoint=None, internal_endpoint=None, key=("KEY", "secret"))
OWN = replace(AWS, endpoint="https://localhost:8443", internal_endpoint="http://files.internal:7070")


def test_a_server_of_ones_own_is_addressed_by_path() -> None:
    link = urlsplit(open_storage(OWN).upload_link("uploads/1", "text/plain"))
    assert f"{link.scheme}://{link.netloc}{link.path}" == "https://localhost:8443/files/uploads/1"
    query = parse_qs(link.query)
    assert query["X-Amz-Expires"] == ["900"]
    assert query["X-Amz-SignedHeaders"] == ["content-type;host"]
    assert query["X-Amz-Credential"][0].startswith("KEY/")
    assert query["X-Amz-Credential"][0].endswith("/eu-central-1/s3/aws4_request")
    assert set(query) == {
        *("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders"),
        "X-Amz-Signature",
    }


def test_on_aws_the_link_names_the_region() -> None:
    link = urlsplit(open_storage(AWS).download_link("uploads/1", "a.txt"))
    assert f"{link.netloc}{link.path}" == "files.s3.eu-central-1.amazonaws.com/uploads/1"


def test_a_download_is_saved_under_its_name_in_any_script() -> None:
    link = open_storage(OWN).download_link("uploads/1", "Grüße; 你好.txt")
    named = parse_qs(urlsplit(link).query)["response-content-disposition"]
    assert named == ["attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%3B%20%E4%BD%A0%E5%A5%BD.txt"]


def test_without_a_key_the_containers_role_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    # boto3 keeps the first credentials it finds for the whole process.
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ROLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    query = parse_qs(urlsplit(open_storage(replace(AWS, key=None)).upload_link("uploads/1", "text/plain")).query)
    assert query["X-Amz-Credential"][0].startswith("ROLE/")
    assert query["X-Amz-Security-Token"] == ["token"]


def test_nothing_of_oss_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "alibabacloud_oss_v2", None)
    open_storage(AWS)
