"""Steps: what a bucket keeps no longer, although its store knows no such rules."""

import json

from tests.executed import execute
from tests.live.stand import inspected
from tests.live.yard_stand import YardStand

KEEPER = "garden-lifecycle"
AS_ROOT = "AWS_ACCESS_KEY_ID={ROOT_ACCESS_KEY_ID} AWS_SECRET_ACCESS_KEY={ROOT_SECRET_ACCESS_KEY}"


class Expired:
    """Objects go by their age, and so does what was overwritten."""

    def s3api(self, stand: YardStand, command: str) -> str:
        """Ask the store as its superuser."""
        variables = dict(each.split("=", 1) for each in inspected(stand.container("garden-server"))["Config"]["Env"])
        ask = f"aws --endpoint-url $ENDPOINT --output json s3api {command} --bucket $BUCKET"
        code, told = stand.execute(KEEPER, "sh", "-c", f"echo text >/tmp/text; {AS_ROOT.format_map(variables)} {ask}")
        assert code == 0, told
        return told

    def kept(self, stand: YardStand) -> set[tuple[str, bool]]:
        """Key of every version, and whether it is the one that counts."""
        told = json.loads(self.s3api(stand, "list-object-versions"))
        return {(each["Key"], each["IsLatest"]) for each in told["Versions"]}

    def sweep(self, stand: YardStand, **changes: str) -> dict[str, int]:
        """What runs every night."""
        keeper = stand.container(KEEPER)
        told = [f"{name}={value}" for name, value in changes.items()]
        code, output = execute(keeper, ["env", *told, *inspected(keeper)["Config"]["Cmd"]])
        assert code == 0, output
        return json.loads(output)

    def test_old_objects_go_and_others_stay(self, stand: YardStand) -> None:
        for key in ("old/leaf", "new"):
            self.s3api(stand, f"put-object --key {key} --body /tmp/text")
        age = f'touch -d "8 days ago" /data/buckets/{stand.group}-garden/old/leaf'
        assert stand.execute("garden-server", "sh", "-c", age)[0] == 0
        assert self.sweep(stand) == {"expired": 1, "versions": 0}
        assert self.kept(stand) == {("old/leaf", False), ("new", True)}
        assert self.sweep(stand) == {"expired": 0, "versions": 0}

    def test_versions_that_count_no_more_go_later(self, stand: YardStand) -> None:
        self.s3api(stand, "put-object --key new --body /tmp/text")
        assert self.kept(stand) == {("old/leaf", False), ("new", False), ("new", True)}
        assert self.sweep(stand, KEEP_VERSIONS_DAYS="0")["versions"] >= 2
        assert self.kept(stand) == {("new", True)}

    def test_whoever_deletes_reads_nothing(self, stand: YardStand) -> None:
        ask = "aws --endpoint-url $ENDPOINT s3api get-object --bucket $BUCKET --key new /tmp/got"
        code, told = stand.execute(KEEPER, "sh", "-c", ask)
        assert code != 0
        assert "AccessDenied" in told
