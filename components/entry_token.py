"""The token that requests from outside bring, where a part asks for one."""

import re

HEADER = "X-Entry-Token"
"""The header that it comes in."""

ALLOWED = "1 to 128 visible ASCII characters but * and ?"
"""What a load balancer compares: longer values never, and `*` and `?` would stand for anything."""

_FIT = re.compile(r"[!-)+->@-~]{1,128}")


def fits(token: str) -> bool:
    """Whether every cloud's entry can compare requests with this token."""
    return bool(_FIT.fullmatch(token))
