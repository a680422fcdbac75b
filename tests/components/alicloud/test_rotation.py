"""Names and secrets that a stack may change: which are others then, and what stays."""

from typing import Any

import pytest

from tests.components.alicloud.stand import bucket, cache, database
from tests.components.recorder import Recorder, run, value

PASSWORD = "random:index/randomPassword:RandomPassword"
KINDS = {"length": 32, "special": False, "minLower": 1, "minUpper": 1, "minNumeric": 1}


@pytest.mark.parametrize(("make", "part"), [(database, "database"), (cache, "cache")])
def test_a_store_s_password_is_another_with_another_text(recorder: Recorder, make: Any, part: str) -> None:
    run(lambda: make(rotated={part: "2027-01", "files": "x"}))
    assert recorder.inputs(PASSWORD, f"{part}-password") == {**KINDS, "keepers": {"rotated": "2027-01"}}


@pytest.mark.parametrize("make", [database, cache])
def test_without_one_it_is_what_it_was(recorder: Recorder, make: Any) -> None:
    run(lambda: make(rotated={"api": "x"}))
    assert recorder.inputs(PASSWORD) == KINDS


@pytest.mark.parametrize(("rotated", "trigger"), [({"files": "2"}, "2"), ({"database": "2"}, "never")])
def test_a_key_to_a_bucket_is_another_before_the_old_one_goes(
    recorder: Recorder, rotated: dict[str, str], trigger: str
) -> None:
    run(lambda: bucket({"access_key": True}, rotated=rotated))
    assert recorder.one("alicloud:ram/accessKey:AccessKey").replacement_trigger == trigger


RDS, POLARDB = {"engine": "postgresql"}, {"engine": "polardb"}


@pytest.mark.parametrize(
    ("engine", "service", "called", "owner"),
    [(RDS, "rds", "dataBaseName", None), (POLARDB, "polardb", "dbName", "accountName")],
)
def test_database_and_user_have_the_names_that_the_application_gives(
    recorder: Recorder, engine: dict[str, str], service: str, called: str, owner: str | None
) -> None:
    made = run(lambda: database({**engine, "name": "towow", "user": "towow_user"}, facets=("url",)))
    account = recorder.inputs(f"alicloud:{service}/account:Account")
    held = recorder.one(f"alicloud:{service}/database:Database")
    assert (account["accountName"], held.inputs[called], held.protect) == ("towow_user", "towow", True)
    if owner:
        assert held.inputs[owner] == "towow_user"
    values = made.connection.values
    assert (values["name"], values["user"]) == ("towow", "towow_user")
    url = value(made.connection.secrets["url"])
    assert url.startswith("postgresql://towow_user:database-password-")
    assert url.endswith(":5432/towow?sslmode=require")
