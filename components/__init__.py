"""Reusable Pulumi components: one room per part of an application, one file per cloud in it."""
