"""The operator's secrets: which ones the application asks for, and which are set."""

import re
from collections.abc import Collection, Mapping

from settings.parts import Draft
from settings.problems import closest

_PLACEHOLDER = re.compile(
    r"\s*|change[-_ ]?me.*|replace[-_ ]?(me|with).*|your[-_ ].*|x{3,}|todo|<.*>", re.IGNORECASE | re.DOTALL
)


def required(draft: Draft) -> list[str]:
    """Names that must be set."""
    registry = draft.application.registry
    names = {name for _, spec in draft.containers() for name in spec.secrets}
    if registry and registry.password_secret:
        names.add(registry.password_secret)
    return sorted(names)


def optional(draft: Draft) -> list[str]:
    """Names that may be set."""
    return sorted({name for _, spec in draft.containers() for name in spec.optional_secrets} - set(required(draft)))


def given(draft: Draft, project: str, config: Mapping[str, str], secret_keys: Collection[str]) -> frozenset[str]:
    """The operator's secrets that are set; missing and readable ones are reported, with the commands that set them."""
    start = f"{project}:"
    values = {key.removeprefix(start): value for key, value in config.items() if key.startswith(start)}
    wanted, file, report = [*required(draft), *optional(draft)], draft.stack_file, draft.report
    for name in sorted(values):
        where = f"{start}{name}"
        meant = closest(name, set(wanted) - values.keys())
        if name in wanted and where not in secret_keys:
            report.line(file, where, f"stands there in the clear; set it with: {_command(draft, name)}")
        elif name in wanted and _PLACEHOLDER.fullmatch(values[name]):
            report.line(file, where, f"is still a placeholder; set it with: {_command(draft, name)}")
        elif name not in wanted and meant:
            report.line(file, where, f'no part asks for this secret; did you mean "{meant}"?')
    _missing(draft, [name for name in required(draft) if name not in values])
    return frozenset(name for name in wanted if name in values)


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
