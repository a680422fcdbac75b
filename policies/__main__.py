"""Starts the policy pack; the Pulumi engine runs this file through `python -m pulumi.policy <engine> <directory>`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from policies.pack.service import serve
from policies.rules import RULES

serve(RULES)
