"""Cache on a Docker host: Redis in a container, its append-only file on a volume."""

import pulumi

from components.cache import docker_server, docker_watch
from components.cache.contract import PORT, CacheArgs, CacheOutputs
from components.cache.docker_server import Login
from components.cache.urls import facet_value
from components.clouds.docker import password, trust
from components.clouds.docker.settings_of import settings
from components.connection import Connection


def create(name: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> CacheOutputs:
    """Create the server, its password and the connection; over TLS where the stack asks for it."""
    host = f"{name}.{args.platform.namespace_domain}"
    tls = settings(args.platform).cache_tls
    secret = password.create(f"{name}-password", opts, args.platform.args.rotated.get(name))
    watch = docker_watch.create(f"{name}-watch", args, host, opts)
    docker_server.create(name, args, Login(host=host, password=secret, further=docker_watch.line(watch)), opts)
    verified = f"?ssl_ca_certs={trust.CERTIFICATE}" if tls else ""
    urls = {
        facet: pulumi.Output.secret(facet_value(facet, host, secret, "rediss" if tls else "redis", verified))
        for facet in args.facets
    }
    return CacheOutputs(
        connection=Connection(values={"host": host, "port": str(PORT)}, secrets=urls),
        endpoint=pulumi.Output.from_input(f"{host}:{PORT}"),
        watch=watch,
    )
