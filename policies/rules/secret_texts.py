"""Properties that hold a secret as text."""

from policies.pack.checks import SecretText

GENERATED = "random:index/randomPassword:RandomPassword"


def marked_secret(*properties: tuple[str, str]) -> tuple[SecretText, ...]:
    """Each property (resource type, path) is marked secret, or comes from a generated password."""
    remedy = "pass it as a secret: pulumi.Output.secret, or config --secret"
    return tuple(SecretText(resource_type, path, remedy, proof=GENERATED) for resource_type, path in properties)
