import json

from components.api_service import ApiService, ServiceSpec
from tests.components.containers.parts import IMAGE, secret, service_args, stage
from tests.components.recorder import Recorder, run

VERSION = "aws:secretsmanager/secretVersion:SecretVersion"


def test_operators_and_generated_secrets_share_one_stored_secret(recorder: Recorder) -> None:
    def program() -> None:
        platform, network = stage()
        spec = ServiceSpec(image=IMAGE, generate=["JWT_SECRET"])
        ApiService("api", service_args(platform, network, spec, secret_values={"API_KEY": secret("hush")}))

    run(program)
    version = recorder.one(VERSION, "api-secrets-version")
    assert json.loads(version.inputs["secretString"]) == {
        "API_KEY": "hush",
        "JWT_SECRET": "api-JWT_SECRET-1234567-value",
    }
    assert version.secret_inputs == {"secretString"}


def test_a_generated_secret_is_long_and_fits_everywhere(recorder: Recorder) -> None:
    def program() -> None:
        platform, network = stage()
        ApiService("api", service_args(platform, network, ServiceSpec(image=IMAGE, generate=["JWT_SECRET"])))

    run(program)
    generated = recorder.inputs("random:index/randomPassword:RandomPassword", "api-JWT_SECRET")
    assert generated == {"length": 48, "special": False}


def test_a_part_without_secrets_stores_none(recorder: Recorder) -> None:
    def program() -> None:
        platform, network = stage()
        ApiService("api", service_args(platform, network, ServiceSpec(image=IMAGE)))

    run(program)
    assert recorder.names(VERSION) == []
