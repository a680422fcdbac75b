"""Plain Python values out of the engine's messages; what is absent, unknown or secret stays recognisable."""

from dataclasses import dataclass, field
from enum import Enum

from google.protobuf.struct_pb2 import Struct, Value
from pulumi_policy import proxy
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY


class Marker(Enum):
    """Stands where a property has no value that a rule could judge."""

    MISSING = "not set"
    UNKNOWN = "known only after deployment"
    UNREADABLE = "not valid JSON"


@dataclass(frozen=True)
class Secret:
    """A value the engine marked secret: it may be judged, never shown."""

    value: object = field(repr=False)


UNKNOWN_TEXTS = frozenset(
    {
        proxy.UNKNOWN_BOOLEAN_VALUE,
        proxy.UNKNOWN_NUMBER_VALUE,
        proxy.UNKNOWN_STRING_VALUE,
        proxy.UNKNOWN_ARRAY_VALUE,
        proxy.UNKNOWN_ASSET_VALUE,
        proxy.UNKNOWN_ARCHIVE_VALUE,
        proxy.UNKNOWN_OBJECT_VALUE,
    }
)
"""The texts by which the engine says, in place of a value, that it is not known yet."""


def properties_from_message(message: Struct) -> dict[str, object]:
    """A resource's properties as dictionaries, lists, strings, numbers, booleans, `Secret` and `Marker`.

    Properties set to null are left out: they are as absent as the ones never named.
    """
    converted = {name: value_from_message(value) for name, value in message.fields.items()}
    return {name: value for name, value in converted.items() if value is not Marker.MISSING}


def plain_properties(message: Struct) -> dict[str, object]:
    """The same, for what no engine marks: a configuration file."""
    return {name: plain(value) for name, value in properties_from_message(message).items()}


def value_from_message(message: Value) -> object:
    """One value; never raises, whatever its kind."""
    match message.WhichOneof("kind"):
        case "string_value":
            return Marker.UNKNOWN if message.string_value in UNKNOWN_TEXTS else message.string_value
        case "number_value":
            return message.number_value
        case "bool_value":
            return message.bool_value
        case "list_value":
            return [value_from_message(item) for item in message.list_value.values]
        case "struct_value":
            return _from_struct(message.struct_value)
        case _:
            return Marker.MISSING


def plain(value: object) -> object:
    """The value without its secret mark, at every depth, for a test that shows nothing of it."""
    match value:
        case Secret():
            return plain(value.value)
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case _:
            return value


def has_unknown(value: object) -> bool:
    """Whether the value, or anything inside it, is known only after deployment."""
    match value:
        case Secret():
            return has_unknown(value.value)
        case dict():
            return any(has_unknown(item) for item in value.values())
        case list():
            return any(has_unknown(item) for item in value)
        case _:
            return value is Marker.UNKNOWN


def _from_struct(message: Struct) -> object:
    signature = message.fields.get(SPECIAL_SIG_KEY)
    if signature is not None and signature.string_value == SPECIAL_SECRET_SIG:
        inner = message.fields.get("value")
        return Secret(Marker.MISSING if inner is None else value_from_message(inner))
    return properties_from_message(message)
