"""Links for OSS are signed for the address that browsers reach."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from alibabacloud_credentials import provider

from notes.storage import Storage, open_storage
from notes.storage_settings import OssSettings


def bucket(key: tuple[str, str] | None = ("KEY", "secret")) -> Storage:
    return open_storage(
        OssSettings(
            region="cn-hangzhou",
            bucket="files",
            endpoint="https://oss-cn-hangzhou.aliyuncs.com",
            internal_endpoint="https://oss-cn-hangzhou-internal.aliyuncs.com",
            key=key,
        )
    )


def test_an_upload_is_signed_for_its_type() -> None:
    link = urlsplit(bucket().upload_link("uploads/1", "text/plain"))
    where = f"{link.scheme}://{link.netloc}{link.path}"
    assert where == "https://files.oss-cn-hangzhou.aliyuncs.com/uploads/1"
    query = parse_qs(link.query)
    assert int(query["x-oss-expires"][0]) in (899, 900)  # the signer rounds down
    assert query["x-oss-credential"][0].startswith("KEY/")
    assert query["x-oss-credential"][0].endswith("/cn-hangzhou/oss/aliyun_v4_request")
    assert link.query != urlsplit(bucket().upload_link("uploads/1", "text/html")).query


def test_a_download_is_saved_under_its_name() -> None:
    query = parse_qs(urlsplit(bucket().download_link("uploads/1", "Grüße.txt")).query)
    assert query["response-content-disposition"] == ["attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt"]


def test_without_a_key_the_role_of_the_instance_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = SimpleNamespace(
        get_access_key_id=lambda: "ROLE",
        get_access_key_secret=lambda: "secret",
        get_security_token=lambda: "token",
    )

    def of_the_role(**_: object) -> SimpleNamespace:
        return SimpleNamespace(get_credentials=lambda: found)

    monkeypatch.setattr(provider, "EcsRamRoleCredentialsProvider", of_the_role)
    query = parse_qs(urlsplit(bucket(key=None).upload_link("uploads/1", "text/plain")).query)
    assert query["x-oss-credential"][0].startswith("ROLE/")
    assert query["x-oss-security-token"] == ["token"]
