"""Run one Pulumi program: the process that the language host starts, with its job on standard input."""

import asyncio
import logging
import os
import runpy
import signal
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pulumi

from toolchain.job import MESSAGE_SHOWN, Job
from toolchain.parent import end_with_parent

THREADS_PER_RESOURCE = 4
"""A resource waits on up to four calls to the engine at once; the official language host reserves the same."""


def main() -> None:
    """Run the job on standard input and end the process with 0, 1, or 32 when a message was shown."""
    job = Job.from_json(sys.stdin.read())
    end_with_parent(job.parent, clean_up=lambda: None)
    signal.signal(signal.SIGINT, lambda *_: os._exit(MESSAGE_SHOWN))
    pulumi.runtime.set_all_config(job.config, job.secret_keys)
    pulumi.runtime.configure(pulumi.runtime.Settings(**job.settings))
    sys.argv = [job.program, *job.arguments]
    code = _run(job)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(job: Job) -> int:
    program = Path(job.program)
    if program.is_dir() and not (program / "__main__.py").is_file():
        pulumi.log.error(f"{program} holds no __main__.py, so there is no program to run")
        return MESSAGE_SHOWN
    try:
        _loop(job.settings["parallel"]).run_until_complete(pulumi.runtime.run_in_stack(lambda: _execute(program)))
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
        return MESSAGE_SHOWN
    except SystemExit as leaving:
        return _exit_code(leaving)
    except Exception:
        pulumi.log.error(f"The program failed with an exception that it does not handle:\n{traceback.format_exc()}")
        return MESSAGE_SHOWN
    return 0


def _execute(program: Path) -> None:
    if program.is_file():
        sys.path.insert(0, str(program.parent))
    runpy.run_path(str(program), run_name="__main__")


def _loop(parallel: int) -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=max(parallel, 1) * THREADS_PER_RESOURCE))
    # A program that stops half way leaves futures behind that nobody awaits; that is no news to a person.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    return loop


def _exit_code(leaving: SystemExit) -> int:
    """What `sys.exit(...)` means: nothing is success, a number is itself, anything else is a message."""
    if leaving.code is None:
        return 0
    if isinstance(leaving.code, int):
        return leaving.code
    pulumi.log.error(str(leaving.code))
    return MESSAGE_SHOWN


if __name__ == "__main__":
    main()
