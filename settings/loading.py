"""Reads a stack: its configuration, its app.yaml, its preset; checks everything; hands over one frozen object."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pulumi
from pulumi.runtime import config as pulumi_config

from components.spec import Cloud
from settings import checks, configuration, parts, selection, yaml_file
from settings.application import Application
from settings.derive import assembly, secrets
from settings.environments import preset
from settings.merging import merged, overridden, removals
from settings.parts import Draft
from settings.report import Report, Source
from settings.stack import Stack
from settings.stack_file import leaves, plain, project_name, stack_file
from settings.validation import validated


def load() -> Stack:
    """The stack that the running Pulumi program belongs to; raises `Problems`."""
    config = pulumi_config.CONFIG.get() or pulumi_config.get_config_env()
    secret_keys = {key for key in config if pulumi_config.is_config_secret(key)}
    secret_keys.update(pulumi_config.get_config_secret_keys_env())
    return read(Path(pulumi.get_root_directory()), pulumi.get_stack(), config, secret_keys)


def read(project: Path, stack: str, config: Mapping[str, str], secret_keys: Collection[str] = ()) -> Stack:
    """The stack of a project's folder.

    `config` holds full keys (`groundwork:cloud`, `aws:region`, `<project>:<SECRET>`) and values as Pulumi hands them
    over: text, or JSON for anything else. `secret_keys` are those that are encrypted in the stack's file. Raises
    `Problems`.
    """
    return merged_and_read(project, stack, config, secret_keys)[1]


def merged_and_read(
    project: Path, stack: str, config: Mapping[str, str], secret_keys: Collection[str]
) -> tuple[Application, Stack]:
    """The application as preset and overrides leave it, and the stack that follows from it, as `read`."""
    hidden = [text for key in secret_keys if key in config for text in leaves(config[key])]
    general = Report(secrets=hidden)
    draft = _draft(project, stack, config, general)
    region = configuration.region(draft.configuration.cloud, config, draft.stack_file, general)
    checks.run(draft, region)
    result = assembly.assembled(draft, region, project_name(project, general), config, secret_keys)
    general.finish()
    return draft.application, result


def required_secrets(project: Path, stack: str, cloud: Cloud | None = None) -> list[str]:
    """Names of the operator's secrets that a stack cannot do without, as its tracked files ask for them.

    `cloud` stands in the place of the one that they name. Raises `Problems` when these files cannot be read; whether
    they make sense is for `read` to say.
    """
    return secrets.required(_tracked(project, stack, cloud))


def secret_addresses(project: Path, stack: str) -> list[str]:
    """Those of `required_secrets` that are an address; raises the same."""
    return secrets.addresses(_tracked(project, stack, None))


def _tracked(project: Path, stack: str, cloud: Cloud | None) -> Draft:
    """The application as the tracked files of a stack have it."""
    general = Report()
    config = dict(plain(project, stack, general))
    general.finish()
    if cloud is not None:
        config["groundwork:cloud"] = cloud
    return _draft(project, stack, config, general)


def _draft(project: Path, stack: str, config: Mapping[str, str], general: Report) -> Draft:
    """The application with preset and overrides, each value checked by itself."""
    file = stack_file(stack)
    own = configuration.read(config, file, general)
    read_app = yaml_file.read(project, own.app, general)
    app = read_app or {}
    here = own.cloud_overrides.get(own.cloud, {})
    sources = [
        Source(file=own.app, content=app),
        Source(file=file, content=own.overrides, prefix="groundwork:overrides."),
        Source(file=file, content=here, prefix=f"groundwork:cloud_overrides.{own.cloud}."),
    ]
    report = Report(sources, general.secrets, general.lines)
    if read_app is None:
        report.refused.add(())
    for section, value in app.items():
        if value is None:
            report.refuse((section,), f'is empty; write "{section}: {{}}", or leave the line out')
    for place in (*removals(own.overrides), *removals(here)):
        if sources[0].depth(place) < len(place):
            report.add(place, f"is not there to be taken away: {own.app} does not have it")
    written = {key: value for key, value in app.items() if value is not None}
    given = overridden(overridden(written, own.overrides), here)
    content = merged(preset(own.environment, given), given)
    application = validated(Application, content, report)
    written_parts = parts.collected(application, report)
    absent = selection.absent(written_parts, own, file, report)
    kept = selection.reduced(application, absent)
    return Draft(
        application=kept,
        configuration=own,
        stack=stack,
        stack_file=file,
        project=project,
        parts=parts.collected(kept, report),
        names=parts.names(content),
        absent=absent,
        absent_secrets=selection.generated(written_parts, absent),
        report=report,
    )
