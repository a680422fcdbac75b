"""One stack, on every cloud, with a resource of every judged type, about which no rule has anything to say."""

from tests.policies.building import Stack
from tests.policies.good_alicloud import alicloud
from tests.policies.good_data import with_data
from tests.policies.good_docker import docker
from tests.policies.good_network import network
from tests.policies.good_parts import with_parts
from tests.policies.good_secrets import with_secrets
from tests.policies.good_ways import with_ways
from tests.policies.good_whole import with_whole


def good_stack() -> Stack:
    return with_whole({**with_secrets(with_parts(with_data(with_ways(network())))), **alicloud(), **docker()})
