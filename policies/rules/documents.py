"""Reading a statement of a policy document: on both clouds the same words, as one text or as a list of them."""

import fnmatch


def allows(statement: object) -> bool:
    """Whether it is a permission, and no denial."""
    return isinstance(statement, dict) and statement.get("Effect") == "Allow"


def actions(statement: object) -> list[str]:
    """The actions it speaks of, as patterns."""
    return texts(statement, "Action")


def any_resource(statement: object) -> bool:
    """Whether it speaks of every resource, or of all but some."""
    return "*" in texts(statement, "Resource") or bool(texts(statement, "NotResource"))


def everyone(statement: object) -> bool:
    """Whether it speaks of everybody."""
    return "*" in accounts(statement)


def accounts(statement: object) -> list[str]:
    """The accounts, users and roles that it speaks of."""
    return [*texts(statement, "Principal"), *principals(statement, "AWS"), *principals(statement, "RAM")]


def principals(statement: object, kind: str) -> list[str]:
    """Those it speaks of, of one kind: `Service`, `AWS`, `RAM`, `Federated`."""
    principal = statement.get("Principal") if isinstance(statement, dict) else None
    return texts(principal, kind)


def conditions(statement: object) -> list[tuple[str, str, object]]:
    """Operator, key in lower case, and value of each of the statement's conditions."""
    operators = statement.get("Condition") if isinstance(statement, dict) else None
    return [
        (operator, str(key).lower(), value)
        for operator, tested in (operators.items() if isinstance(operators, dict) else ())
        for key, value in (tested.items() if isinstance(tested, dict) else ())
    ]


def demanded(statement: object) -> set[str]:
    """The keys that must have some value; what a condition excludes, or asks only if present, narrows nothing."""
    return {
        key for operator, key, _ in conditions(statement) if "Not" not in operator and not operator.endswith("IfExists")
    }


def texts(holder: object, name: str) -> list[str]:
    """The texts under a name, which a document may write as one text or as a list."""
    value = holder.get(name, []) if isinstance(holder, dict) else []
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def statements(document: object) -> list[object]:
    """The statements of a document, which may hold one or a list of them."""
    found = document.get("Statement", []) if isinstance(document, dict) else []
    return found if isinstance(found, list) else [found]


def whole_service(action: str) -> bool:
    """Whether a pattern stands for every action, or for every one of a service."""
    return action == "*" or action.endswith(":*")


def matches(action: str, pattern: str) -> bool:
    """Whether a pattern of a document covers an action; case counts for nothing."""
    return fnmatch.fnmatchcase(action.lower(), pattern.lower())
