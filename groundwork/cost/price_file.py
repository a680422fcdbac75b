"""The price file of a cloud: what units cost, when that was looked up, and how sure it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from groundwork import files
from groundwork.problem import ProblemError

FOLDER = Path(__file__).parent / "prices"
HOURS = 730
"""Hours of a month, as clouds bill it."""

REMEMBERED = "remembered"
"""The source of what nobody has looked up."""

Percent = Annotated[float, Field(ge=0, le=100)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Price(_Strict):
    """What one unit costs: an hour, or a month."""

    an_hour: float | None = Field(None, ge=0)
    a_month: float | None = Field(None, ge=0)
    error: Percent
    """How far it may be off, in percent."""
    everywhere: bool = False
    """The same in every region."""
    source: str = ""
    """Key of `sources`, or `remembered`; empty where a file does not say."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "Price":
        if (self.an_hour is None) is (self.a_month is None):
            raise ValueError("either an_hour or a_month")
        return self

    @property
    def monthly(self) -> float:
        """For a whole month."""
        return self.an_hour * HOURS if self.an_hour is not None else self.a_month or 0.0


class Region(_Strict):
    """What a region costs in relation to the prices."""

    factor: float = Field(gt=0)
    error: Percent
    source: str = ""
    """As a price has it."""


class PriceFile(_Strict):
    """All that a cloud bills, by the types of its resources."""

    currency: str
    dated: str = Field(pattern=r"^\d{4}-\d\d$")
    """Year and month of the newest price."""
    sources: Mapping[str, str] = Field(default_factory=dict)
    """What prices call their source -> what it is, and of when."""
    regions: Mapping[str, Region]
    elsewhere: Region
    """Regions that are not named."""
    prices: Mapping[str, Price]
    """What is billed by the hour or the month, whether it is used or not."""
    by_use: Mapping[str, str]
    """Resource type -> what its use costs."""
    free: tuple[str, ...] = Field(strict=False)
    """Resource types that are never billed."""

    @model_validator(mode="after")
    def _sources_are_named(self) -> "PriceFile":
        said = {each.source for each in (*self.prices.values(), *self.regions.values(), self.elsewhere)}
        if unknown := sorted(said - {"", REMEMBERED, *self.sources}):
            raise ValueError(f"no source is called {unknown[0]}; allowed: {REMEMBERED}, {', '.join(self.sources)}")
        return self

    def region(self, name: str) -> Region:
        """How a region's prices differ."""
        return self.regions.get(name, self.elsewhere)


def read(path: Path) -> PriceFile:
    """A price file; raises ProblemError that names what is wrong with it."""
    text = files.read(path)
    try:
        return PriceFile.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise ProblemError(f"{path} is no YAML: {error}") from None
    except ValidationError as invalid:
        lines = (
            f"{path}: {'.'.join(map(str, each['loc'])) or 'the whole'}: {each['msg']}" for each in invalid.errors()
        )
        raise ProblemError("\n".join(lines)) from None


def of_cloud(cloud: str) -> PriceFile:
    """The one that comes with Groundwork."""
    return read(FOLDER / f"{cloud}.yaml")
