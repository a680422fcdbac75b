"""A container that runs to its end, once for each thing it is made from; others wait until it has succeeded."""

from dataclasses import dataclass, replace

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import container
from components.clouds.docker.container import Box, Whose

DONE = "done"

TOLD_LINES = 20
"""Last lines of its output that are told when it fails."""


@dataclass(frozen=True, kw_only=True)
class Once:
    """A run and its result."""

    container: docker.Container
    done: pulumi.Output[str]
    """`done` after it has succeeded; an update that asks for it fails with its output where it has not."""


def run(name: str, whose: Whose, box: Box, opts: pulumi.ResourceOptions) -> Once:
    """Run it to its end; a change of image, command, files or variables runs it again, and so does a failure.

    The former one goes last: were it gone first, so would be whatever is made of its result, before that is made anew.
    """
    again = replace(box, attempt=whose.platform.attempts.get(name, 0))
    last = options.replaced_last(opts)
    ran = container.create(name, whose, again, last, must_run=False, attach=True, logs=True, restart="no")
    told = pulumi.Output.all(ran.exit_code, ran.container_logs)
    return Once(container=ran, done=told.apply(lambda result: _judged(name, *result)))


def after(done: pulumi.Output[str], value: pulumi.Input[str]) -> pulumi.Output[str]:
    """A value that is only known when another is: when a run has succeeded, when a container is there."""
    return pulumi.Output.all(done, value).apply(lambda both: both[1])


def _judged(name: str, exit_code: int | None, logs: str | None) -> str:
    if exit_code in (0, None):
        return DONE
    output = "\n".join((logs or "").splitlines()[-TOLD_LINES:])
    raise pulumi.RunError(
        f"{name} ended with exit code {exit_code}; what ran before still runs. The end of its output:\n{output}\n"
        "Mend it and deploy again: it is run once more"
    )
