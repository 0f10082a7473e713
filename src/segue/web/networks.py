"""From which network a request comes: so that one stranger cannot use up what all may ask for."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

_PREFIX = {4: 24, 6: 48}
"""What one subscriber may have all addresses of."""


def network_of(request: HttpRequest) -> str:
    """Its network; "" where it is not known: from this machine, or through a proxy that does not say for whom.

    Behind a proxy it is the last address that X-Forwarded-For names: those before it are the visitor's own say.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    try:
        address = ip_address(said.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback or (settings.SECURE_PROXY_SSL_HEADER and not said and address.is_private):
        return ""
    return str(ip_network((address, _PREFIX[address.version]), strict=False))
