"""Bridges of a stack on one host: data reaches nothing outside."""

from tests.components.docker.looking import NETWORK, labels, written
from tests.components.docker.stand import network
from tests.components.recorder import Recorder, run, value


def test_data_and_buckets_are_on_networks_that_nothing_leads_out_of(recorder: Recorder) -> None:
    run(network)
    found = {item.name: item.inputs["internal"] for item in recorder.all(NETWORK)}
    assert found == {
        "network-backend": True,
        "network-frontend": False,
        "network-public": False,
        "network-storage": True,
    }


def test_every_network_is_a_bridge_and_says_whose_it_is(recorder: Recorder) -> None:
    run(network)
    for item in recorder.all(NETWORK):
        assert item.inputs["driver"] == "bridge"
        assert written(item.inputs["labels"]) == labels("network")
        assert set(item.inputs) == {"driver", "internal", "labels"}


def test_others_are_told_their_names(recorder: Recorder) -> None:
    made = run(network)
    assert [value(each) for each in made.public_subnet_ids] == ["network-public-1234567"]
    assert [value(each) for each in made.app_subnet_ids] == ["network-frontend-1234567"]
    assert [value(each) for each in made.data_subnet_ids] == ["network-backend-1234567"]
    assert value(made.storage) == "network-storage-1234567"
    assert value(made.network_id) == "network-backend-id"
    assert (made.zones, made.security_group_ids, made.outbound, made.namespace) == ([], {}, [], None)


def test_without_buckets_nothing_lies_between_them_and_the_entry(recorder: Recorder) -> None:
    made = run(lambda: network(buckets=False))
    assert made.storage is None
    assert recorder.names(NETWORK) == ["network-backend", "network-frontend", "network-public"]
