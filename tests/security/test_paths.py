"""Row 62: no spelling of a path leads out of what a role serves."""

from urllib.parse import urlsplit

import pytest

from tests.common.http_server.stand import Wire
from tests.security.town import Town

UPS = (
    "..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "%252e%252e", "..%00", "..;", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae",
    "．．", "....", "..%20", "%uff0e%uff0e", "..\\",
)  # fmt: skip
SLASHES = ("/", "%2f", "%5c", "\\", "//", "%252f")
STARTS = ("/kiosk/", "/", "/v1/report/file?id=1&name=", "/kiosk/fonts/")
SECRETS = ("secrets/operator.secret", "terminal.db", "etc/passwd")


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("up", UPS)
def test_row_62_no_path_leads_out(town: Town, start: str, up: str) -> None:
    port = urlsplit(town.network.roles["terminal"].url).port
    assert port is not None

    for slash in SLASHES:
        for secret in SECRETS:
            path = start + (up + slash) * 4 + secret.replace("/", slash)
            with Wire(port) as wire:
                answer = wire.ask(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n".encode())
            assert answer.status in (400, 401, 404, 405), (path, answer.status)
            assert b"root:" not in answer.body
