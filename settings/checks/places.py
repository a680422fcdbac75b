"""Rules of the place: what one cloud cannot do or also needs, and where data may lie."""

from collections.abc import Callable, Mapping

from components.regions import WITHIN
from components.spec import Cloud
from settings.checks import alicloud, bucket_cdn, docker_host
from settings.parts import Draft

Rule = Callable[[Draft, str], None]
"""Looks at a draft and its region, and reports."""


def check(draft: Draft, region: str) -> None:
    """Report what does not go with the stack's cloud and region."""
    _residency(draft, region)
    _confined(draft, region)
    for rule in RULES[draft.configuration.cloud]:
        rule(draft, region)


def _residency(draft: Draft, region: str) -> None:
    residency, cloud = draft.configuration.residency, draft.configuration.cloud
    regions = WITHIN[residency].get(cloud) if residency else None
    if regions and region and not regions.fullmatch(region):
        text = f'"{region}" lies outside `groundwork:residency: {residency}`; choose a region there'
        draft.report.line(draft.stack_file, f"{cloud}:region", text)


def _confined(draft: Draft, region: str) -> None:
    for key, found in draft.configuration.cloud_settings().confined.items():
        if region and region not in found.regions:
            text = f'"{found.value}" is not offered in {region}; allowed there: {found.elsewhere}'
            draft.report.line(draft.stack_file, f"groundwork:{draft.configuration.cloud}.{key}", text)


def _no_polardb(draft: Draft, _region: str) -> None:
    if draft.application.database and draft.application.database.engine == "polardb":
        draft.report.add(("database", "engine"), '"polardb" is a service of Alibaba Cloud; allowed here: postgresql')


RULES: Mapping[Cloud, tuple[Rule, ...]] = {
    "aws": (_no_polardb, bucket_cdn.refuse),
    "docker": (_no_polardb, bucket_cdn.refuse, *docker_host.RULES),
    "alicloud": alicloud.RULES,
}
"""Cloud -> its own rules."""
