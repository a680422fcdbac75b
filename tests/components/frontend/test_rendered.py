from pathlib import Path

from components.container import Route
from components.frontend import Frontend, SsrArgs, SsrSpec
from components.gateway import Gateway
from tests.components.containers.parts import stage
from tests.components.recorder import Recorder, run, value
from tests.components.stand import make_gateway


def test_a_rendering_frontend_is_a_service_behind_the_gateway(recorder: Recorder) -> None:
    def program() -> Frontend:
        platform, network = stage()
        gateway: Gateway = make_gateway(platform, network)
        args = SsrArgs(
            platform=platform,
            network=network,
            spec=SsrSpec(kind="ssr", image="ghcr.io/notes/web:1", port=3000),
            project=Path.cwd(),
            gateway=gateway,
            routes=(Route(path="/", host=None, priority=1),),
            private_name=False,
        )
        return Frontend("web", args)

    frontend = run(program)
    (target,) = recorder.inputs("aws:ecs/service:Service")["loadBalancers"]
    assert (target["containerName"], target["containerPort"]) == ("web", 3000)
    assert value(frontend.service) == "web-service-1234567"
    assert value(frontend.log_group) == "web-logs-1234567"
    assert (frontend.url, frontend.bucket) == (None, None)
    assert recorder.names("aws:cloudfront/distribution:Distribution") == []
