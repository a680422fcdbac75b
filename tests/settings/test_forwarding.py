"""Where logs go on to: one system of three, over an address that nobody reads along, with the operator's secret."""

import pytest

from components import forwarding
from components.forwarding import ForwardSpec
from tests.settings.conftest import Lines, Read

WHERE = "app.yaml: logs.forward"
KINDS = "allowed: exactly one of `loki`, `elasticsearch` and `datadog`"
ON_A_HOST = {"groundwork:cloud": "docker", "aws:region": ""}
SMALL = 'name: shop\nservices: {api: {image: "a:1"}}\n'
INSIDE = ("loki:3100", "localhost:3100", "10.1.2.3:3100", "logs.example.internal", "logs.local", "127.0.0.1")


def forwarded(text: str) -> str:
    """The change that forwards logs so."""
    return f"logs: {{forward: {text}}}"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("{loki: 'https://logs.example.com'}", "https://logs.example.com/loki/api/v1/push"),
        ("{loki: 'https://logs.example.com:3100/loki/api/v1/push'}", "https://logs.example.com:3100/loki/api/v1/push"),
        ("{elasticsearch: 'https://e.example.com/sub/'}", "https://e.example.com/sub/_bulk"),
        ("{datadog: 'https://http-intake.x.eu', secret: KEY}", "https://http-intake.x.eu/api/v2/logs"),
    ],
)
def test_the_whole_address_of_each_kind(read: Read, text: str, address: str) -> None:
    stack = read(forwarded(text), config={"shop:KEY": "s3cret"}, secret_keys=("shop:KEY",))
    assert stack.logs.forward is not None
    assert stack.logs.forward.address == address
    assert stack.logs.days == 30


def test_nothing_is_forwarded_where_nothing_is_said(read: Read) -> None:
    assert read().logs.forward is None


def test_an_index_has_one_hyphen_on_each_side_of_the_application() -> None:
    assert forwarding.index("cto-new", "prod") == "logs-cto_new-prod"


def test_the_secret_must_be_set(lines: Lines) -> None:
    (said,) = lines(forwarded("{loki: 'https://logs.example.com', secret: LOKI_LOGIN}"))
    assert "LOKI_LOGIN" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", f"{WHERE}: says nothing; {KINDS}"),
        (
            "{loki: 'https://a.example.com', datadog: 'https://b.example.com'}",
            f"{WHERE}: says `loki` and `datadog`; {KINDS}",
        ),
        (
            "{datadog: 'https://b.example.com'}",
            (
                f"{WHERE}.secret: missing: Datadog takes nothing without a key; "
                "allowed: the name of the operator's secret that holds it"
            ),
        ),
        (
            "{loki: 'http://logs:3100'}",
            f'{WHERE}.loki: "http" is not encrypted; allowed: an address that begins with https://',
        ),
        (
            "{loki: 'https://user:pass@logs.example.com'}",
            f'{WHERE}.loki: this value is not allowed here; allowed: text like "https://logs.example.com"',
        ),
        (
            "{splunk: 'https://logs.example.com'}",
            f"{WHERE}.splunk: unknown key; allowed: loki, elasticsearch, datadog, secret",
        ),
    ],
)
def test_what_is_refused(lines: Lines, text: str, said: str) -> None:
    assert said in lines(forwarded(text))


@pytest.mark.parametrize("host", INSIDE)
def test_on_one_host_an_address_inside_needs_no_tls(read: Read, host: str) -> None:
    forward = read(app=SMALL + forwarded(f"{{loki: 'http://{host}'}}"), config=ON_A_HOST).logs.forward
    assert forward == ForwardSpec(loki=f"http://{host}")


@pytest.mark.parametrize("host", ["logs.example.com", "8.8.8.8"])
def test_an_address_outside_needs_it_everywhere(lines: Lines, host: str) -> None:
    assert lines(app=SMALL + forwarded(f"{{loki: 'http://{host}'}}"), config=ON_A_HOST) == [
        (
            f'{WHERE}.loki: "http" is not encrypted, and {host} is not inside; allowed: https://, or a host by a name '
            "without dots, a name that ends with .internal, or a private address"
        )
    ]
