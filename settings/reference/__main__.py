"""Writes the page."""

from settings.reference.page import FILE, text

FILE.write_text(text(), encoding="utf-8")
