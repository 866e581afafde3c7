"""Where a connection may go, judged as a function: no packet is sent."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import AddressRefused, InputError
from herodotus.sources.address import check_url, is_url, why_refused

OPEN = [
    "https://example.org",
    "http://example.org:8080/a?b=c",
    "https://9.9.9.9/",
    "https://[2620:fe::fe]/",
    "https://xn--e1afmkfd.example/",
    "https://пример.org/a",
]

REFUSED = [
    "ftp://example.org/", "file:///etc/passwd", "gopher://a/", "javascript:alert(1)",
    "data:text/html,a", "//example.org", "http://", "https:///path", "http:example.org",
    "http://localhost/", "http://LOCALHOST./", "http://a.localhost/",
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://0/",
    "http://127.0.0.1./", "http://0.0.0.0/", "http://255.255.255.255/",
    "http://10.1.2.3/", "http://172.16.0.1/", "http://172.31.255.255/",
    "http://192.168.1.1/", "http://169.254.169.254/latest", "http://100.64.0.1/",
    "http://198.18.0.1/", "http://224.0.0.1/", "http://192.0.2.1/", "http://240.0.0.1/",
    "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/", "http://[ff02::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:9.9.9.9]/", "http://[2002:7f00:1::]/", "http://[64:ff9b::a00:1]/",
    "http://[2001::1]/", "http://[2001:db8::1]/", "http://[::127.0.0.1]/",
    "http://[fec0::1]/", "http://[1::2::3]/", "http://①②⑦.0.0.1/", "http://127。0。0。1/",
    "http://999.1.1.1/", "http://1.2.3.4.5/", "http://user@example.org/",
    "http://user:word@example.org/", "http://example.org:22/", "http://example.org:25/",
    "http://example.org:99999/", "http://a b.org/", "http://a.org/\nHost: b",
    "http://a.org\\@127.0.0.1/", "http://a.org/\x00", "http://a\u202eb.org/",
    "http://a.org/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("url", OPEN)
def test_addresses_of_the_open_web_may_be_fetched(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize("url", REFUSED)
def test_addresses_of_anything_else_are_refused_with_a_reason(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        check_url(url)
    assert isinstance(caught.value, InputError)
    assert "is not fetched: " in caught.value.message
    assert not set("\n\x00\u202e") & set(caught.value.message)


def test_a_password_is_never_repeated() -> None:
    with pytest.raises(AddressRefused) as caught:
        check_url("https://me:secret@example.org/a")
    assert "secret" not in caught.value.message + str(caught.value.facts)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://192.168.1.1/",
        "http://[::1]:22/",
        "http://[fd00::1]/",
    ],
)
def test_a_setting_allows_networks_of_ones_own(url: str) -> None:
    check_url(url, private=True)
    with pytest.raises(AddressRefused, match="HERODOTUS_ALLOW_PRIVATE"):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://0.0.0.0/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://224.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "ftp://127.0.0.1/",
    ],
)
def test_no_setting_allows_addresses_in_disguise(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(url, private=True)


#: Global by the registry, and yet of no server: relays and discovery.
SERVICES = [ip_network("192.88.99.0/24"), ip_network("192.0.0.0/24")]


@given(st.ip_addresses(v=4))
def test_every_ipv4_address_is_judged_as_the_registries_do(number: IPv4Address) -> None:
    inside = not number.is_global or number.is_multicast
    if inside:
        assert why_refused(number)
    elif not any(number in network for network in SERVICES):
        assert why_refused(number) is None


@given(st.ip_addresses(v=6))
def test_every_ipv6_address_that_is_let_through_is_global(number: IPv6Address) -> None:
    if why_refused(number) is None:
        assert number.is_global
        assert not number.is_multicast
        assert number in ip_network("2000::/3")
        assert number.ipv4_mapped is None
        assert number.sixtofour is None
        assert number.teredo is None


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_passes_in_the_clothes_of_ipv6(number: IPv4Address) -> None:
    low = int(number)
    for hidden in (
        IPv6Address(0xFFFF << 32 | low),
        IPv6Address(low),
        IPv6Address(0x2002 << 112 | low << 80),
        IPv6Address(0x64FF9B << 96 | low),
        IPv6Address(0x20010000 << 96 | low),
    ):
        assert why_refused(hidden)


@given(
    st.ip_addresses(v=4).filter(lambda number: not number.is_global),
    st.sampled_from(["{:d}", "0x{:x}", "0{:o}", "0X{:X}"]),
)
def test_no_way_of_writing_a_number_hides_it(number: IPv4Address, form: str) -> None:
    for private in (False, True):
        with pytest.raises(AddressRefused):
            check_url(f"http://{form.format(int(number) or 1)}/", private=private)


@given(st.text())
def test_whatever_is_given_is_judged_and_nothing_else_is_raised(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org{text}"):
        try:
            check_url(url)
        except AddressRefused:
            continue
        assert is_url(url)


@given(st.text())
def test_what_is_no_numeric_address_is_refused(text: str) -> None:
    assert why_refused(f"x{text}") == "no address"
