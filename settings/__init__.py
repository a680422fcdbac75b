"""Settings: files in, one checked and frozen stack out. Pure: no cloud SDK, no network, no environment."""

from settings.loading import load, read, required_secrets, secret_addresses
from settings.problems import Problems
from settings.stack import Stack

__all__ = ["Problems", "Stack", "load", "read", "required_secrets", "secret_addresses"]
