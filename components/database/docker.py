"""Database on a Docker host: PostgreSQL in a container, and one beside it that backs it up."""

import pulumi

from components.clouds.docker import images, once, password
from components.connection import Connection
from components.database import docker_backups, docker_preparation, docker_server
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs
from components.database.urls import DATABASE, USER, facet_value


def create(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> DatabaseOutputs:
    """Create the server, prepare the application's user and database, take a first backup."""
    host = f"{name}.{args.platform.namespace_domain}"
    image = images.pull(f"{name}-image", docker_server.image(args.spec), opts)
    superuser = password.create(f"{name}-superuser", opts)
    secret = password.create(f"{name}-password", opts)
    server = docker_server.create(name, args, docker_server.Place(host=host, image=image), superuser, opts)
    login = docker_preparation.Login(host=host, image=image, superuser=superuser, password=secret)
    prepared = docker_preparation.create(f"{name}-preparation", args, login, server, opts)
    docker_backups.create(f"{name}-backup", args, login, prepared, opts)
    # Whoever is handed an address may rely on it: it is known when the database has been prepared.
    secrets = {
        facet: pulumi.Output.secret(once.after(prepared.done, facet_value(facet, host, secret)))
        for facet in args.facets
    }
    values = {"host": host, "port": str(PORT), "name": DATABASE, "user": USER}
    return DatabaseOutputs(
        connection=Connection(values=values, secrets=secrets),
        endpoint=pulumi.Output.from_input(f"{host}:{PORT}"),
    )
