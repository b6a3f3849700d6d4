"""What a person may do with a role: one operator's door and one command per service function, from one table."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from common.errors import Broken
from common.http_server.doors import OPERATOR, Door, Doors, Way
from common.principal import Principal
from common.protocol.endpoint import Endpoint
from common.words import Words


@dataclass(frozen=True, slots=True)
class Operation:
    """`name` is the command and the end of the door's path; `ask` is a Message whose fields are its options.

    `within` names the part of the service whose function it is (`platform.intents`: a part of a part), `path` another
    address that the protocol gives it.
    """

    name: str
    way: Way
    ask: type[Any]
    answer: type[Any]
    does: Words
    unsafe_to_show: frozenset[str] = frozenset()
    path: str = ""
    within: str = ""

    @property
    def endpoint(self) -> Endpoint[Any, Any]:
        """Its door: POST /v1/operator/<name>, or the path that the protocol names for it."""
        return Endpoint(
            "POST",
            self.path or f"/v1/operator/{self.name}",
            self.ask,
            self.answer,
            self.does,
            unsafe_to_show=self.unsafe_to_show,
        )

    def function(self, service: Any) -> Any:
        """The service's function: its name is the command's, with underscores."""
        owner = attrgetter(self.within)(service) if self.within else service
        return getattr(owner, self.name.replace("-", "_"))


def doors(operations: tuple[Operation, ...], service: Any) -> Doors:
    """The operator's part of a role's table of doors; operators only may enter."""
    return {one.endpoint: Door(one.way, one.function(service), frozenset({OPERATOR})) for one in operations}


def carry_out(program: Any, operation: Operation, who: Principal, ask: Any) -> Any:
    """Do it in this process, without a door: the same way, a unit of work, a snapshot or a call."""
    function = operation.function(program.service)
    try:
        if operation.way == "write":
            return program.database.write(lambda db: function(db, who, ask), operation.name)
        if operation.way == "read":
            return program.database.read(lambda db: function(db, who, ask))
        return function(who, ask)
    except OverflowError as problem:
        raise Broken("wrong_json", "> 2^63") from problem
