"""A letter's bytes: the same at every repeat, seven bits, one recipient, no header that nobody wrote."""

import email
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.mail import forms
from common.mail.compose import Attachment, Letter, compose, one_line
from common.mail.forms import Saying
from common.reporting import letter_words
from common.reporting.order import Kept
from common.reporting.store.letters import Body

BOOK = bytes(range(256)) * 40
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version", "Content-Type",
}  # fmt: skip
NASTY = [
    "ПЦ «Учебный»\r\nBcc: anna@example.org",
    "x\nBcc: anna@example.org",
    "x\r\n\r\n<script>alert(1)</script>",
    "NEL\x85Bcc: anna@example.org",
    "LS\u2028Bcc: anna@example.org\u2029x",
    "=?utf-8?q?x=0D=0ABcc:_anna@example.org?=",
    '"quoted" <anna@example.org>, b@example.org',
    "\x00\x0b\x0c\x1b[31m",
    "\u202etxt.exe\ud800",
    "a" * 3000,
    "",
]


def saying(subject: str = "Реестр", lines: list[str] | None = None, issuer: str = "МегаФон") -> Saying:
    files = [Kept("2026-11-20_reestr.xlsx", 12_300, "00")]
    given_lines = ["Здравствуйте!", "Платежей: 12", "На сумму: 5 400,00 ₽"] if lines is None else lines
    return letter_words.saying(subject, "ru", Body(issuer, given_lines), files)


def letter(**changes: Any) -> Letter:
    said = changes.pop("said", saying())
    values: dict[str, Any] = {
        "message_id": "<5.1900000000000@a1b2c3>",
        "sender": "reports@example.org",
        "sender_name": "МегаФон",
        "recipient": "ivan@example.org",
        "subject": said.subject,
        "language": "ru",
        "at": 1_900_000_000_123,
        "text": forms.text(said),
        "html": forms.page(said),
        "files": (Attachment("2026-11-20_reestr.xlsx", BOOK),),
    }
    return Letter(**values | changes)


def read(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_letter_has_both_forms_and_its_files() -> None:
    message = read(compose(letter()))

    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    for form in (plain.get_content(), page.get_content()):
        for said in ("5 400,00 ₽", "Платежей", "УЧЕБНЫЙ РЕЖИМ", "от имени: МегаФон", "2026-11-20_reestr.xlsx", "13"):
            assert said in form
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("2026-11-20_reestr.xlsx", BOOK)
    assert file.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert message.get_content_type() == "multipart/mixed"


def test_headers_say_whose_letter_it_is() -> None:
    message = read(compose(letter()))

    assert set(message.keys()) == HEADERS
    assert message["From"] == "МегаФон <reports@example.org>"
    assert message["To"] == "ivan@example.org"
    assert message["Subject"] == "Реестр"
    assert message["Date"] == "Sun, 17 Mar 2030 17:46:40 +0000"
    assert message["Message-ID"] == "<5.1900000000000@a1b2c3>"
    assert message["Content-Language"] == "ru"


def test_the_same_letter_is_the_same_bytes_and_another_one_is_not() -> None:
    assert compose(letter()) == compose(letter())
    assert compose(letter()) != compose(letter(message_id="<6.1900000000000@a1b2c3>"))


def test_any_server_passes_it_on_as_it_is() -> None:
    files = (Attachment("отчёт № 5.csv", "Код;Сумма\r\n.\r\n".encode()), Attachment("x.bin", b"\0\r\n.\r\n\xff" * 5000))

    data = compose(letter(files=files))

    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b'text/csv; charset="utf-8"' in data
    found = [(file.get_filename(), file.get_payload(decode=True)) for file in read(data).iter_attachments()]
    assert found == [(file.name, file.content) for file in files]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_header_or_a_recipient(text: str) -> None:
    said = saying(subject=text, lines=[text, f"{text}: {text}"], issuer=text)

    message = read(compose(letter(said=said, sender_name=text, files=(Attachment(text or "x", b"1"),))))

    demand_its_own_headers(message)


NAUGHTY = st.text(max_size=300) | st.lists(st.sampled_from([*NASTY, "=", "?", "=?", "?=", "utf-8?b?", " "])).map(
    "".join
)


@given(NAUGHTY, NAUGHTY)
def test_no_text_of_any_alphabet_does_either(name: str, subject: str) -> None:
    said = saying(subject=subject, lines=[name, subject], issuer=name)

    data = compose(letter(said=said, sender_name=name))

    assert data.isascii()
    demand_its_own_headers(read(data))
    plain = email.message_from_bytes(data)
    shown, sender = parseaddr(" ".join(plain["From"].split("\r\n ")))
    assert (decoded(shown), sender) == (one_line(name, 100), "reports@example.org")
    assert decoded(plain["Subject"]) == one_line(subject, 200)


def decoded(header: str) -> str:
    """As mail programs read it; email.policy.default adds spaces to a name of several words."""
    return str(make_header(decode_header(header)))


def demand_its_own_headers(message: EmailMessage) -> None:
    assert set(message.keys()) == HEADERS
    assert len(message.keys()) == len(HEADERS)
    assert [one.addr_spec for one in message["To"].addresses] == ["ivan@example.org"]
    assert [one.addr_spec for one in message["From"].addresses] == ["reports@example.org"]
    assert not message.defects


class Tags(HTMLParser):
    """Which tags and which of their attributes a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p><a href='http://x'>", "&lt;b&gt;", "{x}"]
)
def test_no_text_becomes_markup(text: str) -> None:
    page = forms.page(saying(subject=text, lines=[text, f"{text}: {text}"], issuer=text))

    tags = Tags(page)
    assert tags.found == Tags(forms.page(saying())).found
    assert not tags.attributes & {"src", "href", "onerror", "background"}
    assert "http" not in page.replace(escape(text), "")


def test_a_page_names_no_colour_that_only_light_or_dark_can_bear() -> None:
    page = forms.page(saying())

    assert "background:#FFD98A;color:#3D2A00" in page
    assert (page.count("background"), page.count("color:")) == (1, 1)
    assert 'name="color-scheme" content="light dark"' in page


def test_a_letter_with_nothing_attached_names_no_files() -> None:
    said = letter_words.saying("Проба", "en", Body("MegaFon", ["Hello"], trial=True), [])

    assert "Attached" not in forms.text(said) + forms.page(said)
    assert "trial letter" in forms.text(said)
    assert "TRAINING MODE" in forms.text(said)


def test_figures_stand_in_one_table() -> None:
    page = forms.page(saying(lines=["a", "Платежей: 12", "На сумму: 5,00", "b", "Ещё: 1", "Итог: всё сходится."]))

    assert page.count("<table") == 2
    assert page.count("<tr>") == 3
    assert "Платежей: 12\nНа сумму: 5,00\nb\n" in forms.text(saying(lines=["Платежей: 12", "На сумму: 5,00", "b"]))
