"""Starts the policy pack; the Pulumi engine runs this file through `python -m pulumi.policy <engine> <directory>`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from policies.pack.facts import control_facts
from policies.pack.service import serve
from policies.rules import RULES
from policies.rules.controls import controls, not_applicable

NAMED = {control.id: control.clouds for control in controls()}
EXCUSED = [(entry.id, entry.cloud) for entry in not_applicable()]

serve(RULES, control_facts(RULES, NAMED, EXCUSED))
