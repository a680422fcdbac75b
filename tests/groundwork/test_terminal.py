"""Names are text on a terminal, whatever brackets are in them."""

from dataclasses import replace

import pytest

from groundwork.answer import Answer
from groundwork.cost.answer import Cost
from groundwork.picture.answer import Picture
from groundwork.picture.diagram import drawn
from groundwork.plan.answer import Plan
from groundwork.timeline.answer import Timeline
from groundwork.timeline.record import Record
from tests.groundwork.building import RDS, part, previewed, state, step, urn
from tests.groundwork.printing import text
from tests.groundwork.stacks import asked

ODD = "[red]odd[/]"
DATABASE = part("Database", ODD)
INSTANCE = state(RDS, f"{ODD}-instance", {"instanceClass": "db.t4g.micro"}, parent=DATABASE["urn"])
MADE = previewed([DATABASE], [step("create", None, INSTANCE)])


def timeline() -> Timeline:
    bar = {"urn": urn(RDS, ODD), "type": RDS, "operation": "create", "start": 0, "finish": 1}
    spent = {"makespan": 1.0, "critical_path": [], "critical_path_seconds": 0.0}
    return Timeline(
        Record.model_validate({"command": "up", "stack": "prod", "clock": "ideal", "operations": [bar], **spent})
    )


def picture() -> Picture:
    found = drawn(asked())
    (entry, *others) = found.entry
    return Picture(replace(found, entry=(replace(entry, title=ODD), *others)))


@pytest.mark.parametrize(
    "answer", [Plan(MADE), Cost.of_update(MADE), timeline(), picture()], ids=["plan", "cost", "timeline", "graph"]
)
def test_brackets_are_no_markup(answer: Answer) -> None:
    assert ODD in text(answer)
