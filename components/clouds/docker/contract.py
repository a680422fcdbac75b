"""What only a Docker host asks of a stack: `groundwork:docker` in the stack's file."""

from collections.abc import Mapping

from pydantic import Field

from components.names import Port, VariableName
from components.spec import CertificateSpec, CloudSettings, Residency, Spec


class MailSpec(Spec):
    """The mail server that carries alarms."""

    server: str = Field(pattern=r"^[a-z0-9.-]+:\d+$", examples=["smtp.example.com:587"])
    """Host and port; the connection is encrypted."""
    sender: str = Field(pattern=r"^\S+@\S+$", examples=["alarms@example.com"])
    """Address that messages come from."""
    username: str | None = None
    """Login; together with `password_secret`."""
    password_secret: VariableName | None = None
    """The operator's secret that holds the password."""


class DockerSpec(CloudSettings):
    """The host: how it is entered, and what lies in its file system."""

    address: str | None = Field(None, pattern=r"^\d+\.\d+\.\d+\.\d+$", examples=["127.0.0.1"])
    """Address of the host on which the gateway listens; null: every address it has."""
    http_port: Port = 80
    """Port of the host that answers with a redirect to HTTPS."""
    https_port: Port = 443
    """Port of the host that answers over HTTPS; another one than 443 becomes part of every public address."""
    certificate: CertificateSpec | None = None
    """Certificate of the domain; null: one that the stack signs itself, for `localhost` or until you have another."""
    directory: str | None = Field(None, pattern=r"^/[^:]*[^/:]$", examples=["/opt/notes"])
    """Folder of the host for access logs, log files and backups; null: logs by `docker logs`, backups in a volume."""
    log_folders: dict[str, str] = {}
    """Part -> folder of its container into which it writes log files; they lie in `directory`/logs/<part>."""
    cache_tls: bool = False
    """The cache speaks TLS (`rediss://`), and its users are handed the authority's certificate."""
    acme_email: str | None = Field(None, pattern=r"^\S+@\S+$", examples=["admin@example.com"])
    """Certificates come from an ACME authority (Let's Encrypt), which writes to this address; renewed by themselves."""
    acme_server: str = Field("https://acme-v02.api.letsencrypt.org/directory", pattern=r"^https://")
    """The ACME authority's directory."""
    acme_root: str | None = None
    """Certificate, PEM, that an authority of your own is trusted by; relative to the project or absolute."""
    publish: dict[str, Port] = {}
    """`database`, `cache` or container -> port of 127.0.0.1 on which a developer reaches it; never in prod."""
    log_megabytes: int = Field(10, ge=1, le=1000)
    """Size of one file of a container's output."""
    log_files: int = Field(3, ge=1, le=20)
    """How many of these are kept."""
    monitoring: bool | None = None
    """Prometheus watches host, containers and stores, and alarms are told; null: in staging and prod."""
    dashboard_port: Port | None = None
    """Port of 127.0.0.1 on which Prometheus shows what it has recorded; null: none."""
    mail: MailSpec | None = None
    """Without it `alarms.email` are not told on this host."""
    backup_secret: VariableName | None = None
    """The operator's secret that backups of the database are encrypted with; null: they are not."""
    location: Residency | None = None
    """Where the host stands: what `groundwork:residency` is checked against."""

    @property
    def address_suffix(self) -> str:
        """`:<port>` for another port than 443."""
        return "" if self.https_port == 443 else f":{self.https_port}"

    @property
    def default_host(self) -> str:
        """The host itself, seen from itself."""
        return "localhost"

    @property
    def address_schemes(self) -> tuple[str, ...]:
        """What is told may be on the host itself, or on a network of its own."""
        return ("https://", "http://")

    @property
    def published(self) -> Mapping[str, int]:
        """What `publish` says."""
        return self.publish

    @property
    def brought(self) -> CertificateSpec | None:
        """The files of the entry's certificate."""
        return self.certificate

    @property
    def secrets(self) -> tuple[str, ...]:
        """The password of the mail server, and the key of backups."""
        named = (self.mail.password_secret if self.mail else None, self.backup_secret)
        return tuple(name for name in named if name is not None)
