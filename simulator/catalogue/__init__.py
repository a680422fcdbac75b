"""What the simulator knows about each resource type: its properties, outputs and how it is replaced."""

from simulator.catalogue.model import Property, ResourceType
from simulator.catalogue.store import Catalogue, UnknownType

__all__ = ["Catalogue", "Property", "ResourceType", "UnknownType"]
