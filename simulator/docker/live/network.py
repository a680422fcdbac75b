"""Networks on a daemon."""

from collections.abc import Mapping
from typing import Any

from docker.errors import APIError, NotFound

from simulator.behaviour import Refusal
from simulator.docker.live.daemons import words_of
from simulator.docker.live.job import Job, Made, Maker
from simulator.docker.live.words import given, labels_list, labels_map

PATIENCE = 30
"""Seconds in which a network that is still used may become free (provider, networkRemoveRefreshTimeout)."""
FIELDS = {"subnet": "Subnet", "ipRange": "IPRange", "gateway": "Gateway", "auxAddress": "AuxiliaryAddresses"}
"""Parts of an address range: the provider's names and the Engine API's."""
ANSWERED = {"driver": "Driver", "internal": "Internal", "options": "Options"}
"""What the daemon fills in where it is left out."""
READ = {"name": "Name", "attachable": "Attachable", "ipv6": "EnableIPv6", **ANSWERED}


def create(job: Job) -> Made:
    """Makes a network; a name that another one has is refused."""
    asked = job.inputs
    ranges = [given({theirs: config.get(mine) for mine, theirs in FIELDS.items()}) for config in configs(asked)]
    made = job.client.create_network(
        asked["name"],
        driver=asked.get("driver"),
        options=asked.get("options"),
        ipam=given({"Driver": asked.get("ipamDriver"), "Config": ranges, "Options": asked.get("ipamOptions")}),
        check_duplicate=True,
        internal=bool(asked.get("internal")),
        labels=labels_map(asked.get("labels")),
        enable_ipv6=bool(asked.get("ipv6")),
        attachable=asked.get("attachable"),
    )
    return Made(made["Id"], answered(job.client.inspect_network(made["Id"]), asked))


def read(job: Job) -> Made | None:
    """What there is; nothing of a network can change but its being there."""
    try:
        found = job.client.inspect_network(job.call.id)
    except NotFound:
        return None
    if job.call.old:
        return Made(found["Id"], {"scope": found["Scope"]})
    more = {name: found.get(theirs) for name, theirs in READ.items()}
    return Made(found["Id"], {**more, "labels": labels_list(found.get("Labels")), **answered(found, {})})


def delete(job: Job) -> None:
    """Removes it once nothing is attached any more."""

    def removed() -> bool:
        try:
            job.client.remove_network(job.call.id)
        except NotFound:
            return True
        except APIError as problem:
            if "has active endpoints" in words_of(problem):
                return False
            raise
        return True

    if not job.until(removed, PATIENCE):
        used = job.client.inspect_network(job.call.id).get("Containers") or {}
        names = ", ".join(sorted(each["Name"] for each in used.values()))
        raise Refusal(f"network {job.state.get('name')} is still used by {names} after {PATIENCE} s")


def configs(asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The address ranges that are asked for."""
    return list(asked.get("ipamConfigs") or ())


def answered(found: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the daemon says about a network; what is asked for stays as it was written."""
    outputs = {name: found.get(theirs) for name, theirs in ANSWERED.items() if asked.get(name) is None}
    if not configs(asked):
        back = {theirs: mine for mine, theirs in FIELDS.items()}
        ranges = (found.get("IPAM") or {}).get("Config") or []
        outputs["ipamConfigs"] = [
            {back[name]: value for name, value in each.items() if name in back} for each in ranges
        ]
    return {**outputs, "scope": found["Scope"]}


NETWORK = Maker(create=create, read=read, update=lambda _: {}, delete=delete)
