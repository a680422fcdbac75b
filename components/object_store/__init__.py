"""ObjectStore: a private bucket."""

import pulumi

from components.component import Component
from components.object_store.contract import ObjectStoreArgs, ObjectStoreOutputs, ObjectStoreSpec

__all__ = ["ObjectStore", "ObjectStoreArgs", "ObjectStoreOutputs", "ObjectStoreSpec"]


class ObjectStore(Component, ObjectStoreOutputs):
    """A private, encrypted bucket that refuses public access and plain HTTP."""

    def __init__(self, name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the bucket on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.object_store import aws as backend
            case "alicloud":
                from components.object_store import alicloud as backend
            case "docker":
                from components.object_store import docker as backend
        self.publish(backend.create(name, args, self.children()))
