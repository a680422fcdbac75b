"""The operator's secrets: which ones the application asks for, and which are set."""

from collections.abc import Collection, Iterator, Mapping

from components import entry_token
from components.container import ContainerSpec, WebSpec
from components.spec import Cloud, CloudSettings
from settings.application import Application
from settings.parts import Draft
from settings.placeholders import stands_for_nothing
from settings.problems import closest


def required(draft: Draft) -> list[str]:
    """Names that must be set."""
    configuration = draft.configuration
    parts = {name for _, spec in draft.containers() for name in asked(spec)}
    return sorted({*parts, *shared(draft.application, configuration.cloud, configuration.cloud_settings())})


def addresses(draft: Draft) -> list[str]:
    """Names of those that are an address."""
    webhook = draft.application.alarms.webhook_secret
    return [webhook] if webhook else []


def asked(spec: ContainerSpec) -> Iterator[str]:
    """Secrets that a container cannot do without: those it says so of in either way, and its token at the entry."""
    yield from spec.secrets
    yield from (name for name in spec.optional_secrets if name in spec.required)
    if isinstance(spec, WebSpec) and spec.entry_token:
        yield spec.entry_token


def shared(application: Application, cloud: Cloud, settings: CloudSettings) -> dict[str, str]:
    """Secrets of the whole stack -> where they are named."""
    registry, forward, traces = application.registry, application.logs.forward, application.tracing
    named = {
        "registry.password_secret": registry.password_secret if registry else None,
        "alarms.webhook_secret": application.alarms.webhook_secret,
        "logs.forward.secret": forward.secret if forward else None,
        "traces.secret": traces.secret if traces else None,
    }
    found = {secret: place for place, secret in named.items() if secret is not None}
    return found | dict.fromkeys(settings.secrets, f"groundwork:{cloud}")


def optional(draft: Draft) -> list[str]:
    """Names that may be set."""
    return sorted({name for _, spec in draft.containers() for name in spec.optional_secrets} - set(required(draft)))


def given(draft: Draft, project: str, config: Mapping[str, str], secret_keys: Collection[str]) -> frozenset[str]:
    """The operator's secrets that are set; missing and readable ones are reported, with the commands that set them."""
    start = f"{project}:"
    values = {key.removeprefix(start): value for key, value in config.items() if key.startswith(start)}
    wanted, file, report = [*required(draft), *optional(draft)], draft.stack_file, draft.report
    schemes = draft.configuration.cloud_settings().address_schemes
    tokens = {spec.entry_token for _, spec in draft.containers() if isinstance(spec, WebSpec)}
    for name in sorted(values):
        where = f"{start}{name}"
        meant = closest(name, set(wanted) - values.keys())
        if name in wanted and where not in secret_keys:
            report.line(file, where, f"stands there in the clear; set it with: {_command(draft, name)}")
        elif name in wanted and _unfilled(values[name]):
            report.line(file, where, f"is still a placeholder; set it with: {_command(draft, name)}")
        elif name in tokens and not entry_token.fits(values[name]):
            report.line(file, where, f"cannot be compared by a load balancer; allowed: {entry_token.ALLOWED}")
        elif name in addresses(draft) and not values[name].startswith(schemes):
            report.line(file, where, f"is no address; allowed: {' or '.join(schemes)} and what follows")
        elif name not in wanted and meant:
            report.line(file, where, f'no part asks for this secret; did you mean "{meant}"?')
    _missing(draft, [name for name in required(draft) if name not in values])
    return frozenset(name for name in wanted if name in values)


def _unfilled(value: str) -> bool:
    return value.strip().lower() in {"", "todo", "tbd"} or stands_for_nothing(value)


def _missing(draft: Draft, names: list[str]) -> None:
    if names:
        one, many = (
            "a required secret is not set; set it with",
            f"{len(names)} required secrets are not set; set them with",
        )
        which = one if len(names) == 1 else many
        draft.report.line(draft.stack_file, "", "\n    ".join([which, *(_command(draft, name) for name in names)]))


def _command(draft: Draft, name: str) -> str:
    return f"pulumi config set --secret {name} --stack {draft.stack}"
