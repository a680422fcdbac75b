"""Where the parts' output goes on to."""

from components.log_forwarder import LogForwarder, LogForwarderArgs
from components.platform import Platform


def forward(platform: Platform) -> None:
    """Hand over what the parts write, where the cloud has noted where that is; call it after the last part."""
    spec = platform.args.logs.forward
    if spec is not None and platform.written:
        # The name is longer than that of any part, and belongs to the platform.
        LogForwarder(
            "platform-log-forwarder",
            LogForwarderArgs(
                platform=platform, spec=spec, secret=platform.args.forward_secret, written=platform.written
            ),
        )
