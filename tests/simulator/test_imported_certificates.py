"""What ACM refuses and answers of a certificate that it is handed."""

from pathlib import Path

from simulator.aws.certificates import is_issued
from tests import certificates
from tests.simulator.world import World

CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"


def test_a_certificate_may_be_handed_over_whole(world: World, tmp_path: Path) -> None:
    """It is issued as it is; its successor keeps its ARN."""
    certificates.write(tmp_path, "app.example.com", "www.app.example.com")
    text, key = certificates.texts(tmp_path)
    own, between = certificates.apart(text)
    asked = {"certificateBody": own, "certificateChain": between, "privateKey": key}
    made = world.make(CERTIFICATE, "c", **asked)
    assert (made.properties["domainName"], made.properties["status"]) == ("app.example.com", "ISSUED")
    assert made.properties["subjectAlternativeNames"] == ["app.example.com", "www.app.example.com"]
    assert made.properties["domainValidationOptions"] == []
    assert is_issued(world.call(VALIDATION, {"certificateArn": made.id}), made.id)
    more = "ValidationException: Certificate field contains more than one certificate. You must specify only one "
    for change, words in (
        ({"certificateBody": text}, f"{more}certificate in this field."),
        ({"certificateBody": "x"}, "ValidationException: The certificate provided is not in a valid PEM format."),
        (
            {"certificateChain": "x"},
            "ValidationException: The certificate chain provided is not in a valid PEM format.",
        ),
        ({"privateKey": "x"}, "ValidationException: The private key is not supported."),
        ({"certificateBody": between}, "ValidationException: The private key does not match the certificate."),
    ):
        assert world.refused(CERTIFICATE, **{**asked, **change}) == words
        assert world.change_refused(made, **{**asked, **change}) == words
    certificates.write(tmp_path, "other.example.com")
    chain, other = certificates.texts(tmp_path)
    next_ = {"certificateBody": certificates.apart(chain)[0], "certificateChain": between, "privateKey": other}
    assert not any(each.replaces for each in world.differences(CERTIFICATE, made.properties, **next_))
    changed = world.change(made, **next_)
    assert (changed["domainName"], changed["arn"]) == ("other.example.com", made.properties["arn"])
