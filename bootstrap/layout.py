"""Where Pulumi's own backend for buckets keeps what (pulumi/pulumi, pkg/backend/diy)."""

EVERYTHING = ".pulumi/*"
META = ".pulumi/meta.yaml"
"""Read by whoever opens the backend, and written once."""


def of_stack(project: str, stack: str) -> tuple[str, ...]:
    """Objects of one stack: state, history, backups, and the lock that keeps two updates apart."""
    return (f".pulumi/*/{project}/{stack}.*", f".pulumi/*/{project}/{stack}/*")
