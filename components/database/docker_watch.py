"""Who watches the database: a user of the server's that sees how it is doing, and none of its data."""

from dataclasses import replace

import pulumi

from components import options
from components.clouds.docker import once, password
from components.clouds.docker.container import File, Whose
from components.clouds.docker.once import Once
from components.clouds.docker.settings_of import monitored
from components.database.contract import PORT, DatabaseArgs
from components.database.docker_preparation import Login, tool
from components.database.docker_server import CPUS, FILES, OWNER
from components.watch import USER, Watch

SCRIPT = "watch_database.sh"


def create(name: str, args: DatabaseArgs, login: Login, prepared: Once, opts: pulumi.ResourceOptions) -> Watch | None:
    """Create the user once the database has been prepared, where the stack is watched."""
    if not monitored(args.platform):
        return None
    secret = password.create(f"{name}-password", opts)
    box = tool(args, login, {"WATCHER": USER}, [SCRIPT])
    box = replace(
        box,
        entrypoint=["bash", f"{FILES}/{SCRIPT}"],
        files=[*box.files, File(path=f"{FILES}/watcher", content=secret, owner=OWNER, mode="0400")],
    )
    whose = Whose(part="database", platform=args.platform)
    made = once.run(name, whose, box, options.after(opts, prepared.container))
    return Watch(
        host=login.host,
        port=PORT,
        password=once.after(made.done, secret),
        cpus=CPUS[args.spec.size],
        database=args.spec.name,
        encrypted=True,
    )
