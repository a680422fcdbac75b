"""What people call the clouds."""

from collections.abc import Mapping

from components.spec import Cloud

NAMES: Mapping[Cloud, str] = {"aws": "AWS", "alicloud": "Alibaba Cloud", "docker": "one Docker host"}
