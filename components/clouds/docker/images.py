"""Images that the host needs: those of the stores and the gateway, by fixed tags, and those of the application."""

from collections.abc import Collection

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import labels
from components.container import BuildSpec, ContainerArgs, ContainerSpec

POSTGRES = "postgres:{version}-bookworm"
PGVECTOR = "pgvector/pgvector:0.8.1-pg{version}"
POSTGIS = "postgis/postgis:{version}-3.5"
REDIS = "redis:7.4-bookworm"
CERTBOT = "certbot/certbot:v5.10.0"
NGINX = "nginx:1.28-alpine"
TELEGRAF = "telegraf:1.37.2-alpine"
PROMETHEUS = "prom/prometheus:v3.5.0"
ALERTMANAGER = "prom/alertmanager:v0.28.1"
STORE = "versity/versitygw:v1.8.0"
S3_CLIENT = "amazon/aws-cli:2.31.0"


def postgresql(version: str, extensions: Collection[str]) -> str:
    """PostgreSQL with what the application asks for: with pgvector, with PostGIS, or plain."""
    if "vector" in extensions:
        return PGVECTOR.format(version=version)
    if "postgis" in extensions:
        return POSTGIS.format(version=version)
    return POSTGRES.format(version=version)


def pull(name: str, image: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Have an image on the host and return its id, so that a tag that moved replaces what runs it."""
    return docker.RemoteImage(name, name=image, keep_locally=True, opts=opts).image_id


def of_part(name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Have the part's image on the host, pulled or built there, and return its id."""
    if spec.build is not None:
        return _built(name, spec, spec.build, args, opts)
    image = spec.image or ""
    return pull(f"{name}-image", image, _with_login(name, image, args, opts))


def _with_login(name: str, image: str, args: ContainerArgs, opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """Where the registry is private: a provider of the part's own that knows the login."""
    if args.registry is None:
        return opts
    login: docker.ProviderRegistryAuthArgsDict = {
        "address": image.partition("/")[0],
        "username": args.registry.username,
        "password": args.registry.password,
    }
    host = pulumi.Config("docker").get("host")
    provider = docker.Provider(f"{name}-registry", host=host, registry_auth=[login], opts=opts)
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(provider=provider))


def _built(
    name: str, spec: ContainerSpec, build: BuildSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    from components import builds

    platform = args.platform.args
    tag = f"{labels.project(platform)}/{name}:built"
    image = builds.build(f"{name}-build", spec, build, args.project, opts, tags=[tag], load=True)
    # The tag stays; what was built from is what tells one build from the next.
    found = docker.RemoteImage(
        f"{name}-image",
        name=tag,
        keep_locally=True,
        triggers={"digest": image.digest, "context": image.context_hash},
        opts=options.after(opts, image),
    )
    return found.image_id
