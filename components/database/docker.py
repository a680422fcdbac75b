"""Database on a Docker host: PostgreSQL in a container, and one beside it that backs it up."""

import pulumi

from components.clouds.docker import images, once, password
from components.connection import Connection
from components.database import docker_backups, docker_preparation, docker_server, docker_watch
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs
from components.database.urls import facet_value


def create(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> DatabaseOutputs:
    """Create the server, prepare the application's user and database, take a first backup."""
    host = f"{name}.{args.platform.namespace_domain}"
    image = images.pull(f"{name}-image", images.postgresql(args.spec.version, args.spec.extensions), opts)
    superuser = password.create(f"{name}-superuser", opts)
    secret = password.create(f"{name}-password", opts, args.platform.args.rotated.get(name))
    server = docker_server.create(name, args, docker_server.Place(host=host, image=image), superuser, opts)
    login = docker_preparation.Login(host=host, image=image, superuser=superuser, password=secret)
    prepared = docker_preparation.create(f"{name}-preparation", args, login, server, opts)
    backups = docker_backups.create(f"{name}-backup", args, login, prepared, opts)
    # Whoever is handed an address may rely on it: it is known when the database has been prepared.
    secrets = {
        facet: pulumi.Output.secret(once.after(prepared.done, facet_value(facet, host, secret, args.spec)))
        for facet in args.facets
    }
    values = {
        "host": host,
        "port": str(PORT),
        "name": args.spec.name,
        "user": args.spec.user,
        **docker_backups.before(f"{name}-backup-before", args, login, backups, opts),
    }
    run = pulumi.Output.concat("docker exec ", backups.container.name, f" bash {docker_server.FILES}/")
    return DatabaseOutputs(
        connection=Connection(values=values, secrets=secrets),
        endpoint=pulumi.Output.from_input(f"{host}:{PORT}"),
        backup=pulumi.Output.concat(run, "backup_database.sh"),
        restore=pulumi.Output.concat(run, "restore_database.sh"),
        watch=docker_watch.create(f"{name}-watch", args, login, prepared, opts),
    )
