"""The whole program: settings in, the application's home out."""

import gc

import pulumi

import settings
from deployment.program import deploy
from deployment.transform import Transforms

try:
    stack = settings.load()
except settings.Problems as problems:
    raise pulumi.RunError(str(problems)) from None

# Finding out that there is no garbage costs a tenth of a preview (docs/decisions/0042-no-garbage-collection.md).
gc.disable()
transforms = Transforms(stack.transform)
deploy(stack)
if unmatched := transforms.unmatched():
    raise pulumi.RunError("\n".join(unmatched))
