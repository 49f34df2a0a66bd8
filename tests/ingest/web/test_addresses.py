"""Only public addresses are reached, however they are written."""

from __future__ import annotations

import ipaddress

import pytest

from communique.ingest import Unreadable
from communique.ingest.web.addresses import checked, public, resolved


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_public_addresses_are_reached(address: str) -> None:
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1"),
        *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.9"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2002:a00:1::1",
        ),
        *("64:ff9b:1::1", "2001::1", "100::1", "fec0::1", "3fff::1", "5f00::1"),
    ],
)
def test_others_are_not(address: str) -> None:
    assert not public(ipaddress.ip_address(address))


def test_one_bad_address_among_good_ones_is_enough() -> None:
    with pytest.raises(Unreadable, match=r"'example.org' is at 10.0.0.1, which is no public address"):
        checked("example.org", ["93.184.215.14", "10.0.0.1"], [])


def test_networks_may_be_allowed() -> None:
    allowed = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1/128")]
    assert checked("a", ["10.0.0.1", "::1"], allowed) == ["10.0.0.1", "::1"]
    with pytest.raises(Unreadable):
        checked("a", ["127.0.0.1"], allowed)


def test_no_address_is_said() -> None:
    with pytest.raises(Unreadable, match="has no address"):
        checked("example.org", [], [])
    with pytest.raises(Unreadable, match="has no address"):
        resolved("a" * 70 + ".invalid", 80)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_other_spellings_of_loopback_are_loopback(host: str) -> None:
    with pytest.raises(Unreadable):
        checked(host, resolved(host, 80), [])
