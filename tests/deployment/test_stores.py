"""Who is handed a key to a bucket, where keys are all there is."""

from tests.components.programs import registered


def test_a_key_is_made_for_those_who_use_the_bucket_and_nobody_else() -> None:
    """The worker of notes uses database and cache only; what expires objects has a key of its own."""
    with registered("notes", "prod", "docker") as program:
        made = program.recorder.names("random:index/randomPassword:RandomPassword")
    assert [name for name in made if name.startswith("files-")] == [
        "files-api-key",
        "files-cleanup-key",
        "files-lifecycle-key",
        "files-root-key",
    ]
