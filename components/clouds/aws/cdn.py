"""Where CloudFront, which is everywhere, is told of what it uses."""

REGION = "us-east-1"
"""Certificates and firewalls of a CDN live here, whatever the stack's region (CloudFront developer guide)."""
