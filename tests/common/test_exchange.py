"""What a line in the log may show of a body."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.exchange import MASK, mask, shown, text_shown
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words

OPEN = Endpoint("POST", "/v1/open", Nothing, Nothing, Words("а", "a"))
SECRET = Endpoint("POST", "/v1/secret", Nothing, Nothing, Words("а", "a"), unsafe_to_show=frozenset({"passport"}))
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
NAMES = st.sampled_from(["passport", "name", "list"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


def unmasked(value: Any) -> list[Any]:
    """Everything that still stands under the unsafe name."""
    if isinstance(value, dict):
        own = [value["passport"]] if "passport" in value else []
        return own + [found for name, part in value.items() if name != "passport" for found in unmasked(part)]
    return [found for part in value for found in unmasked(part)] if isinstance(value, list) else []


@given(VALUES)
def test_no_unsafe_field_is_shown_at_any_depth(value: Any) -> None:
    assert all(found == MASK or not found for found in unmasked(mask(value, frozenset({"passport"}))))


@given(VALUES)
def test_a_value_without_unsafe_fields_is_shown_as_it_is(value: Any) -> None:
    assert mask(value, frozenset({"other"})) == value


@pytest.mark.parametrize("endpoint", [OPEN, SECRET])
def test_what_was_not_understood_is_shown_by_its_size(endpoint: Endpoint[Any, Any]) -> None:
    assert bytes(shown(endpoint, b'{"passport":"4506', sound=False)) == b'{"bytes":17}'
    assert bytes(shown(endpoint, b'"' + b"x" * 5000 + b'"', sound=True)) == b'{"bytes":5002}'
    assert bytes(shown(endpoint, b"", sound=True)) == b"null"


def test_secrets_in_a_body_are_masked_and_the_rest_is_not() -> None:
    body = b'{"name":"A","people":[{"passport":"4506 123456"}],"passport":""}'

    line = msgspec.json.decode(bytes(shown(SECRET, body, sound=True)))

    assert line == {"name": "A", "people": [{"passport": MASK}], "passport": ""}


@given(st.text(alphabet=" \n\r\t", max_size=20), st.text(max_size=20))
def test_a_body_is_one_line_whatever_stands_between_its_parts(blank: str, text: str) -> None:
    body = b"{" + blank.encode() + b'"a":' + blank.encode() + msgspec.json.encode(text) + blank.encode() + b"}"

    line = bytes(shown(OPEN, body, sound=True))

    assert not set(line) & set(b"\r\n")
    assert msgspec.json.decode(line) == {"a": text}


def test_another_dialect_is_shown_as_text_that_is_always_a_sound_line() -> None:
    line = bytes(text_shown(b"<a>\n\xff</a>" + b"x" * 9000, "text/xml"))

    told = msgspec.json.decode(line)
    assert b"\n" not in line
    assert told["type"] == "text/xml"
    assert told["text"].startswith("<a>\n\ufffd</a>")
    assert len(told["text"]) <= 4096
