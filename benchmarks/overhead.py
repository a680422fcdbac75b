"""What Groundwork costs: its program against a flat one with the same resources, and its plan against the ideal.

Run `.venv/bin/python -m benchmarks.overhead [aws | alicloud]` on a machine that does nothing else; about seven minutes.
The last line is one JSON object:

- `preview_ratio`, `up_ratio`: median wall time of the program divided by that of the flat program, five pairs,
  interleaved, at SIMULATOR_SPEED=max, both with the policy pack (goal <= 1.10);
- `makespan_ratio`: makespan of a prod `up` at SIMULATOR_SPEED=10 divided by the critical path of its dependency graph
  under the same latencies (goal <= 1.03); `critical_path_seconds`: that path in simulated seconds (goal <= 960).
"""

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from benchmarks import flat
from benchmarks.timed import REPOSITORY, simulate
from components.spec import Cloud

LOOKUPS: Mapping[Cloud, Callable[[str], list[str]]] = {
    "aws": lambda zone: [f"pulumi_aws.route53.get_zone(name={zone!r})"],
    "alicloud": lambda _: [],
}
"""Cloud -> the questions about a DNS zone that both programs ask, as source."""

APPLICATION = REPOSITORY / "examples" / "cto-new"
STACK = "prod"
PAIRS = 5


def prepare(project: Path, home: Path, cloud: Cloud) -> None:
    """Make the stack in an empty home, for a cloud, with dummies for secrets; no file of the project changes."""
    simulate(project, home, "config", "set", "groundwork:cloud", cloud, "--stack", STACK)


def write_flat(folder: Path, home: Path, cloud: Cloud) -> Path:
    """Deploy the application once and write the flat project with the same resources."""
    prepare(APPLICATION, home, cloud)
    simulate(APPLICATION, home, "up", "--stack", STACK, "--yes")
    exported = folder / "state.json"
    simulate(APPLICATION, home, "stack", "export", "--stack", STACK, "--show-secrets", "--file", str(exported))
    project = folder / "flat"
    project.mkdir()
    resources = json.loads(exported.read_text())["deployment"]["resources"]
    configuration = yaml.safe_load((APPLICATION / f"Pulumi.{STACK}.yaml").read_text())["config"]
    zone = configuration.get("groundwork:zone") or ".".join(
        configuration["groundwork:overrides"]["domain"].split(".")[-2:]
    )
    lookups = LOOKUPS[cloud](zone)
    (project / "__main__.py").write_text(flat.program(resources, lookups))
    about = yaml.safe_load((APPLICATION / "Pulumi.yaml").read_text())
    about.pop("main")
    (project / "Pulumi.yaml").write_text(yaml.safe_dump(about))
    shutil.copy(APPLICATION / f"Pulumi.{STACK}.yaml", project)
    return project


def measure(project: Path, folder: Path, cloud: Cloud) -> dict[str, float]:
    """Preview and create a project's stack in an empty simulated account; return the wall times.

    What `simulate` does once in a home, making the stack and filling in dummies for secrets, is not measured.
    """
    with tempfile.TemporaryDirectory(dir=folder) as home:
        prepare(project, Path(home), cloud)
        preview = simulate(project, Path(home), "preview", "--stack", STACK)
        up = simulate(project, Path(home), "up", "--stack", STACK, "--yes")
    return {"preview": preview.wall, "up": up.wall}


def plan(folder: Path, cloud: Cloud) -> dict[str, float]:
    """Create the stack at ten simulated seconds a second and compare with its critical path."""
    report = folder / "report.json"
    prepare(APPLICATION, folder / "plan", cloud)
    words = ("up", "--stack", STACK, "--yes", "--skip-preview")
    simulate(APPLICATION, folder / "plan", *words, SIMULATOR_SPEED="10", SIMULATOR_REPORT=str(report))
    told = json.loads(report.read_text())
    return {
        "makespan_seconds": round(told["makespan"], 1),
        "critical_path_seconds": round(told["critical_path_seconds"], 1),
        "makespan_ratio": round(told["makespan"] / told["critical_path_seconds"], 4),
    }


def main(cloud: Cloud) -> None:
    """Run everything for a cloud and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        projects = {"program": APPLICATION, "flat": write_flat(folder, folder / "first", cloud)}
        runs: dict[str, list[dict[str, float]]] = {label: [] for label in projects}
        for pair in range(PAIRS):
            order = list(projects) if pair % 2 == 0 else list(reversed(projects))
            for label in order:
                runs[label].append(measure(projects[label], folder, cloud))
                print(f"pair {pair + 1} {label}: {runs[label][-1]}", flush=True)
        medians = {
            f"{label}_{command}_seconds": round(statistics.median(run[command] for run in runs[label]), 2)
            for label in projects
            for command in ("preview", "up")
        }
        ratios = {
            f"{command}_ratio": round(medians[f"program_{command}_seconds"] / medians[f"flat_{command}_seconds"], 3)
            for command in ("preview", "up")
        }
        print(json.dumps({**ratios, **medians, **plan(folder, cloud)}))


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "aws"
    if chosen not in LOOKUPS:
        sys.exit(f"there is no cloud {chosen}; allowed: {', '.join(LOOKUPS)}")
    main(chosen)
