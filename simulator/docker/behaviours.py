"""The hooks of the package's types."""

from simulator.behaviour import Behaviour
from simulator.docker.addresses import CONTAINER, NETWORK, give_subnets
from simulator.docker.containers import (
    answer_container,
    health_check_exists,
    image_exists,
    make_volumes,
    network_mode_exists,
    ports_are_free,
)
from simulator.docker.images import REMOTE, answer_image, image_is_free
from simulator.docker.rules import check_container

BEHAVIOURS = {
    NETWORK: Behaviour(answer=give_subnets),
    CONTAINER: Behaviour(
        check=check_container,
        create=(image_exists, network_mode_exists, health_check_exists, ports_are_free),
        answer=answer_container,
        made=make_volumes,
    ),
    REMOTE: Behaviour(answer=answer_image, delete=(image_is_free,)),
}
