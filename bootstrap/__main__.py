"""The whole program: whom to trust in, the account's roles and the place of its state out."""

import pulumi

from bootstrap import request
from bootstrap.program import prepare

try:
    prepare(request.read(pulumi.Config()))
except request.UnclearError as unclear:
    raise pulumi.RunError(str(unclear)) from None
