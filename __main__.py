"""The whole program: settings in, the application's home out."""

import pulumi

import settings
from deployment.program import deploy
from deployment.transform import Transforms

try:
    stack = settings.load()
except settings.Problems as problems:
    raise pulumi.RunError(str(problems)) from None

transforms = Transforms(stack.transform)
deploy(stack)
if unmatched := transforms.unmatched():
    raise pulumi.RunError("\n".join(unmatched))
