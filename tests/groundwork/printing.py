"""What people see of an answer."""

from rich.console import Console

from groundwork.answer import Answer


def text(answer: Answer) -> str:
    """An answer on a terminal of 160 columns without colours."""
    console = Console(width=160, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(answer.shown())
    return captured.get()
