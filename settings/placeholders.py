"""Values that stand for one nobody has filled in yet."""

import re

_FORMS = re.compile(
    r"change[- ]?(me|this|it)\b.*"
    r"|(please-)?replace[- ]?(me|this|with)\b.*"
    r"|(insert|put|enter|add)-your-.*"
    r"|(https?://)?your-.*"
    r"|your [^.]*(key|token|secret|password|domain|name|here)"
    r"|x{3,}|placeholder|<[a-z][a-z0-9 -]*>|sk-(\.{3}|x{3,})",
    re.IGNORECASE | re.DOTALL,
)
"""As sample files write them, with `_` read as `-`."""


def stands_for_nothing(text: str) -> bool:
    """Whether a value is a well-known placeholder: `change-me`, `your_api_key_here`, `replace-with-…`."""
    return bool(_FORMS.fullmatch(text.strip().replace("_", "-")))
