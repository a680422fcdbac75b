"""The price files say something of every resource that a stack can have."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from components.cache.alicloud_instance import CLASSES as TAIR
from components.cache.aws_group import NODES as ELASTICACHE
from components.database.alicloud_polardb import CLASSES as POLARDB
from components.database.aws_instance import CLASSES as RDS
from groundwork.cost.bill import BILLED
from groundwork.cost.price_file import REMEMBERED, of_cloud

TYPES = (Path(__file__).resolve().parents[2] / "simulator" / "catalogue" / "types.txt").read_text().splitlines()


@pytest.mark.parametrize("cloud", BILLED)
def test_every_type_is_priced_billed_by_use_or_free(cloud: str) -> None:
    prices, rules = of_cloud(cloud), import_module(f"groundwork.cost.{cloud}").RULES
    said = [*rules, *prices.by_use, *prices.free]
    assert sorted(said) == sorted(set(said)), "a type is said twice"
    assert set(said) == {type_ for type_ in TYPES if type_.startswith(f"{cloud}:")}


@pytest.mark.parametrize(
    ("cloud", "wanted"),
    [
        ("aws", {f"RDS {size}" for size in RDS.values()} | {f"ElastiCache {size}" for size in ELASTICACHE.values()}),
        (
            "alicloud",
            {f"PolarDB {size}" for size in POLARDB.values()}
            | {f"Tair {size} {copies}" for size in TAIR.values() for copies in ("alone", "with a replica")},
        ),
    ],
)
def test_every_size_has_a_price(cloud: str, wanted: set[str]) -> None:
    assert wanted - of_cloud(cloud).prices.keys() == set()


@pytest.mark.parametrize("cloud", BILLED)
def test_every_price_says_where_it_is_from_and_every_source_of_when_it_is(cloud: str) -> None:
    prices = of_cloud(cloud)
    assert [name for name, price in prices.prices.items() if not price.source] == []
    assert {price.source for price in prices.prices.values()} - {REMEMBERED} == set(prices.sources)
    undated = {name for name, text in prices.sources.items() if not re.search(r"20\d\d|bears no date", text)}
    assert undated == set()
    unsure = [*prices.prices.items(), *prices.regions.items(), ("elsewhere", prices.elsewhere)]
    assert [name for name, each in unsure if each.source == REMEMBERED and not each.error] == []
