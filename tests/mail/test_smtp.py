"""Letters handed to real mail servers: private lines, logins, refusals, delays, deaths."""

import base64
import email
import ssl
from collections.abc import Callable, Iterator
from email import policy

import pytest

from common.errors import ContractFault, OplataError, Rejected, Unavailable
from common.mail.server import Server
from common.mail.smtp import Smtp
from common.mail.way import Envelope
from tests.mail.office import QUICK
from tests.mail.server import Answer, MailServer, Security, slowly

LOGIN = ("reports@example.org", "пароль с пробелом")


def envelope(name: str = "1", recipient: str = "ivan@example.org", body: str = "Hello") -> Envelope:
    data = f"From: a@example.org\r\nTo: {recipient}\r\nMessage-ID: <{name}@x>\r\nSubject: x\r\n\r\n{body}\r\n"
    return Envelope(f"<{name}@x>", "a@example.org", recipient, data.encode("ascii"))


@pytest.fixture
def post() -> Iterator[Callable[[Server], Smtp]]:
    made: list[Smtp] = []

    def connect(server: Server) -> Smtp:
        made.append(Smtp(server, QUICK))
        return made[-1]

    yield connect
    for one in made:
        one.close()


Connect = Callable[[Server], Smtp]


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_letter_goes_over_every_kind_of_line(
    security: Security, certificate: ssl.SSLContext, ca_file: str, post: Connect
) -> None:
    with MailServer(security, certificate) as server:
        went = post(server.address(ca_file=ca_file)).send(envelope(body="one\r\n.two\r\n..three"))

    (letter,) = server.received
    assert (letter.sender, letter.recipients) == ("a@example.org", ("ivan@example.org",))
    assert letter.data.endswith(b"one\r\n.two\r\n..three\r\n")
    assert went == f"localhost:{server.port}"


@pytest.mark.parametrize("mechanisms", [("PLAIN",), ("LOGIN",), ("LOGIN", "PLAIN")])
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_login_is_proved_over_a_private_line(
    security: Security, mechanisms: tuple[str, ...], certificate: ssl.SSLContext, ca_file: str, post: Connect
) -> None:
    with MailServer(security, certificate, LOGIN, mechanisms) as server:
        line = post(server.address(ca_file=ca_file, login=LOGIN[0], password=LOGIN[1]))
        line.send(envelope())

        assert [letter.message_id for letter in server.received] == ["<1@x>"]
        assert server.logins == [(LOGIN[0].encode(), LOGIN[1].encode())]
        heard = line.heard()
        assert "235" in heard
        for secret in (LOGIN[1], *_encoded(LOGIN)):
            assert secret not in heard


def _encoded(login: tuple[str, str]) -> list[str]:
    return [base64.b64encode(text.encode()).decode() for text in ("\0".join(("", *login)), *login)]


def test_a_wrong_password_is_a_fault_of_the_way(certificate: ssl.SSLContext, ca_file: str, post: Connect) -> None:
    with MailServer("starttls", certificate, LOGIN) as server, pytest.raises(ContractFault) as fault:
        post(server.address(ca_file=ca_file, login=LOGIN[0], password="other")).send(envelope())

    assert fault.value.code == "mail_login_refused"
    assert "535" in fault.value.detail
    assert server.received == []


def test_a_server_that_hides_starttls_gets_neither_password_nor_letter(
    certificate: ssl.SSLContext, ca_file: str, post: Connect
) -> None:
    with MailServer("starttls", certificate, LOGIN) as server:
        server.temper.hides_starttls = True
        with pytest.raises(ContractFault) as fault:
            post(server.address(ca_file=ca_file, login=LOGIN[0], password=LOGIN[1])).send(envelope())

    assert (fault.value.code, server.logins, server.received) == ("mail_not_private", [], [])


def test_a_login_over_a_bare_line_is_never_said_to_another_computer(post: Connect) -> None:
    with pytest.raises(ContractFault) as fault:
        post(Server("mail.example.org", 25, "none", "login", "password")).send(envelope())

    assert fault.value.code == "mail_not_private"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_authority_is_not_trusted(
    security: Security, certificate: ssl.SSLContext, post: Connect
) -> None:
    with MailServer(security, certificate, LOGIN) as server, pytest.raises(ContractFault) as fault:
        post(server.address(login=LOGIN[0], password=LOGIN[1])).send(envelope())

    assert (fault.value.code, server.logins, server.received) == ("mail_certificate_wrong", [], [])


def test_a_certificate_of_another_server_is_not_trusted(
    certificate: ssl.SSLContext, ca_file: str, post: Connect
) -> None:
    with MailServer("tls", certificate) as server, pytest.raises(ContractFault) as fault:
        post(Server("127.0.0.1", server.port, "tls", ca_file=ca_file)).send(envelope())

    assert fault.value.code == "mail_certificate_wrong"


def test_tls_to_a_server_that_speaks_plainly_is_a_fault_of_the_way(post: Connect) -> None:
    with MailServer() as server, pytest.raises(ContractFault) as fault:
        post(Server("localhost", server.port, "tls")).send(envelope())

    assert fault.value.code == "mail_not_private"


@pytest.mark.parametrize(
    ("step", "reply", "kind", "code"),
    [
        ("recipient", "550 5.1.1 <ivan@example.org> unknown", Rejected, "letter_refused"),
        ("recipient", "451 4.7.1 Greylisted, come again", Unavailable, "mail_delayed"),
        ("recipient", "452 4.2.2 Mailbox full", Unavailable, "mail_delayed"),
        ("recipient", "530 5.7.0 Authentication required", ContractFault, "mail_login_refused"),
        ("sender", "550 5.7.1 Not from you", ContractFault, "mail_sender_refused"),
        ("sender", "530 5.7.0 Authentication required", ContractFault, "mail_login_refused"),
        ("sender", "552 5.3.4 Too large", Rejected, "letter_refused"),
        ("sender", "450 4.7.1 Later", Unavailable, "mail_delayed"),
        ("data", "554 5.7.1 Looks like spam", Rejected, "letter_refused"),
        ("data", "552 5.3.4 Too large", Rejected, "letter_refused"),
        ("data", "451 4.3.0 Try later", Unavailable, "mail_delayed"),
        ("data", "421 4.3.2 Shutting down", Unavailable, "mail_delayed"),
    ],
)
def test_what_a_server_says_decides_what_becomes_of_the_letter_and_the_next_one_goes(
    step: str, reply: str, kind: type[OplataError], code: str, post: Connect
) -> None:
    with MailServer() as server:
        once = [reply]
        setattr(server.temper, step, lambda _: once.pop() if once else None)
        line = post(server.address())

        with pytest.raises(OplataError) as problem:
            line.send(envelope("1"))
        line.send(envelope("2"))

    assert (type(problem.value), problem.value.code) == (kind, code)
    assert problem.value.detail.startswith(reply[:3])
    assert [letter.message_id for letter in server.received] == ["<2@x>"]


def test_several_letters_share_a_line(post: Connect) -> None:
    with MailServer() as server:
        line = post(server.address())
        for name in ("1", "2", "3"):
            line.send(envelope(name))

    assert server.lines == 1
    assert [letter.message_id for letter in server.received] == ["<1@x>", "<2@x>", "<3@x>"]


def test_a_letter_larger_than_the_server_takes_is_refused_before_it_is_sent(post: Connect) -> None:
    with MailServer(size_limit=1000) as server, pytest.raises(Rejected) as refused:
        post(server.address()).send(envelope(body="x" * 2000))

    assert (refused.value.code, refused.value.detail[:3]) == ("letter_refused", "552")


def test_a_server_that_dies_in_the_middle_of_a_letter_has_not_taken_it(post: Connect) -> None:
    with MailServer() as server:
        server.temper.dies_in_data = 1
        line = post(server.address())

        with pytest.raises(Unavailable) as problem:
            line.send(envelope())
        line.send(envelope())

    assert problem.value.code == "mail_delayed"
    assert len(server.received) == 1
    assert server.lines == 2


@pytest.mark.parametrize("step", ["sender", "recipient", "data"])
def test_a_server_that_does_not_answer_is_not_waited_for_for_ever(step: str, post: Connect) -> None:
    with MailServer() as server:
        setattr(server.temper, step, slowly(30))

        with pytest.raises(Unavailable) as problem:
            post(server.address()).send(envelope())

    assert problem.value.code == "mail_delayed"
    assert "timed out" in problem.value.detail


def test_a_server_that_answers_without_end_is_cut_off() -> None:
    with MailServer() as server:
        server.temper.drips = True
        line = Smtp(server.address(), QUICK._replace(letter=0.7))

        with pytest.raises(Unavailable) as problem:
            line.send(envelope())

    assert problem.value.code == "mail_delayed"
    assert server.received == []


def test_a_port_where_nobody_listens_is_no_connection(post: Connect) -> None:
    with MailServer() as server:
        gone = server.address()

    with pytest.raises(Unavailable) as problem:
        post(gone).send(envelope())
    assert problem.value.code == "mail_unreachable"


def test_a_name_that_does_not_exist_is_no_connection(post: Connect) -> None:
    with pytest.raises(Unavailable) as problem:
        post(Server("no-such-host.invalid", 25, "starttls")).send(envelope())

    assert problem.value.code == "mail_unreachable"


def test_an_authority_s_file_that_is_gone_is_a_fault_of_the_way(post: Connect) -> None:
    with pytest.raises(ContractFault) as fault:
        post(Server("localhost", 25, "tls", ca_file="/no/such.pem")).send(envelope())

    assert fault.value.code == "mail_certificate_wrong"


def test_what_was_said_is_told_without_whose_letters_they_are(post: Connect) -> None:
    with MailServer() as server:
        server.temper.recipient = lambda address: f"550 <{address}> unknown"
        line = post(server.address())
        with pytest.raises(Rejected):
            line.send(envelope())

        heard = line.heard()

    assert "RCPT TO:<i***@example.org>" in heard
    assert "550 <i***@example.org> unknown" in heard
    assert "ivan" not in heard
    assert line.heard() == ""


@pytest.mark.parametrize("answer", [lambda _: "250 " + "x" * 400, lambda _: "250-\x1b[31mred\r\n250 ok"])
def test_strange_words_of_a_server_are_taken_as_words(answer: Answer, post: Connect) -> None:
    with MailServer() as server:
        server.temper.recipient = answer
        line = post(server.address())
        line.send(envelope())

        assert line.heard().isprintable()

    assert email.message_from_bytes(server.received[0].data, policy=policy.default)["Subject"] == "x"
