"""The last words on a line: everything for a moment, what was new for longer."""

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.tape import Said, Tape, Way
from common.clock import VirtualClock
from tests.agent_terminal.ccnet.rig import rig

POLL = frames.pack(bytes((Command.POLL,)))
ACK = frames.pack(frames.ACK)


def poll(tape: Tape, *answer: int) -> None:
    """One exchange."""
    tape.host(POLL)
    tape.device(frames.Frame(bytes(answer)))
    tape.host(ACK)


def told(said: list[Said]) -> list[str]:
    return [f"{one.way} {one.payload.hex()}" for one in said]


def test_every_frame_is_kept_with_its_number_its_time_and_its_words() -> None:
    clock = VirtualClock()
    tape = Tape(clock)

    poll(tape, Status.ESCROW, 4)

    asked, answered, acknowledged = tape.since(0)
    assert [one.number for one in (asked, answered, acknowledged)] == [1, 2, 3]
    assert asked.at_ms == clock.now_ms()
    assert asked.raw == POLL
    assert answered.raw == bytes.fromhex("02 03 07 80 04 A8 75")
    assert (asked.words.en, answered.words.en, acknowledged.words.en) == ("POLL", "escrow position: type 4", "ACK")
    assert tape.since(2) == [acknowledged]


def test_the_same_bytes_are_said_by_what_was_asked() -> None:
    tape = Tape(VirtualClock())

    tape.host(frames.pack(bytes((Command.RESET,))))
    tape.device(frames.Frame(frames.ILLEGAL))

    assert [one.words.en for one in tape.since(0)] == ["RESET", "ILLEGAL COMMAND"]


def test_polls_answered_as_before_are_no_news() -> None:
    tape = Tape(VirtualClock())

    for _ in range(5):
        poll(tape, Status.IDLING)
    poll(tape, Status.ACCEPTING)
    for _ in range(5):
        poll(tape, Status.ACCEPTING)

    assert told(tape.since(0, news=True)) == [
        *("host 33", "device 14", "host 00"),
        *("host 33", "device 15", "host 00"),
    ]
    assert len(tape.since(0)) == 33
    assert tape.last_news == 18


def test_a_repeated_event_is_no_news_but_a_command_between_is() -> None:
    tape = Tape(VirtualClock())

    poll(tape, Status.ESCROW, 4)
    tape.host(frames.pack(bytes((Command.STACK,))))
    tape.device(frames.Frame(frames.ACK))
    poll(tape, Status.ESCROW, 4)

    assert told(tape.since(0, news=True))[3:] == ["host 35", "device 00"]


def test_silence_is_told_once_and_its_end_too() -> None:
    tape = Tape(VirtualClock())

    poll(tape, Status.IDLING)
    for _ in range(4):
        tape.host(POLL)
    poll(tape, Status.IDLING)
    poll(tape, Status.IDLING)

    assert told(tape.since(0, news=True))[3:] == ["host 33", "host 33", "device 14", "host 00"]


def test_broken_frames_and_echoes_are_told_apart_from_answers() -> None:
    tape = Tape(VirtualClock())

    tape.host(POLL)
    tape.device(frames.Frame(bytes((Command.POLL,))), echo=True)
    tape.device(frames.Garbled(3, bytes.fromhex("02 03 06 14 67 00")))

    assert [one.way for one in tape.since(0)] == [Way.HOST, Way.ECHO, Way.BROKEN]
    assert [one.words.en for one in tape.since(0)] == ["POLL", "an echo of our own words", "a wrong checksum"]
    assert len(tape.since(0, news=True)) == 3


def test_it_forgets_what_is_old() -> None:
    tape = Tape(VirtualClock(), size=10)

    for number in range(100):
        poll(tape, Status.REJECTING, 0x60 + number % 3)

    assert [one.number for one in tape.since(0)] == list(range(291, 301))
    assert len(tape.since(0, news=True)) == 10


def test_the_driver_writes_down_both_sides_of_a_note() -> None:
    tape = Tape(VirtualClock(), size=1000)
    with rig(tape=tape) as on:
        on.insert(4)
        on.until(lambda: on.journal.credited == [4])

    words = [one.words.en for one in tape.since(0, news=True)]
    escrow = words.index("escrow position: type 4")
    assert words[escrow - 1 : escrow + 4] == ["POLL", "escrow position: type 4", "ACK", "STACK", "ACK"]
    assert words.index("bill stacked: type 4") > escrow
