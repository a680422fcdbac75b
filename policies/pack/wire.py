"""Levels and severities between the Python SDK's names and the protocol's numbers."""

from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi_policy import EnforcementLevel, Severity

from policies.pack.rule import MANDATORY

LEVELS = {
    EnforcementLevel.ADVISORY: protocol.ADVISORY,
    EnforcementLevel.MANDATORY: protocol.MANDATORY,
    EnforcementLevel.DISABLED: protocol.DISABLED,
}
SEVERITIES = {
    Severity.LOW: protocol.POLICY_SEVERITY_LOW,
    Severity.MEDIUM: protocol.POLICY_SEVERITY_MEDIUM,
    Severity.HIGH: protocol.POLICY_SEVERITY_HIGH,
    Severity.CRITICAL: protocol.POLICY_SEVERITY_CRITICAL,
}


def level_from_wire(number: int) -> EnforcementLevel:
    """The level behind a number; "remediate", which this pack never does, is as strict as mandatory."""
    return next((level for level, on_wire in LEVELS.items() if on_wire == number), MANDATORY)
