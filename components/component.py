"""The base of every component: one constructor shape, one type token, outputs published once."""

from dataclasses import fields
from typing import Any

import pulumi


class Component(pulumi.ComponentResource):
    """A part of the application; its resources hang below it and its outputs are the room's contract."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        """Register the component under the type token `groundwork:index:<class name>`."""
        super().__init__(f"groundwork:index:{type(self).__name__}", name, None, opts)

    def children(self) -> pulumi.ResourceOptions:
        """Options for what a backend creates: a child of this component and nothing else."""
        return pulumi.ResourceOptions(parent=self)

    def publish(self, outputs: Any) -> None:
        """Take over every field of the backend's outputs and register those that are plain values; call it last."""
        values = {field.name: getattr(outputs, field.name) for field in fields(outputs)}
        for key, value in values.items():
            setattr(self, key, value)
        self.register_outputs({key: value for key, value in values.items() if isinstance(value, str | pulumi.Output)})
