"""A contract's address is written in one way and leads to another role: never inside, never to the asker itself."""

import pytest

from common import addresses
from common.addresses import ADDRESS, BUSY_PORT, INSIDE, OWN, UNUSUAL, WITH_MORE
from common.words import Words

SOUND = (
    "http://127.0.0.1:8101", "https://127.0.0.1:8101/", "http://127.0.0.1:1/megafon", "http://localhost:8101",
    "http://[::1]:8101", "http://10.0.0.7:8101", "http://192.168.1.20", "https://megafon.example", "http://pc-7:8101",
    "http://class_room.lan:8101", "https://xn--e1afmkfd.xn--p1ai:8101", "http://8.8.8.8", "http://127.8.8.8:8101",
    "http://[fd00::7]:8101", "http://[2001:db8::7]:8101", "http://provider-1.localhost:8101", "HTTP://PC:8101",
)  # fmt: skip
UNSOUND: dict[str, Words] = {
    **dict.fromkeys((
        "", "127.0.0.1:8101", "localhost:8101", "ftp://127.0.0.1", "file:///etc/passwd", "gopher://127.0.0.1:8101",
        "http://", "http:///v1", "http://127.0.0.1:port", "http://127.0.0.1:99999", "http://127.0.0.1:-1",
        "http://127.0.0.1:0", "http://[::1", "http://a b", "http://127.0.0.1:8101/a b", "http://127.0.0.1:8101/\nx",
        "javascript:alert(1)", "data:text/plain,x", "http://localh\u00adost:8101", "http://pc:8101/" + "x" * 200, "http://127.0.0.1:8101/\0",
    ), ADDRESS),
    **dict.fromkeys((
        "http://login:word@127.0.0.1:8101", "http://127.0.0.1:8101@evil.example", "http://@127.0.0.1:8101",
        "http://127.0.0.1:8101/?a=b", "http://127.0.0.1:8101/#a", "http://evil.example#@127.0.0.1:8101",
        "http://127.0.0.1:8101?", "http://127.0.0.1:8101#",
    ), WITH_MORE),
    **dict.fromkeys((
        "http://127.1:8101", "http://127.0.1:8101", "http://2130706433:8101", "http://0x7f000001:8101",
        "http://0x7f.0.0.1:8101", "http://0177.0.0.1:8101", "http://017700000001:8101", "http://127.0.0.01:8101",
        "http://0:8101", "http://127.0.0.1.:8101", "http://localhost.:8101", "http://..:8101", "http://.pc:8101",
        "http://pc..lan:8101", "http://-pc:8101", "http://пример.рф:8101", "http://１２７.0.0.1:8101",
        "http://127。0。0。1:8101", "http://ⓛocalhost:8101", "http://a%00b:8101",
        "http://[::ffff:127.0.0.1]:8101", "http://[::ffff:7f00:1]:8101", "http://[2002:7f00:1::]:8101",
        "http://[fe80::1%25eth0]:8101", "http://[fe80::1%eth0]:8101", "http://256.0.0.1:8101", "http://1.2.3.4.5:8101",
        "http://127.0.0.1%2fpc:8101", "http://pc\\evil:8101",
    ), UNUSUAL),
    **dict.fromkeys((
        "http://169.254.169.254/latest", "http://169.254.0.1:8101", "http://[fe80::1]:8101", "http://0.0.0.0:8101",
        "http://0.1.2.3:8101", "http://[::]:8101", "http://255.255.255.255:8101", "http://224.0.0.1:8101",
        "http://[ff02::1]:8101", "http://240.0.0.1:8101", "http://100.100.100.200", "http://[fd00:ec2::254]",
    ), INSIDE),
    **dict.fromkeys((
        "http://127.0.0.1:5432", "http://127.0.0.1:6379", "http://localhost:9092", "http://mail.example:25",
        "http://127.0.0.1:22", "http://10.0.0.7:3306", "https://127.0.0.1:2375",
    ), BUSY_PORT),
}  # fmt: skip
OURS = ("http://127.0.0.1:8102", "http://centre.example")


@pytest.mark.parametrize("url", SOUND)
def test_a_plain_address_of_another_role_is_taken(url: str) -> None:
    assert addresses.wrong(url, OURS) is None


@pytest.mark.parametrize(("url", "words"), UNSOUND.items())
def test_what_leads_elsewhere_or_can_be_read_in_two_ways_is_refused_with_its_reason(url: str, words: Words) -> None:
    refused = addresses.wrong(url, OURS)

    assert refused is not None
    assert refused.ru[-25:] == words.ru[-25:], refused
    assert "{" not in refused.ru + refused.en


@pytest.mark.parametrize("url", [
    "http://127.0.0.1:8102", "http://localhost:8102/osmp", "http://127.8.8.8:8102", "http://[::1]:8102",
    "https://127.0.0.1:8102", "http://centre.example:80/", "http://CENTRE.example",
])  # fmt: skip
def test_nobody_has_a_contract_with_himself(url: str) -> None:
    assert addresses.wrong(url, OURS) == OWN


@pytest.mark.parametrize(("host", "reached", "inside"), [
    ("127.0.0.1", "127.0.0.1", False), ("localhost", "::1", False), ("pc-7", "127.0.1.1", False),
    ("megafon.example", "93.184.216.34", False), ("megafon.example", "10.0.0.7", False),
    ("megafon.example", "127.0.0.1", True), ("megafon.example", "::ffff:127.0.0.1", True),
    ("megafon.example", "169.254.169.254", True), ("megafon.example", "::ffff:169.254.169.254", True),
    ("megafon.example", "fe80::1%eth0", True), ("megafon.example", "0.0.0.0", True),
])  # fmt: skip
def test_a_name_that_changed_its_mind_since_is_caught_where_it_has_led(host: str, reached: str, inside: bool) -> None:
    assert addresses.leads_inside(host, reached, "PC-7") is inside
