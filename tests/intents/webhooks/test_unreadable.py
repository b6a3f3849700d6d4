"""What the centre cannot tell of one intent keeps no receiver from what it is told of the others."""

from processing_app.service.webhooks.repeating import FURTHEST_MS
from tests.intents.webhooks.office import Office, told


def test_a_notification_that_cannot_be_made_waits_and_the_others_go(office: Office) -> None:
    receiver = office.receiver()
    damaged = [office.story.create() for _ in range(3)]
    sound = office.story.create()
    while office.notifier.turn():
        pass
    spoil = "UPDATE events SET data = x'7b7d' WHERE stream = ?"
    office.database.write(lambda db: db.raw.executemany(spoil, [(f"intent/{name}",) for name in damaged]).rowcount)

    attempts = office.run_for(240)

    assert told(receiver, sound) == [(1, "paymentIntent.created")]
    assert len(attempts) <= 4, "nobody works on it over and over"
    (row,) = office.webhooks()
    assert (row.state, row.waiting) == ("active", 3), "it is no fault of the receiver"


def test_it_is_told_once_it_can_be(office: Office) -> None:
    receiver = office.receiver()
    damaged = office.story.create()
    while office.notifier.turn():
        pass
    stream = f"intent/{damaged}"
    (kept,) = office.database.read(
        lambda db: [row["data"] for row in db.raw.execute("SELECT data FROM events WHERE stream = ?", (stream,))]
    )
    change = "UPDATE events SET data = ? WHERE stream = ?"
    office.database.write(lambda db: db.raw.execute(change, (b"{}", stream)).rowcount)
    office.run_for(60)
    office.database.write(lambda db: db.raw.execute(change, (kept, stream)).rowcount)

    office.run_for(2 * FURTHEST_MS // 1000, 600)

    assert told(receiver, damaged) == [(1, "paymentIntent.created")]
