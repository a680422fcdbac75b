"""Pages of files, read from whatever a cloud calls them."""

from tests.components.programs import Program
from tests.examples.wholes import of_type, one


def starts(program: Program, part: str) -> bool:
    """Whether the folder's `index.html` lies where the page is served from."""
    if program.stack.cloud == "docker":
        uploads = one(program, f"{part}-server", "Container").inputs["uploads"]
        return any(each["file"].endswith("/index.html") for each in uploads)
    objects = of_type(program, "BucketObject" if program.stack.cloud == "alicloud" else "BucketObjectv2")
    return objects[f"{part}-file-index.html"]["key"] == "index.html"
