"""What configures the pack: levels, figures, exemptions; and each odd entry, in a sentence."""

import datetime as dt
import json

import grpc
import pytest
from google.protobuf import json_format
from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi_policy import EnforcementLevel

from policies.pack.checks import ResourceCheck
from policies.pack.configuration import Configured, stack_configuration
from policies.pack.exemptions import Exemption
from policies.pack.setup import Setup
from policies.pack.tuning import Tuning, options, tuned
from policies.rules import RULES
from tests.policies.building import made
from tests.policies.wire import Pack, registered, running_pack

INSTANCE = "aws:rds/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
RULE = {rule.id: rule for rule in RULES}
NAMES = [*RULE, "unknown-at-preview"]
SAID = {"resource": "database", "reason": "moves next month", "owner": "ops@example.com", "until": "2999-12-31"}


def said(text: object) -> Configured:
    return stack_configuration(json.dumps(text), RULES, NAMES)


def test_a_stack_sets_levels_figures_and_exemptions() -> None:
    configured = said({"EC-08": "disabled", "DB-07": {"minimum": 14}, "exemptions": [{"rule": "DB-02", **SAID}]})
    assert configured.problems == []
    assert configured.levels == {"EC-08": EnforcementLevel.DISABLED}
    assert configured.tunings == {"DB-07": Tuning(minimum=14)}
    assert configured.exemptions == [Exemption(rule="DB-02", **SAID)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ([], "groundwork:policies: expected a mapping from rules to settings, and exemptions"),
        ({"db_02": "mandatory"}, "groundwork:policies: there is no rule db_02, did you mean DB-02?"),
        (
            {"DB-07": "strict"},
            "groundwork:policies.DB-07.enforcementLevel: is no level; allowed are advisory, mandatory, disabled",
        ),
        (
            {"DB-07": {"days": 3}},
            "groundwork:policies.DB-07.days: is not allowed; allowed are enforcementLevel, minimum, exemptions",
        ),
        ({"DB-07": {"minimum": "many"}}, "groundwork:policies.DB-07.minimum: expected a number, 0 or more"),
        ({"DB-07": {"minimum": -1}}, "groundwork:policies.DB-07.minimum: expected a number, 0 or more"),
        ({"X-07": {"allowed": "eu"}}, "groundwork:policies.X-07.allowed: expected a list of texts"),
        (
            {"DB-07": 3},
            (
                "groundwork:policies.DB-07: expected a level (advisory, mandatory, disabled)"
                " or a mapping of enforcementLevel, minimum, exemptions"
            ),
        ),
        (
            {"exemptions": {}},
            (
                "groundwork:policies.exemptions: expected a list of exemptions,"
                " each with rule, resource, reason, owner, until"
            ),
        ),
        (
            {"exemptions": ["DB-02"]},
            "groundwork:policies.exemptions[0]: expected an object with rule, resource, reason, owner, until",
        ),
        ({"exemptions": [{"rule": "DB-02"}]}, "groundwork:policies.exemptions[0].until: is required"),
        (
            {"exemptions": [{"rule": "DB-02", **SAID, "ticket": 1}]},
            (
                "groundwork:policies.exemptions[0].ticket: is not allowed;"
                " allowed are rule, resource, reason, owner, until"
            ),
        ),
        (
            {"exemptions": [{"rule": "DB-99", **SAID}]},
            "groundwork:policies.exemptions[0].rule: there is no rule DB-99; rules are listed in docs/policies.md",
        ),
        (
            {"exemptions": [{"rule": "DB-02", **SAID, "until": "soon"}]},
            "groundwork:policies.exemptions[0].until: is no day; write it as 2027-03-31",
        ),
    ],
)
def test_an_odd_entry_is_refused_with_what_is_allowed(text: object, problem: str) -> None:
    assert problem in said(text).problems


def test_a_text_that_is_no_json_is_refused() -> None:
    assert stack_configuration("{", RULES, NAMES).problems != []


@pytest.mark.parametrize(
    ("rule", "tuning", "good", "bad"),
    [
        ("DB-07", Tuning(minimum=14), {"backupRetentionPeriod": 14.0}, {"backupRetentionPeriod": 13.0}),
        ("DB-07", Tuning(minimum=3), {"backupRetentionPeriod": 3.0}, {"backupRetentionPeriod": 2.0}),
    ],
)
def test_a_figure_moves(rule: str, tuning: Tuning, good: dict[str, object], bad: dict[str, object]) -> None:
    checks = tuned(RULE[rule], tuning).clouds["aws"]
    judged = {name: made(INSTANCE, name, {**properties}) for name, properties in (("good", good), ("bad", bad))}
    own = [check for check in checks if isinstance(check, ResourceCheck) and check.type == INSTANCE]
    found = {name: [finding for check in own for finding in check.judge(judged[name])] for name in judged}
    assert (found["good"], [finding.location for finding in found["bad"]]) == ([], ["backupRetentionPeriod"])


def test_an_interval_and_a_list_move() -> None:
    assert options(RULE["SE-02"])["maximum"] == "90"
    assert options(RULE["X-07"]) == {"allowed": "a list"}
    assert options(RULE["DB-02"]) == {}


def test_every_figure_can_be_moved_and_moved_back() -> None:
    """A rule that is tuned to its own figures is told in the same words."""
    for rule in RULES:
        for name in options(rule):
            moved = tuned(rule, Tuning(1000, 1000, ("x",)))
            assert options(moved)[name] != options(rule)[name] or name == "allowed", rule.id


def test_a_file_wins_over_the_stack() -> None:
    setup = Setup(RULES, {"groundwork:policies": json.dumps({"DB-02": "advisory", "DB-07": {"minimum": 14}})})
    assert setup.levels["DB-02"] is EnforcementLevel.ADVISORY
    setup.from_file({"DB-02": EnforcementLevel.DISABLED}, {"DB-07": {"minimum": 21.0}})
    assert setup.levels["DB-02"] is EnforcementLevel.DISABLED
    assert options(next(rule for rule in setup.judge.rules if rule.id == "DB-07"))["minimum"] == "21"


def test_an_exemption_lives_to_the_end_of_its_last_day() -> None:
    exemption = Exemption(rule="DB-02", **{**SAID, "until": "2027-03-31"})
    assert exemption.alive(dt.date(2027, 3, 31))
    assert not exemption.alive(dt.date(2027, 4, 1))
    assert exemption.covers("DB-02", made(INSTANCE, "database"))
    assert not exemption.covers("DB-03", made(INSTANCE, "database"))
    assert not exemption.covers("DB-02", made(INSTANCE, "database-2"))


@pytest.fixture
def pack() -> object:
    with running_pack() as found:
        yield found


def configured(pack: Pack, **said: object) -> None:
    properties = {
        name.replace("_", "-"): json_format.ParseDict(value, protocol.PolicyConfig().properties)
        for name, value in said.items()
    }
    request = protocol.ConfigureAnalyzerRequest(
        policyConfig={
            name: protocol.PolicyConfig(enforcementLevel=protocol.MANDATORY, properties=value)
            for name, value in properties.items()
        }
    )
    pack.stub.Configure(request, timeout=30)


def test_what_is_exempt_is_said_as_advice_with_who_decided_it(pack: Pack) -> None:
    pack.configure_stack(policies=json.dumps({"exemptions": [{"rule": "DB-02", **SAID}]}))
    found = pack.analyze(INSTANCE, "database", {"storageEncrypted": False})["DB-02"]
    assert found.enforcementLevel == protocol.ADVISORY
    assert found.message.split("\n")[0] == (
        "DB-02: database is exempt until 2999-12-31: moves next month (ops@example.com)."
    )
    assert pack.analyze(INSTANCE, "other", {})["DB-02"].enforcementLevel == protocol.MANDATORY


def test_an_exemption_that_is_over_excuses_nothing_and_fails(pack: Pack) -> None:
    over = {"rule": "DB-02", **SAID, "until": "2020-01-01"}
    pack.configure_stack(policies=json.dumps({"exemptions": [over]}))
    assert pack.analyze(INSTANCE, "database", {})["DB-02"].enforcementLevel == protocol.MANDATORY
    stale = pack.analyze_stack(registered("aws:budgets/budget:Budget", "budget", {}))["X-14"]
    assert (stale.enforcementLevel, stale.urn) == (protocol.MANDATORY, "")
    assert "DB-02 on database -> 2020-01-01 -> " in stale.message


def test_a_file_may_exempt_and_move_figures(pack: Pack) -> None:
    configured(pack, DB_02={"exemptions": [SAID]}, DB_07={"minimum": 3})
    found = pack.analyze(INSTANCE, "database", {"storageEncrypted": False, "backupRetentionPeriod": 3})
    assert found["DB-02"].enforcementLevel == protocol.ADVISORY
    assert "DB-07" not in found


def test_what_is_wrong_stops_the_preview_in_sentences(pack: Pack) -> None:
    with pytest.raises(grpc.RpcError, match="groundwork:policies: there is no rule db_02, did you mean DB-02"):
        pack.configure_stack(policies=json.dumps({"db_02": "mandatory"}))
    with pytest.raises(grpc.RpcError, match=r"DB-07\.days: is not allowed; allowed are enforcementLevel, minimum"):
        configured(pack, DB_07={"days": 3})
