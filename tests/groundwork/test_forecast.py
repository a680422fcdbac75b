"""How long an update will take."""

from groundwork.forecast.expected import of
from tests.groundwork.building import part, previewed, state, step

KEY, RDS, NAT, ROLE = (
    "aws:kms/key:Key",
    "aws:rds/instance:Instance",
    "aws:ec2/natGateway:NatGateway",
    "aws:iam/role:Role",
)
DATABASE = part("Database", "database")


def test_what_waits_for_nothing_runs_side_by_side() -> None:
    found = of(previewed([], [step("create", None, state(NAT, name)) for name in ("one", "two", "three")]))
    assert (found.seconds, len(found.path)) == (110, 1)


def test_what_needs_something_waits_for_it() -> None:
    key = state(KEY, "key")
    database = state(RDS, "database", {"multiAz": True}, parent=DATABASE["urn"], links={"kmsKeyId": [key["urn"]]})
    found = of(previewed([], [step("create", None, each) for each in (key, DATABASE, database)]))
    assert [(each.name, each.part, each.seconds) for each in found.path] == [
        ("key", "", 10),
        ("database", "database", 790),
    ]
    assert found.seconds == 800
    assert found.lines() == ["expected to take 13 min 20 s: key 10 s, database 13 min 10 s"]


def test_a_need_is_seen_through_what_takes_no_time() -> None:
    key, database = state(KEY, "key"), state(RDS, "database", parent=DATABASE["urn"])
    component = {**DATABASE, "dependencies": [key["urn"]]}
    assert of(previewed([], [step("create", None, each) for each in (key, component, database)])).seconds == 300


def test_the_old_one_of_a_replacement_goes_in_the_end() -> None:
    old, new = state(RDS, "database"), state(RDS, "database", {"engine": "x"})
    found = of(previewed([old], [step("replace", old, new, replaceReasons=["engine"])]))
    assert [each.operation for each in found.path] == ["create", "delete"]


def test_what_stays_takes_no_time_and_nothing_is_nothing() -> None:
    kept = state(RDS, "database")
    assert of(previewed([kept], [])).seconds == 0
    assert of(previewed([kept], [])).lines() == []
    role = state(ROLE, "role", links={"x": [kept["urn"]]})
    assert [each.name for each in of(previewed([kept], [step("create", None, role)])).path] == ["role"]


def test_a_type_without_a_latency_takes_no_time() -> None:
    assert of(previewed([], [step("create", None, state("gcp:sql/instance:Instance", "x"))])).seconds == 0


def test_a_bigger_database_takes_longer_than_another_tag() -> None:
    old, new = (state(RDS, "database", {"instanceClass": size}) for size in ("db.t4g.micro", "db.t4g.large"))
    assert of(previewed([old], [step("update", old, new, detailedDiff={"instanceClass": {}})])).seconds == 720
    assert of(previewed([old], [step("update", old, new, detailedDiff={"tags.part": {}})])).seconds == 60
