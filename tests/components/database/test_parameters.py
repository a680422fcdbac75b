"""The server's parameters: TLS forced, connections and slow statements logged."""

from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand_stores import make_database

GROUP = "aws:rds/parameterGroup:ParameterGroup"


def test_parameters_exactly(recorder: Recorder) -> None:
    run(lambda: make_database({"version": "15", "slow_query_milliseconds": 250}))
    assert without_tags(recorder.inputs(GROUP)) == {
        "description": "Managed by Pulumi",
        "family": "postgres15",
        "parameters": [
            {"name": "rds.force_ssl", "value": "1"},
            {"name": "log_connections", "value": "1"},
            {"name": "log_disconnections", "value": "1"},
            {"name": "log_min_duration_statement", "value": "250"},
        ],
    }


def test_statistics_of_statements_are_loaded_at_the_start(recorder: Recorder) -> None:
    run(lambda: make_database({"extensions": ["vector", "pg_stat_statements"]}))
    assert recorder.inputs(GROUP)["parameters"][-1] == {
        "name": "shared_preload_libraries",
        "value": "pg_stat_statements",
        "applyMethod": "pending-reboot",
    }
