"""The certificate of the entry: uploaded from files, or looked at where it is kept."""

import datetime as dt
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from components.clouds.alicloud.contract import AlicloudSpec
from components.gateway import Gateway
from components.spec import CertificateSpec
from simulator.alicloud.invokes import INVOKES
from tests import certificates
from tests.components.alicloud.stand import gateway, network
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_platform

KEPT = "alicloud:cas/serviceCertificate:ServiceCertificate"
LISTENER = "alicloud:alb/listener:Listener"


def entry(settings: AlicloudSpec, region: str = "eu-central-1") -> Gateway:
    """An entry of a stack with these settings; call it inside `run`."""
    on = make_platform(cloud="alicloud", cloud_settings=settings, region=region)
    return gateway(on, network(on))


@pytest.mark.parametrize(("region", "place"), [("cn-shanghai", "cn-hangzhou"), ("eu-central-1", "ap-southeast-1")])
def test_files_are_uploaded(recorder: Recorder, tmp_path: Path, said: list[str], region: str, place: str) -> None:
    """Under a name that tells one certificate from its successor; the key is a secret."""
    certificates.write(tmp_path, "notes.example.com")
    chain, _ = certificates.texts(tmp_path)
    files = CertificateSpec(**certificates.files(tmp_path))
    run(lambda: entry(AlicloudSpec(certificate=files), region))
    kept = recorder.one(KEPT)
    own, _ = certificates.apart(chain)
    assert without_tags(kept.inputs) == {
        "certificateName": f"notes-prod-platform-certificate-{sha256(own.encode()).hexdigest()[:8]}",
        "cert": chain,
        "key": (tmp_path / "privkey.pem").read_text(),
    }
    assert (kept.name, kept.secret_inputs) == ("platform-certificate", {"key"})
    shown = recorder.inputs(LISTENER, "gateway-https")["certificates"]
    assert shown == {"certificateId": f"platform-certificate-id-{place}"}
    assert said == []


@pytest.mark.parametrize(("days", "told"), [(31, False), (30, True), (-1, True)])
def test_one_that_is_kept_there_and_ends_soon_is_told(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch, said: list[str], days: int, told: bool
) -> None:
    ends = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=days):%Y-%m-%d}"
    asked: list[Any] = []

    def listed(_cloud: Any, _region: str, arguments: Any) -> dict[str, Any]:
        asked.append(arguments)
        return {"certificates": [{"endDate": ends}]}

    monkeypatch.setitem(INVOKES, "alicloud:cas/getServiceCertificates:getServiceCertificates", listed)
    run(lambda: entry(AlicloudSpec(certificate="8765432-cn-hangzhou")))
    assert [each["ids"] for each in asked] == [["8765432"]]
    text = f"groundwork:alicloud.certificate: 8765432-cn-hangzhou ends on {ends}; name its successor here, and update"
    assert said == ([text] if told else [])
    assert recorder.all(KEPT) == []


def test_one_that_the_service_does_not_know_is_not_spoken_of(recorder: Recorder, said: list[str]) -> None:
    """It may be kept by an account's other site."""
    run(lambda: entry(AlicloudSpec(certificate="8765432-cn-hangzhou")))
    assert said == []
    assert recorder.inputs(LISTENER, "gateway-https")["certificates"] == {"certificateId": "8765432-cn-hangzhou"}
