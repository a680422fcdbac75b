"""What RDS refuses and answers of accounts, databases and privileges."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import Network, database
from tests.simulator.world import World

ACCOUNT = "alicloud:rds/account:Account"
DATABASE = "alicloud:rds/database:Database"
PRIVILEGE = "alicloud:rds/accountPrivilege:AccountPrivilege"
PASSWORD = "Long-enough-1"
WEAK = (
    "InvalidAccountPassword.Format: a password has 8 to 32 characters of at least 3 of these kinds: capital letters, "
    "small letters, digits, !@#$%^&*()_+-="
)


@pytest.fixture
def instance(ali: World, net: Network) -> Record:
    """An RDS instance."""
    return database(ali, net)


def account(ali: World, instance: Record, **more: Any) -> Record:
    asked = {"dbInstanceId": instance.id, "accountName": "app", "accountPassword": PASSWORD, **more}
    return ali.make(ACCOUNT, "a", **asked)


def own_database(ali: World, instance: Record, name: str = "app") -> Record:
    return ali.make(DATABASE, name, instanceId=instance.id, dataBaseName=name, characterSet="UTF8,C,en_US.utf8")


def test_what_lies_in_an_instance_is_named_after_it(ali: World, instance: Record) -> None:
    assert account(ali, instance).id == f"{instance.id}:app"
    assert own_database(ali, instance).id == f"{instance.id}:app"
    owns = {"accountName": "app", "dbNames": ["app"], "privilege": "DBOwner"}
    assert ali.make(PRIVILEGE, "p", instanceId=instance.id, **owns).id == f"{instance.id}:app:DBOwner"


def test_the_old_names_of_properties_name_them_too(ali: World, instance: Record) -> None:
    old = ali.make(ACCOUNT, "a", instanceId=instance.id, name="app", password=PASSWORD)
    assert old.id == f"{instance.id}:app"
    assert (old.properties["dbInstanceId"], old.properties["accountName"]) == (instance.id, "app")
    held = ali.make(DATABASE, "d", instanceId=instance.id, name="app", characterSet="UTF8")
    assert (held.id, held.properties["dataBaseName"]) == (f"{instance.id}:app", "app")
    assert ali.refused(ACCOUNT, dbInstanceId=instance.id, accountName="app", accountPassword=PASSWORD) == (
        "InvalidAccountName.Duplicate: The specified account name already exists: app"
    )


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"accountPassword": PASSWORD}, "one of accountName, name must be set"),
        ({"accountName": "app"}, "one of accountPassword, password, kmsEncryptedPassword must be set"),
        (
            {"accountName": "postgres", "accountPassword": PASSWORD},
            "InvalidAccountName.Forbid: the name postgres is reserved",
        ),
        ({"name": "root", "accountPassword": PASSWORD}, "InvalidAccountName.Forbid: the name root is reserved"),
    ],
)
def test_an_account_has_a_name_and_a_password(ali: World, instance: Record, inputs: dict[str, Any], words: str) -> None:
    assert ali.refused(ACCOUNT, dbInstanceId=instance.id, **inputs) == words


@pytest.mark.parametrize(
    "password",
    [
        "Short-1",
        "l" * 30 + "A1b",
        "onlysmall-letters",
        "ONLYCAPITALS123",
        "With space 1",
        "Slash/inside1",
        "Ümlaut-1234",
    ],
)
@pytest.mark.parametrize("name", ["accountPassword", "password", "accountPasswordWo"])
def test_a_password_is_strong_and_never_said(ali: World, instance: Record, name: str, password: str) -> None:
    words = ali.refused(ACCOUNT, dbInstanceId=instance.id, accountName="app", **{name: password})
    assert words == WEAK
    assert password not in words


@pytest.mark.parametrize("password", ["Abcdefg1", "A1b" + "l" * 29, "only-small-1", "ONLY-CAPITALS-1"])
def test_a_password_that_is_strong_enough(ali: World, instance: Record, password: str) -> None:
    made = account(ali, instance)
    asked = {"dbInstanceId": instance.id, "accountName": "app"}
    assert ali.change(made, **asked, accountPassword=password)["accountPassword"] == password
    assert ali.change_refused(made, **asked, accountPassword="short") == WEAK


def test_an_encrypted_password_is_not_looked_into(ali: World, instance: Record) -> None:
    made = ali.make(ACCOUNT, "a", dbInstanceId=instance.id, accountName="app", kmsEncryptedPassword="cipher")
    assert made.properties["kmsEncryptedPassword"] == "cipher"


@pytest.mark.parametrize("wanted", ["utf8", "UTF8,C", "LATIN1,C,C"])
def test_a_database_says_its_characters_in_postgresqls_way(ali: World, instance: Record, wanted: str) -> None:
    words = f"InvalidCharacterSetName.NotFound: {wanted} is none such as UTF8,C,en_US.utf8"
    assert ali.refused(DATABASE, instanceId=instance.id, dataBaseName="app", characterSet=wanted) == words


def test_the_default_characters_are_refused(ali: World, instance: Record) -> None:
    words = "InvalidCharacterSetName.NotFound: utf8 is none such as UTF8,C,en_US.utf8"
    assert ali.refused(DATABASE, instanceId=instance.id, dataBaseName="app") == words


def test_a_database_has_a_name(ali: World, instance: Record) -> None:
    words = "one of dataBaseName, name must be set"
    assert ali.refused(DATABASE, instanceId=instance.id, characterSet="UTF8") == words


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"accountName": "nope"}, "InvalidAccountName.NotFound: there is no account nope"),
        ({"dbNames": ["app", "nope"]}, "InvalidDBName.NotFound: there is no database nope"),
        ({"privilege": "ReadOnly"}, "InvalidAccountPrivilege: PostgreSQL takes only DBOwner"),
    ],
)
def test_a_privilege_is_an_owners_of_what_there_is(
    ali: World, instance: Record, inputs: dict[str, Any], words: str
) -> None:
    account(ali, instance)
    own_database(ali, instance)
    asked = {"instanceId": instance.id, "accountName": "app", "dbNames": ["app"], "privilege": "DBOwner"}
    assert ali.refused(PRIVILEGE, **{**asked, **inputs}) == words
    made = ali.make(PRIVILEGE, "p", **asked)
    assert ali.change_refused(made, **{**asked, **inputs}) == words


def test_privileges_of_postgresql_are_not_taken_back(ali: World, instance: Record) -> None:
    account(ali, instance)
    for name in ("app", "jobs", "logs"):
        own_database(ali, instance, name)
    asked = {"instanceId": instance.id, "accountName": "app", "privilege": "DBOwner"}
    made = ali.make(PRIVILEGE, "p", **asked, dbNames=["app", "jobs"])
    assert ali.change(made, **asked, dbNames=["app", "jobs", "logs"])["dbNames"] == ["app", "jobs", "logs"]
    [made] = ali.cloud.find(PRIVILEGE)
    assert ali.change_refused(made, **asked, dbNames=["app"]) == (
        "At present, the privilege of jobs, logs cannot be revoked for PostgreSQL"
    )
