"""What stands between a fresh clone and a working Pulumi: the pinned CLI and a Python language host beside it."""
