"""One issue about one matter: opened, written over, closed."""

import json

from groundwork.pipeline import program

LABEL = "drift"
OVER = "It is as it was left again."


def keep(title: str, text: str | None) -> None:
    """Let the open issue of that title say `text`; None: the matter is over. Raises ProblemError where `gh` fails."""
    listed = program.ask("gh", "issue", "list", "--label", LABEL, "--limit", "1000", "--json", "number,title")
    found = next((str(each["number"]) for each in json.loads(listed) if each["title"] == title), None)
    if text is None:
        if found:
            program.ask("gh", "issue", "close", found, "--comment", OVER)
    elif found:
        program.ask("gh", "issue", "edit", found, "--body-file", "-", text=text)
    else:
        program.ask("gh", "label", "create", LABEL, "--force", "--description", "A stack is not as it was left")
        program.ask("gh", "issue", "create", "--title", title, "--label", LABEL, "--body-file", "-", text=text)
