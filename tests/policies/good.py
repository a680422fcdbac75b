"""One stack, on both clouds, with a resource of every judged type, about which no rule has anything to say."""

from tests.policies.building import Stack
from tests.policies.good_alicloud import alicloud
from tests.policies.good_data import with_data
from tests.policies.good_network import network
from tests.policies.good_parts import with_parts


def good_stack() -> Stack:
    return {**with_parts(with_data(network())), **alicloud()}
