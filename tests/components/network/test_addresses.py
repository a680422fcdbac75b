"""The plan of addresses: three tiers, room to grow, no overlap."""

import ipaddress
import itertools

import pytest

from components.network import addresses


def test_sixteen_of_a_slash_16() -> None:
    assert addresses.plan("10.20.0.0/16", 3) == addresses.Tiers(
        public=("10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"),
        app=("10.20.64.0/20", "10.20.80.0/20", "10.20.96.0/20"),
        data=("10.20.128.0/20", "10.20.144.0/20", "10.20.160.0/20"),
    )


@pytest.mark.parametrize("prefix", [16, 17, 18, 19, 20])
@pytest.mark.parametrize("zones", [2, 3])
def test_subnets_lie_inside_and_never_overlap(prefix: int, zones: int) -> None:
    whole = ipaddress.IPv4Network(f"10.0.0.0/{prefix}")
    tiers = addresses.plan(str(whole), zones)
    subnets = [ipaddress.IPv4Network(cidr) for cidr in (*tiers.public, *tiers.app, *tiers.data)]
    assert len(subnets) == 3 * zones
    assert all(subnet.prefixlen == prefix + 4 and subnet.subnet_of(whole) for subnet in subnets)
    assert not any(first.overlaps(second) for first, second in itertools.combinations(subnets, 2))


def test_a_third_zone_moves_no_subnet() -> None:
    two, three = (addresses.plan("10.20.0.0/16", zones) for zones in (2, 3))
    assert (two.public, two.app, two.data) == (three.public[:2], three.app[:2], three.data[:2])


@pytest.mark.parametrize("zones", [0, 5])
def test_more_zones_than_there_is_room_for(zones: int) -> None:
    with pytest.raises(ValueError, match=f"{zones} zones: the plan has room for 1 to 4"):
        addresses.plan("10.20.0.0/16", zones)
