"""Start the language host: `python -m toolchain.serve ENGINE_ADDRESS`, which is what `pulumi-language-python` runs.

The port is the first line of standard output, as the engine expects. The process ends when the engine interrupts it or
is gone, and takes the programs and policy packs that it started with it.
"""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import grpc

from toolchain.children import Children
from toolchain.language_host import LanguageHost
from toolchain.parent import end_with_parent
from toolchain.protocol import language_pb2_grpc

LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024
"""The engine's own limit (pulumi/pulumi, `MaxRPCMessageSize`); the default of gRPC, 4 MiB, is too small."""

CALLS_AT_ONCE = 16
"""A running program and each policy pack hold one call for as long as they live; the rest is for short ones."""


def main() -> None:
    """Serve until the engine is done."""
    children = Children()
    end_with_parent(os.getppid(), clean_up=children.end_all)
    server = grpc.server(
        ThreadPoolExecutor(CALLS_AT_ONCE), options=[("grpc.max_receive_message_length", LARGEST_MESSAGE_BYTES)]
    )
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(LanguageHost(sys.argv[-1], children), server)
    port = server.add_insecure_port("127.0.0.1:0")

    def leave(*_: object) -> None:
        children.end_all()
        os._exit(0)

    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)
    server.start()
    print(port, flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    main()
