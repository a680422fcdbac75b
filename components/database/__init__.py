"""Database: a private PostgreSQL."""

import pulumi

from components.component import Component
from components.database.contract import PORT, DatabaseArgs, DatabaseOutputs, DatabaseSpec, MigrateSpec

__all__ = ["PORT", "Database", "DatabaseArgs", "DatabaseOutputs", "DatabaseSpec", "MigrateSpec"]


class Database(Component, DatabaseOutputs):
    """A private PostgreSQL database, encrypted, backed up, reachable over TLS only."""

    def __init__(self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the database on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.database import aws as backend
            case "alicloud":
                from components.database import alicloud as backend
            case "docker":
                from components.database import docker as backend
        self.publish(backend.create(name, args, self.children()))
