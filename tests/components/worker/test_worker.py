from components.worker import Worker, WorkerSpec
from tests.components.containers.parts import IMAGE, stage, worker_args
from tests.components.recorder import Recorder, run, value


def test_a_worker_runs_without_an_inbound_port(recorder: Recorder) -> None:
    def program() -> Worker:
        platform, network = stage()
        return Worker("tasks", worker_args(platform, network, WorkerSpec(image=IMAGE)))

    worker = run(program)
    service = recorder.inputs("aws:ecs/service:Service", "tasks-service")
    assert service["networkConfiguration"]["securityGroups"] == ["network-tasks-id"]
    assert service.keys().isdisjoint({"loadBalancers", "serviceRegistries", "healthCheckGracePeriodSeconds"})
    containers = recorder.inputs("aws:ecs/taskDefinition:TaskDefinition")["containerDefinitions"]
    assert "portMappings" not in containers
    assert value(worker.service) == "tasks-service-1234567"
    assert value(worker.log_group) == "tasks-logs-1234567"
