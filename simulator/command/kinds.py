"""What `simulate` does about each of Pulumi's commands. A command that is not named here is passed on as it is."""

CHANGES = {"up", "destroy", "refresh", "import", "watch"}
"""They change the simulated clouds or the state, so that one home runs one of them at a time."""

ATTACHED = CHANGES | {"preview"}
"""They talk to providers."""

POLICED = {"up", "preview"}
"""They are judged by the policy pack."""

CONFIGURATION = {"config", *(f"config {verb}" for verb in ("get", "refresh", "remove", "remove-all", "set", "set-all"))}
"""They show or change a stack's configuration."""

CONFIGURED = ATTACHED | CONFIGURATION | {"logs"}
"""They accept `--config-file`."""

CREATING = CONFIGURED - {"destroy", "logs"}
"""They make a stack that does not exist. To destroy or to watch what is not there is a mistake worth hearing of."""

REFUSED = {
    "config copy": "set the values with `simulate config set` in the other stack instead",
    "config env": "environments live in Pulumi's own service, which a simulated stack does not use",
    "stack change-secrets-provider": "simulated stacks are always encrypted with a passphrase",
    "stack migrate": "simulated stacks live in SIMULATOR_HOME",
    "stack rename": "make a stack of the new name instead",
}
"""They would write into a tracked `Pulumi.<stack>.yaml`, which no simulated run does; and what to do instead."""
