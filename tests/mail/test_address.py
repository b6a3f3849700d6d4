"""One rule says what an e-mail address is; what is typed cannot become a second recipient or a header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.mail import address

SOUND = {
    "ivan@example.org": "ivan@example.org",
    " ivan@example.org ": "ivan@example.org",
    "Ivan.Petrov+reports@Example.ORG": "Ivan.Petrov+reports@example.org",
    "o'neil@example.co.uk": "o'neil@example.co.uk",
    "ivan@пример.рф": "ivan@xn--e1afmkfd.xn--p1ai",
    "ivan@ПРИМЕР.рф": "ivan@xn--e1afmkfd.xn--p1ai",
    "ivan@xn--e1afmkfd.xn--p1ai": "ivan@xn--e1afmkfd.xn--p1ai",
    "ivan@example.org.": "ivan@example.org",
    "a" * 64 + "@example.org": "a" * 64 + "@example.org",
}
WRONG = [
    "", "   ", "ivan", "@example.org", "ivan@", "ivan@example", "ivan@@example.org", "ivan@example..org",
    "ivan@.example.org", "ivan@-example.org", "ivan@example-.org", ".ivan@example.org", "ivan.@example.org",
    "i..van@example.org", "ivan petrov@example.org", "ivan@exa mple.org", "ivan@example.org,anna@example.org",
    "ivan@example.org;anna@example.org", "ivan@example.org anna@example.org", "Иван <ivan@example.org>",
    "<ivan@example.org>", "ivan@example.org>", "ivan@example.org\r\nBcc: anna@example.org", "ivan@example.org\nx",
    "iv\x00an@example.org", "ivan@exam\x85ple.org", "ivan@exam\u2028ple.org", "ivan\u202e@example.org",
    '"ivan petrov"@example.org', "иван@example.org", "ivan@127.0.0.1", "ivan@[127.0.0.1]", "ivan@1.2.3.4.5",
    "ivan@straße.de", "ivan@exam_ple.org", "a" * 65 + "@example.org", "ivan@" + "a" * 64 + ".org",
    "ivan@" + "abc." * 70 + "org", "ivan@example.org%0d%0aBcc:x@y.zz",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "plain"), SOUND.items())
def test_a_sound_address_goes_over_the_wire_in_ascii(typed: str, plain: str) -> None:
    assert address.mistake_of(typed) is None
    assert address.plain(typed) == plain
    assert address.plain(plain) == plain


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_address_is_said_in_words_that_can_be_shown(typed: str) -> None:
    words = address.mistake_of(typed)

    assert address.plain(typed) is None
    assert words is not None
    assert words.ru.isprintable()
    assert words.en.isprintable()
    assert len(words.ru) < 250


@given(
    st.text(max_size=80)
    | st.from_regex(r"[a-z,;<>\r\n ]{0,9}@[a-zа-я.,<> \r\n\x85-]{1,12}\.[a-z]{2,3}", fullmatch=True)
)
def test_whatever_is_accepted_is_one_plain_address(typed: str) -> None:
    plain = address.plain(typed)

    assert (plain is None) == (address.mistake_of(typed) is not None)
    if plain is not None:
        assert plain.isascii()
        assert plain.isprintable()
        assert plain.count("@") == 1
        assert not set(plain) & set(' ,;<>"\\()[]:')


def test_everything_wrong_with_a_list_is_said_at_once() -> None:
    found = address.mistakes_of(["ivan@example.org", "anna", ""], "recipients")

    assert [one.field for one in found] == ["recipients.1", "recipients.2"]


def test_a_crowd_is_no_list_of_recipients() -> None:
    (found,) = address.mistakes_of([f"reader{n}@example.org" for n in range(51)], "recipients")

    assert found.field == "recipients"


def test_nobody_gets_a_letter_twice() -> None:
    typed = ["ivan@example.org", "anna@example.org", "ivan@EXAMPLE.org ", "nobody"]

    assert address.each_once(typed) == ["ivan@example.org", "anna@example.org"]


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("smtp.example.org", "smtp.example.org"),
        ("localhost", "localhost"),
        ("::1", "::1"),
        ("почта.рф", "xn--80a1acny.xn--p1ai"),
    ],
)
def test_a_host_is_a_name_or_a_number(typed: str, host: str) -> None:
    assert address.host_of(typed) == host


@pytest.mark.parametrize("typed", ["", "a b", "smtp://example.org", "example.org:25", "a..b", "-a.org", "\r\n"])
def test_what_is_no_host(typed: str) -> None:
    assert address.host_of(typed) is None


def test_a_log_sees_no_name_of_a_person() -> None:
    assert address.masked("ivan.petrov@example.org") == "i***@example.org"
