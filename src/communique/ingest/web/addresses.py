"""Which addresses requests may go to.

Public ones, so that no page or feed can send us into a network that trusts us.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable

from communique.ingest.items import Unreadable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: From a host's name and a port to its addresses, as text.
Resolve = Callable[[str, int], list[str]]

#: IPv6 prefixes that carry an IPv4 address, and how far from the right it ends: IPv4-compatible and -mapped (RFC
#: 4291), NAT64 (RFC 6052), 6to4 (RFC 3056). Teredo and local-use NAT64 are not global anyway.
_CARRIERS = (
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
#: Networks that are not public though Python's tables, of whatever version, may say so: the address at which
#: Azure's cloud answers its machines (named in its documentation of virtual networks), the IETF's protocol
#: assignments (RFC 6890; Oracle's cloud answers there), site-local (RFC 3879), documentation (RFC 9637) and
#: segment routing (RFC 9602). Other clouds answer at link-local, private or shared addresses.
CLOSED: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text)
    for text in ("168.63.129.16/32", "192.0.0.0/24", "fec0::/10", "3fff::/20", "5f00::/16")
)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver.

    Raises:
        Unreadable: It has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "no name of a host"
        raise Unreadable(f"the host '{host}' has no address: {said}.") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def checked(host: str, addresses: Iterable[str], allowed: Iterable[Network]) -> list[str]:
    """The addresses of a host, if all of them may be reached.

    Args:
        host: Its name.
        addresses: What the name was resolved to.
        allowed: Networks that may be reached though they are not public.

    Raises:
        Unreadable: There are none, or one of them may not be reached: who mixes the two is up to something.
    """
    networks, found = tuple(allowed), list(addresses)
    for text in found:
        address = ipaddress.ip_address(text)
        if not (public(address) or any(address in network for network in networks)):
            raise Unreadable(f"the host '{host}' is at {text}, which is no public address.")
    if not found:
        raise Unreadable(f"the host '{host}' has no address.")
    return found


def public(address: Address) -> bool:
    """Whether an address belongs to the public internet, by IANA's registries of special-purpose addresses."""
    carried = _carried(address)
    if carried is not None:
        return public(carried)
    special = address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    return address.is_global and not special and not any(address in network for network in CLOSED)


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv6Address):
        for network, shift in _CARRIERS:
            if address in network:
                return ipaddress.IPv4Address((int(address) >> shift) & 0xFFFF_FFFF)
    return None
