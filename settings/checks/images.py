"""Where containers come from: an image or a build, and the registry's login."""

import re

from settings.parts import Draft
from settings.problems import closest

IMAGE = re.compile(
    r"[a-z0-9][a-z0-9._/:-]*?(?P<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?P<digest>@sha256:[0-9a-f]{64})?"
)
"""Name, then tag or digest or both (OCI distribution specification)."""


def check(draft: Draft) -> None:
    """Report containers without an image, with two, or with one that cannot be told apart from its next version."""
    for part, spec in draft.containers():
        image, build = (*part.place, "image"), (*part.place, "build")
        if (spec.image is None) == (spec.build is None):
            which = "both `image` and `build`" if spec.image else "neither `image` nor `build`"
            meant = closest(part.name, set(draft.parts) - {part.name})
            hint = f', or did you mean "{meant}"?' if meant and not spec.image else ""
            draft.report.add(part.place, f"has {which}; allowed: one of the two{hint}", image, build)
        match = IMAGE.fullmatch(spec.image or "ready:1")
        if not match:
            draft.report.add(image, f'"{spec.image}" is no image; allowed: a name with tag or digest, like "api:1.4.2"')
        elif not (match["tag"] or match["digest"]):
            draft.report.add(
                image, f'"{spec.image}" names no version; allowed: a tag or digest, like "{spec.image}:1.4.2"'
            )
    registry = draft.application.registry
    if registry and (registry.username is None) != (registry.password_secret is None):
        absent = "username" if registry.username is None else "password_secret"
        draft.report.add(("registry", absent), "missing: a login has `username` and `password_secret`", ("registry",))


def at_registry(image: str, address: str) -> str:
    """An image's full name: the registry's address is put in front where the image names no host."""
    host, slash, _ = image.partition("/")
    names_host = slash and ("." in host or ":" in host or host == "localhost")
    return image if names_host else f"{address}/{image}"


def is_from(image: str, address: str) -> bool:
    """Whether an image lies in the registry of an address, and so needs its login."""
    return image.partition("/")[0] == address.partition("/")[0]
