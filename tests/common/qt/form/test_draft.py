"""Half-typed work survives a crash; secrets do not."""

from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.form import Form
from tests.common.qt.form.signing import of_every_kind, signing
from tests.common.qt.seen import seen


def crashed(qtbot: QtBot, desk: Desk, kind: str = "every") -> None:
    """A form that somebody typed in and that was never closed properly."""
    form = of_every_kind(desk) if kind == "every" else signing(desk)
    qtbot.addWidget(form)
    form.fields["full_name"].fill("Иванов И")
    form.fields["passport"].fill("4506123456")
    if "password" in form.fields:
        form.fields["password"].fill("p@ssw0rd")
        form.fields["amount"].take("1500,")
    assert form.draft is not None
    form.draft.keep()


def again(qtbot: QtBot, desk: Desk) -> Form:
    form = of_every_kind(desk)
    seen(qtbot, form)
    return form


def test_what_was_half_typed_is_offered_and_brought_back(qtbot: QtBot, desk: Desk) -> None:
    crashed(qtbot, desk)
    form = again(qtbot, desk)
    assert form.draft is not None

    offered = form.draft.offer.isVisible()
    form.draft.bring_back()

    assert offered
    assert form.fields["full_name"].kept() == "Иванов И"
    assert form.values()["amount"] == 150_000
    assert form.dirty
    assert not form.draft.offer.isVisible()


def test_no_secret_is_ever_written_down(qtbot: QtBot, desk: Desk) -> None:
    crashed(qtbot, desk)

    kept = desk.keep.text("draft/sign-subscriber")

    assert "Иванов И" in kept
    assert "4506123456" not in kept
    assert "45 06" not in kept
    assert "p@ssw0rd" not in kept


def test_typing_is_written_down_by_itself(qtbot: QtBot, desk: Desk) -> None:
    form = again(qtbot, desk)

    form.fields["full_name"].fill("Петров")

    qtbot.waitUntil(lambda: "Петров" in desk.keep.text("draft/sign-subscriber"), timeout=6000)


def test_a_saved_form_leaves_no_draft(qtbot: QtBot, desk: Desk) -> None:
    crashed(qtbot, desk)
    form = again(qtbot, desk)
    assert form.draft is not None
    form.draft.bring_back()

    form.saved()

    draft = again(qtbot, desk).draft
    assert draft is not None
    assert draft.left is None


def test_filling_a_form_with_what_is_saved_keeps_the_offer(qtbot: QtBot, desk: Desk) -> None:
    crashed(qtbot, desk)
    form = again(qtbot, desk)
    assert form.draft is not None

    form.fill({"full_name": "Иванов Иван Иванович"})
    form.draft.keep()

    assert "Иванов И" in desk.keep.text("draft/sign-subscriber")
    assert form.draft.offer.isVisible()


def test_what_nobody_wants_is_forgotten(qtbot: QtBot, desk: Desk) -> None:
    crashed(qtbot, desk)
    form = again(qtbot, desk)
    assert form.draft is not None

    form.draft.refuse()

    assert desk.keep.text("draft/sign-subscriber") == ""


def test_a_draft_that_cannot_be_read_is_no_draft(qtbot: QtBot, desk: Desk) -> None:
    desk.keep.put("draft/sign-subscriber", '{"at_ms": 1, "typed": ')

    draft = again(qtbot, desk).draft

    assert draft is not None
    assert draft.left is None


def test_a_draft_of_another_version_brings_back_what_it_can(qtbot: QtBot, desk: Desk) -> None:
    typed = '{"full_name": "Иванов", "from_day": "not a day", "blocked": true, "gone": 1, "share": [1]}'
    desk.keep.put("draft/sign-subscriber", f'{{"at_ms": 1900000000000, "typed": {typed}}}')
    form = again(qtbot, desk)
    assert form.draft is not None

    form.draft.bring_back()

    assert form.fields["full_name"].kept() == "Иванов"
    assert form.fields["blocked"].value() is True
