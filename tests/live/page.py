"""Steps: the page, in a real browser without a window."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.live.stand import Stand


class Page:
    """What a person sees and does."""

    def test_a_person_keeps_a_note_and_a_file(self, stand: Stand, browser: Browser, tmp_path: Path) -> None:
        """The note is shown with the worker's count, another window sees it, a file goes up and comes down."""
        # The certificate is the stack's own; that it is right is shown by a test of its own.
        context = browser.new_context(ignore_https_errors=True)
        page, other = context.new_page(), context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(stand.url("/"))
        other.goto(stand.url("/"))
        expect(page.locator("#hits")).to_have_text(re.compile(r"\d+"))
        page.get_by_label("New note").fill("seen in a browser")
        page.get_by_role("button", name="Keep it").click()
        shown = page.locator("#notes li").first
        expect(shown).to_contain_text("seen in a browser")
        expect(shown).to_contain_text("4 words", timeout=15_000)
        expect(other.locator("#notes li").first).to_contain_text("seen in a browser")
        file = tmp_path / "picture.txt"
        file.write_text("not really a picture")
        page.get_by_label("New file").set_input_files(file)
        page.get_by_role("button", name="Upload").click()
        link = page.locator("#files li").filter(has_text="picture.txt").get_by_role("link")
        expect(link).to_be_visible(timeout=15_000)
        with page.expect_download() as download:
            link.click()
        assert download.value.path().read_text() == "not really a picture"
        assert problems == []
        context.close()
