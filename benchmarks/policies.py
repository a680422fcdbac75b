"""What the policy pack costs a resource: the engine with it and without, and with the same rules one policy each.

Run `.venv/bin/python -m benchmarks.policies` on a machine that does nothing else; some six minutes. A program of 400
resources, all of them judged, is previewed at SIMULATOR_SPEED=max: fifteen rounds of the three, interleaved, for five
tell the median to no more than one part in three on a machine that others share. The last line
is one JSON object: `pack_ms_per_resource` is the median of the rounds' differences to the run without a pack, divided
by the number of resources (goal <= 3); `one_policy_each_ms_per_resource` is the same for the comparison, and `cpu_`
stands before what both take of the processor, which a busy machine changes less.
"""

import json
import statistics
import tempfile
from pathlib import Path

import yaml

from benchmarks.timed import REPOSITORY, Spent, simulate

ROUNDS = 15
BUCKETS = 31
GROUPS = 150
RESOURCES = 400
PACKS = {
    "without": REPOSITORY / "benchmarks/no_pack",
    "pack": REPOSITORY / "policies",
    "one_policy_each": REPOSITORY / "benchmarks/one_policy_each",
}
"""Folders of policy packs; `simulate` uses none where there is no folder."""
RUN = """
import sys
from pathlib import Path
from simulator.command import operation
operation.POLICIES = Path(sys.argv[1])
from simulator.__main__ import main
sys.argv[1:2] = []
sys.exit(main())
"""
PROGRAM = f'''
"""A key, buckets with everything a bucket needs, and log groups: {RESOURCES} resources."""
import json
import pulumi
import pulumi_aws as aws

keep = pulumi.ResourceOptions(protect=True)
key = aws.kms.Key("key", enable_key_rotation=True, deletion_window_in_days=30, opts=keep,
    policy=json.dumps({{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
        "Principal": {{"AWS": "arn:aws:iam::123456789012:root"}}}}]}}))
alias = aws.kms.Alias("alias", name="alias/bench", target_key_id=key.key_id)
for number in range({BUCKETS}):
    bucket = aws.s3.Bucket(f"files-{{number}}", opts=keep)
    named = {{"bucket": bucket.bucket}}
    aws.s3.BucketPublicAccessBlock(f"closed-{{number}}", block_public_acls=True, block_public_policy=True,
        ignore_public_acls=True, restrict_public_buckets=True, **named)
    aws.s3.BucketVersioning(f"versions-{{number}}", versioning_configuration={{"status": "Enabled"}}, **named)
    aws.s3.BucketOwnershipControls(f"owner-{{number}}", rule={{"object_ownership": "BucketOwnerEnforced"}}, **named)
    aws.s3.BucketLifecycleConfiguration(f"life-{{number}}", rules=[{{"id": "uploads", "status": "Enabled",
        "abort_incomplete_multipart_upload": {{"days_after_initiation": 7}}}}], **named)
    aws.s3.BucketServerSideEncryptionConfiguration(f"encryption-{{number}}", rules=[{{
        "apply_server_side_encryption_by_default": {{"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn}},
        "bucket_key_enabled": True}}],
        **named)
    aws.s3.BucketPolicy(f"policy-{{number}}", policy=bucket.arn.apply(lambda arn: json.dumps({{"Version": "2012-10-17",
        "Statement": [{{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, arn + "/*"],
        "Condition": {{"Bool": {{"aws:SecureTransport": "false"}}}}}}]}})), **named)
    aws.s3.BucketLogging(f"logging-{{number}}", target_bucket="bench-logs", target_prefix=f"{{number}}/", **named)
for number in range({GROUPS}):
    aws.cloudwatch.LogGroup(f"log-{{number}}", retention_in_days=400, kms_key_id=key.arn, skip_destroy=True)
'''


def preview(pack: Path, project: Path, home: Path) -> Spent:
    """Preview the project's stack with a pack."""
    # At advisory no rule ends the run, whichever there will be.
    mild = ["--policy-pack-config", str(project / "levels.json")] if pack.is_dir() else []
    command = ("-c", RUN, str(pack))
    return simulate(project, home, "preview", "--stack", "prod", *mild, command=command, PYTHONPATH=str(REPOSITORY))


def write(folder: Path) -> Path:
    """The project."""
    project = folder / "bench"
    project.mkdir()
    options = {"virtualenv": str(REPOSITORY / ".venv")}
    about = {"name": "bench", "runtime": {"name": "python", "options": options}}
    (project / "Pulumi.yaml").write_text(yaml.safe_dump(about))
    (project / "Pulumi.prod.yaml").write_text(yaml.safe_dump({"config": {"aws:region": "eu-central-1"}}))
    (project / "__main__.py").write_text(PROGRAM)
    (project / "levels.json").write_text(json.dumps({"all": "advisory"}))
    return project


def main() -> None:
    """Run everything and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = write(folder)
        found: dict[str, list[Spent]] = {label: [] for label in PACKS}
        preview(PACKS["without"], project, folder / "home")
        for round_ in range(ROUNDS):
            order = list(PACKS) if round_ % 2 == 0 else list(reversed(PACKS))
            for label in order:
                found[label].append(preview(PACKS[label], project, folder / "home"))
                print(f"round {round_ + 1} {label}: {found[label][-1]}", flush=True)
    figures = {
        f"{label}_seconds": round(statistics.median(run.wall for run in runs), 2) for label, runs in found.items()
    }
    for label in ("pack", "one_policy_each"):
        pairs = list(zip(found[label], found["without"], strict=True))
        for kind, more in (
            ("", statistics.median(with_.wall - without.wall for with_, without in pairs)),
            ("cpu_", statistics.median(with_.cpu - without.cpu for with_, without in pairs)),
        ):
            figures[f"{label}_{kind}ms_per_resource"] = round(1000 * more / RESOURCES, 2)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
