"""Declines what a service leaves out before it costs a thread and a message: half of what an answer costs.

The generated base class has every method of the protocol, and fails in those that are not overridden. The engine asks
for remediations before each judgement, and goes on where a pack knows of none.
"""

from collections.abc import Callable

import grpc

Find = Callable[[grpc.HandlerCallDetails], grpc.RpcMethodHandler | None]


class Declined(grpc.ServerInterceptor):
    """Lets through the methods that the service's class has itself."""

    def __init__(self, service: type) -> None:
        self._service = service

    def intercept_service(
        self, continuation: Find, handler_call_details: grpc.HandlerCallDetails
    ) -> grpc.RpcMethodHandler | None:
        """The method's handler; None has the call answered as UNIMPLEMENTED."""
        method = handler_call_details.method.rpartition("/")[2]
        return continuation(handler_call_details) if method in vars(self._service) else None
