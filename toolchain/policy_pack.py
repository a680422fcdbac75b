"""Run one policy pack: the process that the language host starts with `python -m toolchain.policy_pack`.

The pack itself is served by the SDK (`pulumi.policy`); this file only ties its life to the language host's.
"""

import os
import runpy
import signal
import sys

from toolchain.parent import end_with_parent


def main() -> None:
    """Serve the pack named by the arguments `PARENT ENGINE_ADDRESS PACK_DIRECTORY` until the host ends."""
    parent = int(sys.argv.pop(1))
    end_with_parent(parent, clean_up=lambda: None)
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    runpy.run_module("pulumi.policy", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
