"""A stack before an update and after it, from what Pulumi prints."""

from tests.groundwork.building import part, previewed, refused, state, step, urn

API = part("ApiService", "api")
QUEUE, ROLE = "aws:sqs/queue:Queue", "aws:iam/role:Role"


def test_what_stays_what_goes_and_what_comes() -> None:
    kept, gone, made = (state(QUEUE, name) for name in ("kept", "gone", "made"))
    found = previewed([kept, gone], [step("delete", gone, None), step("create", None, made)])
    assert [each.name for each in found.before.values()] == ["kept", "gone"]
    assert [each.name for each in found.after.values()] == ["kept", "made"]
    assert [(change.operation, change.resource.name, change.before is None) for change in found.changes] == [
        ("delete", "gone", False),
        ("create", "made", True),
    ]


def test_a_change_is_in_the_stack_afterwards() -> None:
    before, after = state(QUEUE, "tasks", {"delaySeconds": 1}), state(QUEUE, "tasks", {"delaySeconds": 2})
    found = previewed([before], [step("update", before, after, detailedDiff={"delaySeconds": {"kind": "update"}})])
    (change,) = found.changes
    assert (change.operation, change.properties) == ("update", ("delaySeconds",))
    assert found.before[urn(QUEUE, "tasks")].inputs == {"delaySeconds": 1}
    assert found.after[urn(QUEUE, "tasks")].inputs == {"delaySeconds": 2}


def test_the_three_steps_of_a_replacement_are_one_change() -> None:
    old, new = state(QUEUE, "tasks", {"fifoQueue": False}), state(QUEUE, "tasks", {"fifoQueue": True})
    reasons = {"detailedDiff": {"fifoQueue": {"kind": "update-replace"}}, "replaceReasons": ["fifoQueue"]}
    steps = [
        step("create-replacement", old, new, **reasons),
        step("replace", old, new, **reasons),
        step("delete-replaced", old, None),
    ]
    (change,) = previewed([old], steps).changes
    assert (change.operation, change.forced_by, change.before is not None) == ("replace", ("fifoQueue",), True)


def test_the_part_is_the_nearest_component() -> None:
    role = state(ROLE, "api-role", parent=API["urn"])
    alone = state(ROLE, "alone", parent=urn("pulumi:pulumi:Stack", "shop-prod"))
    found = previewed([API, role, alone], []).after
    assert [found.part(found[each["urn"]]) for each in (API, role, alone)] == ["api", "api", ""]


def test_policies_refuse_and_advise() -> None:
    role = state(ROLE, "api-role")
    advice = refused("IA-09", role, "Shorter sessions are better.", mandatory=False)
    found = previewed([], [step("create", None, role)], [advice])
    assert not found.refused
    found = previewed([], [step("create", None, role)], [advice, refused("IA-01", role, "No wildcard.")])
    assert found.refused
    assert [(v.rule, v.mandatory, v.urn, v.message) for v in found.verdicts] == [
        ("IA-09", False, role["urn"], "Shorter sessions are better."),
        ("IA-01", True, role["urn"], "No wildcard."),
    ]


def test_an_error_of_the_program_is_told_and_that_the_preview_failed_is_not() -> None:
    events = [
        {"diagnosticEvent": {"message": message, "severity": severity}}
        for message, severity in (
            ("app.yaml: services.api: no\n", "error"),
            ("preview failed\n", "error"),
            ("slow", "warning"),
        )
    ]
    found = previewed([], [], events)
    assert (found.errors, found.refused) == (("app.yaml: services.api: no",), True)


def test_cloud_and_region_are_those_of_the_configuration() -> None:
    found = previewed([], [], config={"groundwork:cloud": "alicloud", "alicloud:region": "cn-hangzhou"})
    assert (found.cloud, found.region) == ("alicloud", "cn-hangzhou")
    assert previewed([], [], config={"groundwork:cloud": "docker"}).region == ""
