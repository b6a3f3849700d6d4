"""Where a stranger may send notifications: into the world by usual ports, here only to a place that was registered."""

import pytest

from common import receivers
from common.receivers import Places

OURS = ("http://127.0.0.1:8102", "https://centre.example", "http://192.168.1.20:8101")
LAB = receivers.places(("http://127.0.0.1:9001/shop", "https://shop.lan:9443", "http://127.0.0.1:8102"), OURS)
SOUND = (
    "https://shop.example", "https://shop.example/hooks?key=a&b=c", "http://shop.example:8080/hook",
    "https://xn--80ak6aa92e.example:8443", "https://8.8.8.8/hook", "https://[2606:4700::1111]/hook",
    "http://127.0.0.1:9001/hook", "https://shop.lan:9443/hook", "https://SHOP.example",
)  # fmt: skip
UNSOUND = (
    # loopback in all its forms, and as names
    "http://127.0.0.1", "http://127.0.0.1:9002", "http://127.1", "http://127.0.1:80", "http://2130706433",
    "http://0x7f000001", "http://0177.0.0.1", "http://017700000001", "http://0x7f.1", "http://127.0.0.1.",
    "http://localhost", "http://localhost.", "http://LOCALHOST:8080", "http://a.localhost", "http://[::1]",
    "http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]", "http://[2002:7f00:1::]", "http://[64:ff9b::7f00:1]",
    "http://[::127.0.0.1]", "http://127.8.8.8", "http://①②⑦.0.0.1", "http://127。0。0。1", "http://127.0.0.1%2f.example",
    # our own roles, registered or not
    "http://127.0.0.1:8102", "http://localhost:8102", "http://127.9.9.9:8102", "http://[::1]:8102",
    "https://centre.example", "http://192.168.1.20:8101",
    # nobody, everybody, clouds, networks of their own
    "http://0", "http://0.0.0.0", "http://[::]", "http://169.254.169.254/latest/meta-data", "http://[fd00:ec2::254]",
    "http://100.100.100.200", "http://[fe80::1]", "http://[fe80::1%25eth0]", "http://224.0.0.1",
    "http://255.255.255.255", "http://10.0.0.7", "http://172.16.0.1", "http://192.168.1.1", "http://100.64.0.1",
    "http://[fd00::7]", "http://[::ffff:10.0.0.7]", "http://[64:ff9b::a00:7]",
    # ports of other programs
    "http://shop.example:5432", "http://shop.example:6379", "http://shop.example:9092", "http://shop.example:22",
    "http://shop.example:25", "https://shop.example:9001", "http://8.8.8.8:81", "http://shop.example:0",
    # what is no plain address
    "http://user:word@shop.example", "http://shop.example@127.0.0.1:9001", "https://shop.example/#a",
    "https://shop.example/?a#b", "ftp://shop.example", "file:///etc/passwd", "gopher://shop.example:8080",
    "javascript:alert(1)", "//shop.example", "shop.example", "", "http://", "http://[::1", "http://shop.example/a b",
    "http://shop.example/\r\nX-Evil: 1", "https://shop.example/?" + "x" * 600, "http://магазин.рф", "http://shop_.",
)  # fmt: skip


@pytest.mark.parametrize("url", SOUND)
def test_a_shops_own_server_may_be_told(url: str) -> None:
    assert receivers.wrong(url, LAB) is None


@pytest.mark.parametrize("url", UNSOUND)
def test_row_68_no_stranger_sends_us_inside(url: str) -> None:
    refused = receivers.wrong(url, LAB)

    assert refused is not None
    assert "{" not in refused.ru + refused.en


@pytest.mark.parametrize(("host", "port", "reached", "may"), [
    ("shop.example", 443, "93.184.216.34", True), ("shop.example", 443, "127.0.0.1", False),
    ("shop.example", 443, "::ffff:127.0.0.1", False), ("shop.example", 443, "10.0.0.7", False),
    ("shop.example", 443, "169.254.169.254", False), ("shop.example", 443, "fe80::1%eth0", False),
    ("shop.example", 443, "0.0.0.0", False), ("shop.example", 443, "64:ff9b::7f00:1", False),
    ("shop.lan", 9443, "192.168.1.7", True), ("shop.lan", 9443, "169.254.169.254", False),
    ("127.0.0.1", 9001, "127.0.0.1", True), ("127.0.0.1", 8102, "127.0.0.1", False),
    ("shop.lan", 8102, "127.0.0.1", False), ("shop.lan", 8101, "192.168.1.20", False),
    ("shop.example", 9001, "93.184.216.34", False),
])  # fmt: skip
def test_where_a_name_leads_is_judged_as_well(host: str, port: int, reached: str, may: bool) -> None:
    assert (receivers.refused(host, port, reached, LAB) is None) is may


def test_row_69_a_place_of_ours_stays_closed_though_somebody_registered_it() -> None:
    known = receivers.places(("http://127.0.0.1:8102", "http://127.0.0.1:5432"), ("http://127.0.0.1:8102",))

    assert receivers.wrong("http://127.0.0.1:8102/hook", known) is not None
    assert receivers.wrong("http://127.0.0.1:5432/hook", known) is not None


def test_a_place_is_a_host_and_a_port() -> None:
    assert receivers.place("https://Shop.example/a?b") == "shop.example:443"
    assert receivers.place("http://[::1") == receivers.place("mailto:a@b") == receivers.place("") == ""
    assert Places() == receivers.places((), ())
