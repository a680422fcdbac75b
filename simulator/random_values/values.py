"""Random passwords, strings and ids, made as the real provider makes them."""

import base64
import secrets
import string
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.behaviour import Behaviour, Call, Refusal

SPECIALS = "!@#$%&*()-_=+[]{}<>:?"
"""The provider's own special characters."""
CLASSES = {
    "lower": string.ascii_lowercase,
    "upper": string.ascii_uppercase,
    "numeric": string.digits,
    "special": SPECIALS,
}


def wanted_classes(inputs: Mapping[str, Any]) -> dict[str, str]:
    """The character classes in use, each with its characters."""
    own = inputs.get("overrideSpecial")
    flags = {**inputs, "numeric": inputs.get("numeric", inputs.get("number", True))}
    return {
        name: own if name == "special" and own else chars for name, chars in CLASSES.items() if flags.get(name, True)
    }


def check_lengths(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """The length holds all the minimum counts."""
    least = sum(inputs.get(f"min{name.capitalize()}", 0) for name in CLASSES)
    if isinstance(inputs.get("length"), int) and inputs["length"] < least:
        yield (
            f"length: must be at least {least}, the sum of minUpper, minLower, minNumeric and minSpecial; got "
            f"{inputs['length']}"
        )


def make_text(call: Call) -> dict[str, Any]:
    """A random text with the asked-for number of each class; an existing one is kept."""
    if call.old:
        return {"id": call.id, "result": call.old["result"]}
    classes = wanted_classes(call.inputs)
    if not classes:
        raise Refusal("the character set is empty: at least one of lower, upper, numeric and special must be true")
    picked = [
        secrets.choice(chars)
        for name, chars in CLASSES.items()
        for _ in range(call.inputs.get(f"min{name.capitalize()}", 0))
        for chars in [classes.get(name, chars)]
    ]
    everything = "".join(classes.values())
    picked += [secrets.choice(everything) for _ in range(call.inputs["length"] - len(picked))]
    secrets.SystemRandom().shuffle(picked)
    return {"result": "".join(picked)}


def make_string(call: Call) -> dict[str, Any]:
    """A string's id is its value."""
    made = make_text(call)
    return {**made, "id": made["result"]}


def make_password(call: Call) -> dict[str, Any]:
    """A password's id says nothing. No bcrypt hash is made: nothing here reads one."""
    return {**make_text(call), "id": "none"}


def make_id(call: Call) -> dict[str, Any]:
    """Random bytes in several notations."""
    if call.old:
        return {"id": call.id}
    made, prefix = secrets.token_bytes(call.inputs["byteLength"]), call.inputs.get("prefix", "")
    url = base64.urlsafe_b64encode(made).rstrip(b"=").decode()
    return {
        "id": url,
        "b64Url": prefix + url,
        "b64Std": prefix + base64.b64encode(made).decode(),
        "hex": prefix + made.hex(),
        "dec": prefix + str(int.from_bytes(made, "big")),
    }


BEHAVIOURS = {
    "random:index/randomPassword:RandomPassword": Behaviour(check=check_lengths, answer=make_password),
    "random:index/randomString:RandomString": Behaviour(check=check_lengths, answer=make_string),
    "random:index/randomId:RandomId": Behaviour(answer=make_id),
}
