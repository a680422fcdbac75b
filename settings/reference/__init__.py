"""Writes docs/app.md, every key of app.yaml and of a stack's file: `python -m settings.reference`."""
