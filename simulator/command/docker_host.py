"""The real Docker host of a live run: it must answer before the engine starts, and who serves its resources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from simulator.behaviour import Refusal
from simulator.command import plugin
from simulator.command.problem import CommandError
from simulator.command.session import Session
from simulator.command.stack import Stack
from simulator.command.stack_file import StackFile, is_secure
from simulator.docker.configuration import check_configuration

if TYPE_CHECKING:
    from simulator.docker.live.host import LiveHost

PREFIX = "docker:"
"""How the configuration keys of the provider begin."""
CHECK_OFF = "disableDockerDaemonCheck"


def of(session: Session, stack: Stack) -> "LiveHost":
    """What makes the real resources. Raises CommandError when no daemon answers."""
    from simulator.docker.live.host import LiveHost

    official = plugin.find(session.variables)
    if official is not None:
        plugin.link(official, session.home.pulumi)
    settings = dict(provider_settings(StackFile.read(stack.file)))
    host = LiveHost(session.variables, settings, own_docker=official is None)
    if problems := check_configuration(settings):
        raise CommandError(f"{PREFIX}{problems[0]}")
    if settings.get(CHECK_OFF) != "true":
        try:
            host.ask()
        except Refusal as problem:
            host.close()
            raise CommandError(str(problem)) from None
    return host


def provider_settings(file: StackFile) -> Iterator[tuple[str, Any]]:
    """The provider's settings as a stack's configuration has them.

    A secret one cannot be read here: the engine's first call will tell whether the daemon answers.
    """
    for key, node in file.config.items():
        if key.startswith(PREFIX) and isinstance(node, yaml.ScalarNode):
            yield key.removeprefix(PREFIX), str(node.value)
        elif key.startswith(PREFIX) and isinstance(node, yaml.SequenceNode):
            yield key.removeprefix(PREFIX), [str(each.value) for each in node.value]
        elif key.startswith(PREFIX) and is_secure(node):
            yield CHECK_OFF, "true"
