"""`stack init`, `stack rm` and `stack select`, without a file appearing or vanishing beside `Pulumi.yaml`."""

from simulator.command.problem import CommandError
from simulator.command.session import Session


def new(session: Session) -> int:
    """Make a stack; what Pulumi writes beside the project lands in the home. It becomes the selected one."""
    line = session.line
    if line.has("copy-config-from"):
        raise CommandError("`--copy-config-from` is not simulated: a stack's configuration is its Pulumi.<stack>.yaml")
    name = line.value("stack") or (line.words[2] if len(line.words) > len(("stack", "init")) else None)
    if name is None:
        raise CommandError("`stack init` needs a name: `simulate stack init NAME`")
    stack = session.stack(name)
    stack.prepare(session.engine, session.home, {}, create=False)
    code = session.engine.run(line.without("cwd").arguments("--cwd", str(session.scratch)))
    stack.keep(session.home)
    if code == 0 and not line.has("no-select"):
        session.engine.do(["stack", "select", name, "--cwd", str(session.project.root)])
    return code


def remove(session: Session) -> int:
    """Remove a stack and what the home holds of its configuration; the tracked file stays."""
    words = session.line.words[len(("stack", "rm")) :]
    stack = session.stack(words[0] if words else None)
    code = session.engine.run(session.line.without("preserve-config").arguments("--preserve-config"))
    if code == 0:
        session.home.overlay(session.project.name, stack.name).unlink(missing_ok=True)
    return code


def select(session: Session) -> int:
    """Select a stack, made if it does not exist."""
    words = session.line.words[len(("stack", "select")) :]
    name = words[0] if words else session.line.value("stack")
    if name:
        session.stack(name).prepare(session.engine, session.home, {}, create=True)
    return session.engine.run(session.line.arguments())
