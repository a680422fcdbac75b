"""The registry of the AWS account, as a build meets it: what is pushed, and layers that are kept for the next one."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.behaviour import Call, Refusal
from simulator.cloud import ACCOUNT

REPOSITORY = "aws:ecr/repository:Repository"
HOST = f"{ACCOUNT}.dkr.ecr."
IMMUTABLE = "IMMUTABLE"


def pushed_to(inputs: Mapping[str, Any]) -> list[str]:
    """The names under which an image is pushed."""
    names: list[str] = list(inputs.get("tags") or ()) if inputs.get("push") else []
    for export in inputs.get("exports") or ():
        for kind in ("registry", "image"):
            target = export.get(kind) or {}
            names += target.get("names") or () if target.get("push", kind == "registry") else ()
    return names


def repository_exists(call: Call) -> None:
    """A push to the account's registry needs the repository."""
    for name in pushed_to(call.inputs):
        _there(call, name)


def layers_kept(call: Call) -> None:
    """Layers are taken as one image of OCI's kinds alone ("Announcing remote cache support in Amazon ECR")."""
    for kept in _kept(call.inputs):
        _there(call, kept["ref"])
        if not kept.get("imageManifest") or not kept.get("ociMediaTypes", True):
            raise Refusal(
                f"error writing manifest blob: failed commit on ref of {kept['ref']}: "
                "unexpected status: 400 Bad Request: imageManifest and ociMediaTypes must be true"
            )


def tag_moves(call: Call) -> None:
    """A second build's layers want the tag of the first one's."""
    for kept in _kept(call.inputs):
        name, tag = repository_of(kept["ref"]), kept["ref"].rpartition(":")[2]
        if call.cloud.find(REPOSITORY, name=name, imageTagMutability=IMMUTABLE):
            raise Refusal(
                f"ImageTagAlreadyExistsException: The image tag '{tag}' already exists in the '{name}' repository "
                "and cannot be overwritten because the tag is immutable."
            )


def repository_of(reference: str) -> str:
    """The repository in a reference."""
    return reference.partition("/")[2].partition("@")[0].partition(":")[0]


def _kept(inputs: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What is kept in the account's registry, and must be."""
    for each in inputs.get("cacheTo") or ():
        kept = each.get("registry") or {}
        if str(kept.get("ref", "")).startswith(HOST) and not kept.get("ignoreError") and not each.get("disabled"):
            yield kept


def _there(call: Call, reference: str) -> None:
    name = repository_of(reference)
    if reference.startswith(HOST) and not call.cloud.find(REPOSITORY, name=name):
        raise Refusal(
            f"name unknown: The repository with name '{name}' does not exist in the registry with id '{ACCOUNT}'"
        )
