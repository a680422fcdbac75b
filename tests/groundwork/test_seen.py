"""Pages as a person sees them, in a browser, light and dark."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.groundwork.pages import pages

# A browser of its own would disturb what is measured beside it.
pytestmark = pytest.mark.live

LEAST = 4.5
"""Contrast of normal text that WCAG 2.2 asks for (success criterion 1.4.3, level AA)."""
COLOURED = {"quiet", "create", "update", "revise", "replace", "delete", "mandatory", "public"}
"""Classes of text to which the frame gives a colour."""
SEEN = (Path(__file__).parent / "seen.js").read_text(encoding="utf-8")
PAGES = pages()


def luminance(colour: str) -> float:
    """Relative luminance of `rgb(r, g, b)`, as WCAG 2.2 defines it."""
    assert re.fullmatch(r"rgb\(\d+, \d+, \d+\)", colour), f"{colour} lets through what is behind it"
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(text: Mapping[str, Any]) -> float:
    """Between 1 and 21."""
    low, high = sorted(luminance(text[which]) for which in ("colour", "paper"))
    return (high + 0.05) / (low + 0.05)


class TestPages:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("verb", PAGES)
    def test_a_page_stands_alone_and_is_readable(
        self, verb: str, scheme: Literal["light", "dark"], browser: Browser, tmp_path: Path
    ) -> None:
        file = tmp_path / f"{verb}.html"
        file.write_text(PAGES[verb], encoding="utf-8")
        asked, errors = [], []
        with browser.new_context(color_scheme=scheme, viewport={"width": 1400, "height": 4000}) as context:
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: errors.append(message.text))
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(file.as_uri(), wait_until="networkidle")
            texts = page.evaluate(SEEN)
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            page.screenshot(path=tmp_path / f"{verb}-{scheme}.png", full_page=True)
        assert (asked, errors, wide) == ([file.as_uri()], [], False)
        assert (luminance(paper) < 0.1) is (scheme == "dark")
        faint = {text["kind"]: (text["text"], round(contrast(text), 2)) for text in texts if contrast(text) < LEAST}
        assert faint == {}
        assert len(texts) > 5

    def test_every_colour_of_the_frame_is_on_some_page(self, browser: Browser) -> None:
        seen: set[str] = set()
        with browser.new_context(viewport={"width": 1400, "height": 4000}) as context:
            page = context.new_page()
            for content in PAGES.values():
                page.set_content(content)
                seen |= {each for text in page.evaluate(SEEN) for each in text["kind"].split(".")}
        assert seen >= COLOURED
        style = PAGES["plan"].partition("</style>")[0]
        named = re.findall(r"((?:\.\w+(?:, )?)+) \{ color:", style)
        assert {each.strip(" .") for group in named for each in group.split(",")} == COLOURED
