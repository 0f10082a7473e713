"""From which network a request comes."""

import pytest
from django.test import RequestFactory, override_settings

from segue.web.networks import network_of

BEHIND_A_PROXY = override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))


@pytest.mark.parametrize(
    ("address", "said", "expected", "through_a_proxy"),
    [
        ("8.8.4.7", "", "8.8.4.0/24", "8.8.4.0/24"),
        ("2606:4700:1:2::3", "", "2606:4700:1::/48", "2606:4700:1::/48"),
        ("127.0.0.1", "", "", ""),
        ("::ffff:8.8.4.7", "", "8.8.4.0/24", "8.8.4.0/24"),
        ("8.8.8.8", "203.0.113.9, 198.51.100.4", "8.8.8.0/24", "198.51.100.0/24"),
        ("172.17.0.1", "", "172.17.0.0/24", ""),
        ("10.0.0.2", "10.1.2.3", "10.0.0.0/24", "10.1.2.0/24"),
        ("8.8.8.8", "unknown", "8.8.8.0/24", ""),
        ("", "", "", ""),
    ],
)
def test_the_network_is_the_visitors_not_the_proxys(
    address: str, said: str, expected: str, through_a_proxy: str
) -> None:
    given = {"REMOTE_ADDR": address} | ({"HTTP_X_FORWARDED_FOR": said} if said else {})
    request = RequestFactory().get("/", **given)
    assert network_of(request) == expected
    with BEHIND_A_PROXY:
        assert network_of(request) == through_a_proxy
