"""The `simulate` command: the real Pulumi engine, run against the simulated clouds."""
