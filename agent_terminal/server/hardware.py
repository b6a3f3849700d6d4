"""The acceptor from the operator's side: ports, who the device is, its notes, its frames, a search, a self-test."""

from agent_terminal.service.messages import hardware as m
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words

PART = "acceptor_desk"
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "serial-ports",
        "call",
        Nothing,
        m.Ports,
        Words("Последовательные порты этого компьютера", "The serial ports of this computer"),
        within=PART,
    ),
    Operation(
        "find-acceptor",
        "call",
        m.FindAcceptor,
        m.AcceptorWork,
        Words(
            "Найти купюроприёмник на портах (занятый терминалом не трогать)",
            "Look for an acceptor on every port but the one in use",
        ),
        within=PART,
    ),
    Operation(
        "acceptor",
        "read",
        Nothing,
        m.AcceptorShown,
        Words("Купюроприёмник: кто он, какие купюры знает", "The acceptor: who it is, which notes it knows"),
        within=PART,
    ),
    Operation(
        "set-notes",
        "write",
        m.SetNotes,
        m.NotesSet,
        Words("Какие купюры принимать, в копейках", "Which notes are taken, in minor units"),
        within=PART,
    ),
    Operation(
        "acceptor-frames",
        "call",
        m.AskFrames,
        m.Frames,
        Words("Последние кадры на линии приёмника", "The last frames on the acceptor's line"),
        within=PART,
    ),
    Operation(
        "self-test",
        "call",
        m.SelfTest,
        m.AcceptorWork,
        Words("Самотест купюроприёмника", "A self-test of the acceptor"),
        within=PART,
    ),
    Operation(
        "acceptor-work",
        "call",
        Nothing,
        m.AcceptorWork,
        Words("Как идёт поиск или самотест", "How far the search or the self-test is"),
        within=PART,
    ),
    Operation(
        "stop-acceptor-work",
        "call",
        Nothing,
        m.AcceptorWork,
        Words("Прервать поиск или самотест", "End the search or the self-test"),
        within=PART,
    ),
)
