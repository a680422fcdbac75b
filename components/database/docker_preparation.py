"""What the server must hold before an application can use it: a user without a superuser's rights, and its database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pulumi

from components import options
from components.clouds.docker import once, scripts
from components.clouds.docker.container import Attachment, Box, File, Whose
from components.clouds.docker.once import Once
from components.database.contract import PORT, DatabaseArgs
from components.database.docker_server import FILES, OWNER

MEMORY = 128
"""MiB."""

SCRIPT = "prepare_database.sh"

SUPERUSER_ONLY = frozenset({"postgis", "pg_stat_statements"})
"""Extensions that PostgreSQL lets only a superuser create; the owner of a database may create the others."""


@dataclass(frozen=True, kw_only=True)
class Login:
    """How the server is reached by those who look after it."""

    host: str
    image: pulumi.Output[str]
    superuser: pulumi.Output[str]
    """Password of `postgres`."""
    password: pulumi.Output[str]
    """Password of the application's user."""


def create(name: str, args: DatabaseArgs, login: Login, server: pulumi.Resource, opts: pulumi.ResourceOptions) -> Once:
    """Prepare the database once the server answers, and again when a password or the extensions change."""
    extensions = sorted(SUPERUSER_ONLY & set(args.spec.extensions))
    box = tool(args, login, {"EXTENSIONS": " ".join(extensions)}, [SCRIPT])
    whose = Whose(part="database", platform=args.platform)
    return once.run(name, whose, replace(box, entrypoint=["bash", f"{FILES}/{SCRIPT}"]), options.after(opts, server))


def tool(args: DatabaseArgs, login: Login, variables: Mapping[str, str], scripts_used: Sequence[str]) -> Box:
    """A container of the server's image that looks after it from outside."""
    return Box(
        image=login.image,
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=network) for network in args.network.data_subnet_ids],
        memory=MEMORY,
        cpus=1,
        variables={
            "FILES": FILES,
            "PGHOST": login.host,
            "PGPORT": str(PORT),
            "PGUSER": "postgres",
            "PGSSLMODE": "require",
            "DATABASE": args.spec.name,
            "OWNER": args.spec.user,
            **variables,
        },
        files=[
            File(path=f"{FILES}/superuser", content=login.superuser, owner=OWNER, mode="0400"),
            File(path=f"{FILES}/password", content=login.password, owner=OWNER, mode="0400"),
            *(File(path=f"{FILES}/{script}", content=scripts.text(script)) for script in scripts_used),
        ],
    )
