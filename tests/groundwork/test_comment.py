"""The comment under a pull request."""

from dataclasses import replace

from groundwork.comment.answer import LIMIT, MARKER, Comment
from groundwork.comment.report import Report
from groundwork.cost.answer import Cost
from groundwork.plan.answer import Plan
from groundwork.preview import Preview
from tests.groundwork.building import DATABASE, instance, part, previewed, refused, state, step

FILES = part("ObjectStore", "files")
TASK = "aws:ecs/taskDefinition:TaskDefinition"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"


def of(*previews: Preview, real: bool = False) -> Comment:
    return Comment(tuple(Report(Plan(each), Cost.of_update(each)) for each in previews), real)


def test_an_image_a_bigger_database_and_a_public_bucket() -> None:
    task, bigger, block = (
        state(TASK, "api-task"),
        instance("db.t4g.medium"),
        state(BLOCK, "files-block", parent=FILES["urn"]),
    )
    found = of(
        previewed(
            [DATABASE, FILES, task, instance("db.t4g.micro"), block],
            [
                step("replace", task, task, replaceReasons=["containerDefinitions"]),
                step("update", instance("db.t4g.micro"), bigger, detailedDiff={"instanceClass": {}}),
                step("update", block, block, detailedDiff={"blockPublicAcls": {}}),
            ],
            [refused("ST-01", block, "Every bucket blocks public access.\nblockPublicAcls is false")],
        )
    )
    assert found.code == 1
    lines = found.markdown.splitlines()
    assert lines[:2] == [MARKER, "### Groundwork: 1 stack, 1 refused by policies"]
    assert "<details open><summary><b>⛔ prod: 2 changed, 1 in a new version</b></summary>" in lines
    assert "- no data is replaced or deleted" in lines
    assert "- database `database-instance` is changed: instanceClass" in lines
    assert "- cost: +35.77, then 53.20 USD a month" in lines
    assert "- ⛔ **ST-01** Every bucket blocks public access. blockPublicAcls is false" in lines
    assert "| database | RDS db.t4g.medium | 1 | 47.45 | +47.45 |" in lines
    assert "| database | RDS db.t4g.micro | 0 | 0.00 | -11.68 |" in lines
    assert (
        "| files | changed | `files-block` aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock | blockPublicAcls |"
        in lines
    )


def test_what_loses_data_is_said_first_and_in_bold() -> None:
    old, new = instance("db.t4g.micro"), instance("db.t4g.micro")
    found = of(previewed([DATABASE, old], [step("replace", old, new, replaceReasons=["engine"])]))
    sentences = [line for line in found.markdown.splitlines() if line.startswith("- ")]
    assert sentences[0] == "- **replaced with its data: database `database-instance`**"
    assert "- no data is replaced or deleted" not in sentences


def test_what_opens_to_everybody_is_said() -> None:
    own = state("aws:ec2/securityGroup:SecurityGroup", "network-database", {"description": "Part database"})
    hole = state(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "hole",
        {"cidrIpv4": "0.0.0.0/0", "fromPort": 5432, "toPort": 5432, "ipProtocol": "tcp"},
        links={"securityGroupId": [own["urn"]]},
    )
    found = of(previewed([own], [step("create", None, hole)]))
    assert "- 🔓 opens: anybody on the internet reaches database on 5432 (public)" in found.markdown.splitlines()


def test_where_policies_agree_nothing_stops() -> None:
    found = of(previewed([], [step("create", None, state(TASK, "api-task"))]), previewed([DATABASE], []))
    assert (found.code, found.title) == (0, "2 stacks, policies agree")
    assert "<b>✅ prod: nothing changes</b>" in found.markdown


def test_where_it_was_previewed_is_said() -> None:
    quiet = previewed([DATABASE], [])
    assert "<sub>previewed on the simulated cloud: no account was asked" in of(quiet).markdown
    assert "<sub>previewed by pulumi, with the state of the account</sub>" in of(quiet, real=True).markdown


def test_many_changes_are_counted_and_a_long_comment_is_cut() -> None:
    many = [step("create", None, state(TASK, f"task-{number}")) for number in range(60)]
    assert "and 20 more: `groundwork plan --stack prod` shows all." in of(previewed([], many)).markdown
    long = [refused(f"X-{number}", many[0], "word " * 400) for number in range(60)]
    cut = of(previewed([], many, long)).markdown
    assert len(cut) <= LIMIT
    assert cut.startswith(MARKER)
    assert cut.endswith("… cut: a comment holds no more; `groundwork plan` shows all\n")


def test_text_from_elsewhere_cannot_break_out_of_its_place() -> None:
    new = state(TASK, "</details><img src=x>")
    text = of(previewed([], [step("update", new, new, detailedDiff={"a|b": {}})])).markdown
    assert "<img" not in text
    assert "a\\|b" in text


def test_cells_and_titles_are_text() -> None:
    odd = part("Database", "a|b")
    new = {**instance("db.t4g.micro"), "parent": odd["urn"]}
    found = of(
        replace(previewed([], [step("create", None, odd), step("create", None, new)]), project="<b>", stack="<i>")
    )
    assert "| a\\|b | made | `database-instance` aws:rds/instance:Instance |  |" in found.markdown.splitlines()
    assert "| a\\|b | RDS db.t4g.micro | 1 | 11.68 | +11.68 |" in found.markdown.splitlines()
    assert "<b>✅ &lt;i&gt;: 1 made</b>" in found.markdown
    page = found.markup()
    assert "<h2>&lt;b&gt;, &lt;i&gt;: 1 made</h2>" in page
    assert "<h2>&lt;b&gt;, &lt;i&gt;: 17.43 USD a month, +17.43 against what runs now</h2>" in page
    assert page.count("<table>") == 2


def test_what_is_cut_is_told_outside_of_what_is_folded() -> None:
    many = [step("create", None, state(TASK, f"task-{number}")) for number in range(60)]
    long = [refused(f"X-{number}", many[0], "word " * 400) for number in range(60)]
    assert "\n</details>\n\n… cut: " in of(previewed([], many, long)).markdown


def test_a_cost_that_stays_says_so() -> None:
    text = of(previewed([DATABASE, instance("db.t4g.micro")], [])).markdown
    assert "- cost: 17.43 USD a month, as now" in text.splitlines()
