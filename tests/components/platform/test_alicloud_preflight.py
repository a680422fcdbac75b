"""An account that is not ready is told everything at once, before anything is made."""

from typing import Any

import pulumi
import pytest

from components.clouds.alicloud import preflight
from tests.components.recorder import Recorder, run

ROLES = [role.name for role in preflight.ROLES]


class Account(pulumi.runtime.Mocks):
    """An account with some services open and some roles there."""

    def __init__(self, closed: tuple[str, ...], roles: list[str], firewalls: list[str] | None = None) -> None:
        """`closed` are modules of the SDK."""
        self.closed = closed
        self.roles = roles
        self.firewalls = firewalls or []

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        """Nothing is made here."""
        raise AssertionError(args.typ)

    def call(self, args: pulumi.runtime.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        """Tell whether a service is open, or which roles there are; nobody may ask for activation."""
        if args.token == "alicloud:ram/getRoles:getRoles":
            return {"names": self.roles}, []
        if args.token == "alicloud:wafv3/getInstances:getInstances":
            return {"ids": self.firewalls}, []
        assert args.args == {}, args.args
        return {"status": "" if args.token.split(":")[1].split("/")[0] in self.closed else "Opened"}, []


def check(closed: tuple[str, ...] = (), roles: list[str] = ROLES) -> None:
    """Look at such an account."""
    pulumi.runtime.set_mocks(Account(closed, roles), project="notes", stack="prod", preview=False)
    run(lambda: preflight.check(pulumi.ResourceOptions()))


def test_a_ready_account_passes(recorder: Recorder) -> None:
    check()
    check(roles=[name.lower() for name in ROLES])
    assert recorder.noted == []


def test_everything_that_is_missing_is_said_at_once(recorder: Recorder) -> None:
    with pytest.raises(pulumi.RunError) as refused:
        check(closed=("log", "cdn"), roles=[name for name in ROLES if name != "AliyunServiceRoleForNatgw"])
    assert str(refused.value).splitlines() == [
        "this Alibaba Cloud account is not ready; do once, as its administrator:",
        "  - activate Simple Log Service: https://sls.console.aliyun.com",
        "  - activate Alibaba Cloud CDN: https://cdn.console.aliyun.com",
        (
            "  - create the role AliyunServiceRoleForNatgw (a NAT gateway attaches itself to the network with it): "
            "https://ram.console.aliyun.com/roles"
        ),
    ]
    assert recorder.noted == []


@pytest.mark.parametrize("firewalls", [["waf_v3_public_cn-1"], []])
def test_a_firewall_needs_a_subscription_of_the_account(recorder: Recorder, firewalls: list[str]) -> None:
    account = Account((), ROLES, firewalls)
    pulumi.runtime.set_mocks(account, project="notes", stack="prod", preview=False)
    if firewalls:
        return run(lambda: preflight.check_firewall(pulumi.ResourceOptions()))
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: preflight.check_firewall(pulumi.ResourceOptions()))
    assert str(refused.value).splitlines() == [
        "this Alibaba Cloud account is not ready; do once, as its administrator:",
        (
            "  - activate Web Application Firewall 3.0, pay-as-you-go, where an application has `firewall: true`: "
            "https://yundun.console.aliyun.com"
        ),
    ]
    return None


def test_volumes_need_a_service_that_is_open(recorder: Recorder) -> None:
    pulumi.runtime.set_mocks(Account((), ROLES), project="notes", stack="prod", preview=False)
    run(lambda: preflight.check_files(pulumi.ResourceOptions()))
    pulumi.runtime.set_mocks(Account(("nas",), ROLES), project="notes", stack="prod", preview=False)
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: preflight.check_files(pulumi.ResourceOptions()))
    assert str(refused.value).splitlines() == [
        "this Alibaba Cloud account is not ready; do once, as its administrator:",
        "  - activate File Storage NAS, where the volumes of parts lie: https://nas.console.aliyun.com",
    ]


@pytest.mark.parametrize("there", [True, False])
def test_frequent_backups_need_a_role(recorder: Recorder, there: bool) -> None:
    account = Account((), [preflight.BACKUPS.name.lower()] if there else ROLES)
    pulumi.runtime.set_mocks(account, project="notes", stack="prod", preview=False)
    if there:
        return run(lambda: preflight.check_frequent_backups(pulumi.ResourceOptions()))
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: preflight.check_frequent_backups(pulumi.ResourceOptions()))
    assert str(refused.value).splitlines()[1] == (
        "  - create the role AliyunServiceRoleForDBS (RDS takes backups more often than once a day with it): "
        "https://ram.console.aliyun.com/roles"
    )
    return None


def test_the_whole_list_names_every_step() -> None:
    steps = list(preflight.everything())
    assert len(steps) == len(preflight.BY_HAND) + len(preflight.SERVICES) + len(preflight.ROLES) + 4
    assert all("https://" in step for step in steps)
