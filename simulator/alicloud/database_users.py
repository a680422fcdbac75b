"""What lies in an RDS instance: accounts, databases and privileges."""

import re

from simulator.alicloud.passwords import check_password
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

INSTANCE = "alicloud:rds/instance:Instance"
ACCOUNT = "alicloud:rds/account:Account"
DATABASE = "alicloud:rds/database:Database"
PRIVILEGE = "alicloud:rds/accountPrivilege:AccountPrivilege"
CHARACTERS = re.compile(r"^UTF8(,[\w.-]+,[\w.-]+)?$")
"""A PostgreSQL database's character set, collation and character type (RDS API, CreateDatabase)."""
RESERVED = {"postgres", "root", "admin", "template0", "template1", "replicator", "aurora"}
"""Names that RDS keeps for itself (RDS user guide, "Forbidden keywords")."""
PASSWORDS = ("accountPassword", "password", "kmsEncryptedPassword", "accountPasswordWo")
"""Properties that hold a password, in clear text or not."""


def account_fits(call: Call) -> None:
    """An account has a name that is free and a password that is strong."""
    name = str(call.inputs.get("accountName") or call.inputs.get("name") or "")
    if not name:
        raise Refusal("one of accountName, name must be set")
    if name in RESERVED:
        raise Refusal(f"InvalidAccountName.Forbid: the name {name} is reserved")
    given = {key: call.inputs[key] for key in PASSWORDS if call.inputs.get(key)}
    if not given:
        raise Refusal("one of accountPassword, password, kmsEncryptedPassword must be set")
    for key, password in given.items():
        if key != "kmsEncryptedPassword":
            check_password(password)


def database_fits(call: Call) -> None:
    """A database has a name, and says its character set in PostgreSQL's way."""
    if not call.inputs.get("dataBaseName") and not call.inputs.get("name"):
        raise Refusal("one of dataBaseName, name must be set")
    wanted = call.inputs.get("characterSet")
    if not CHARACTERS.match(str(wanted)):
        raise Refusal(f"InvalidCharacterSetName.NotFound: {wanted} is none such as UTF8,C,en_US.utf8")


def privilege_fits(call: Call) -> None:
    """A privilege is given to an account that exists, on databases that exist; PostgreSQL knows only owners."""
    both_there(call, str(call.inputs["instanceId"]), ACCOUNT, DATABASE)
    if call.inputs.get("privilege") != "DBOwner":
        raise Refusal("InvalidAccountPrivilege: PostgreSQL takes only DBOwner")


def both_there(call: Call, server: str, account: str, database: str) -> None:
    """The account and the databases of a privilege exist; `account` and `database` are their types."""
    if by_id(call, account, f"{server}:{call.inputs['accountName']}") is None:
        raise Refusal(f"InvalidAccountName.NotFound: there is no account {call.inputs['accountName']}")
    for name in call.inputs["dbNames"]:
        if by_id(call, database, f"{server}:{name}") is None:
            raise Refusal(f"InvalidDBName.NotFound: there is no database {name}")


def none_revoked(call: Call) -> None:
    """PostgreSQL's privileges are never taken back."""
    lost = set((call.old or {}).get("dbNames") or ()) - set(call.inputs["dbNames"])
    if lost:
        raise Refusal(f"At present, the privilege of {', '.join(sorted(lost))} cannot be revoked for PostgreSQL")


BEHAVIOURS = {
    ACCOUNT: Behaviour(create=(account_fits,), update=(account_fits,)),
    DATABASE: Behaviour(create=(database_fits,)),
    PRIVILEGE: Behaviour(create=(privilege_fits,), update=(privilege_fits, none_revoked)),
}
