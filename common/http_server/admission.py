"""Who may ask: by a login, by a token or by either, from which page, and whose questions must be signed."""

from collections.abc import Callable

from common.clock import Clock
from common.credentials import Gatekeeper
from common.errors import ContractFault, OplataError
from common.http_server.clients import NOBODYS, ORIGIN, Clients, said_origin, shared_with
from common.http_server.doors import Door
from common.http_server.reading import Request, Served, basic, parts_of
from common.http_server.work import Work
from common.principal import Principal
from common.protocol.shop import signature

AUTHORIZATION = b"authorization"
SIGNATURE = signature.HEADER.lower().encode()
BEARER = b"bearer "
SCHEMES = {"basic": (b"Basic",), "bearer": (b"Bearer",), "either": (b"Basic", b"Bearer")}
"""What a refused asker may come with, by the login of the door."""
Seals = Callable[[Principal], list[str]]


def nobodys(_who: Principal) -> list[str]:
    """The secrets of a role that knows none: nobody's signature is good there."""
    return []


class Admission:
    """What stands before every door of a server."""

    def __init__(self, gatekeeper: Gatekeeper, clients: Clients | None, seals: Seals, work: Work, clock: Clock) -> None:
        """`seals(who)` tells the secrets by which questions of an asker may be signed; it may read files."""
        self._gatekeeper = gatekeeper
        self._clients = clients
        self._seals = seals
        self._work = work
        self._clock = clock

    async def admit(self, served: Served, request: Request) -> None:
        """Who asks, before anything but the headers is read; ContractFault."""
        request.logins = self._gatekeeper.changes
        if served.endpoint.login == "bearer":
            await self._admit_client(served, request)
            return
        if served.endpoint.kind == "peer" and ORIGIN in request.headers:
            raise ContractFault("browser_refused")
        if not served.door.enter:
            return
        header = request.headers.get(AUTHORIZATION, b"")
        if served.endpoint.login == "either" and header[:7].lower() == BEARER:
            self._admit_token(served.door, request, header)
        else:
            await self._admit_login(served.door, request, header)

    async def admit_still(self, served: Served, request: Request) -> None:
        """The same once the body is there, which may have been long in coming: a login or a token that has ended
        meanwhile lets nobody in. Asks nothing of the database while no login has changed.
        """
        if not served.door.enter:
            return
        if served.tokens and request.headers.get(AUTHORIZATION, b"")[:7].lower() == BEARER:
            self.demand_still(request)
        elif request.logins != self._gatekeeper.changes:
            await self._admit_login(served.door, request, request.headers.get(AUTHORIZATION, b""))

    async def demand_signature(self, served: Served, request: Request) -> None:
        """Of askers whose questions a door wants signed, a signature over the very bytes of the body.

        ContractFault `wrong_signature`, and the door has heard nothing.
        """
        if request.who.kind not in served.endpoint.signed_by:
            return
        secrets = await self._work.call("reads", request, lambda: self._seals(request.who))
        said = request.headers.get(SIGNATURE, b"").decode("latin-1")
        signature.verify_any(secrets, said, request.body, self._clock.now_ms() // 1000)

    def demand_still(self, request: Request) -> None:
        """Refuse whoever came with a token that has ended since."""
        header = request.headers.get(AUTHORIZATION, b"")
        if self._clients is not None and header[:7].lower() == BEARER:
            self._clients.admit(header)

    async def is_registered(self, request: Request, who: Principal, served: Served) -> bool:
        """Whether pages of this origin may ask on behalf of this asker."""
        clients, parts = self._clients, parts_of(served, request)
        assert clients is not None
        allowed = await self._work.call("reads", request, lambda: clients.origins(who, parts))
        return said_origin(request.headers[ORIGIN]) in allowed

    async def _admit_login(self, door: Door, request: Request, header: bytes) -> None:
        who = self._gatekeeper.remembered(header)
        if who is None:
            login, password = basic(header)
            if not login:
                raise ContractFault("login_required")
            who = await self._work.call("reads", request, lambda: self._gatekeeper.admit(header, login, password))
        if who.kind not in door.enter:
            raise ContractFault("forbidden")
        request.who = Principal(who.kind, who.id, request.trace_id, who.scopes)

    def _admit_token(self, door: Door, request: Request, header: bytes) -> None:
        """A token in the place of a login: it may do what the login may, and nobody acts in another's name by it."""
        assert self._clients is not None
        who = self._clients.admit(header)
        if who.kind not in door.enter or who.on_behalf_of:
            raise ContractFault("forbidden")
        request.who = who._replace(trace=request.trace_id, address=request.address)

    async def _admit_client(self, served: Served, request: Request) -> None:
        """By a token; of a page, its origin. A page that may ask is told why it was refused, too."""
        clients, origin = self._clients, request.headers.get(ORIGIN)
        assert clients is not None
        shares = origin is not None and served.endpoint.kind == "browser"
        try:
            who = clients.admit(request.headers.get(AUTHORIZATION, b""))
        except OplataError:
            if shares and await self.is_registered(request, NOBODYS, served):
                request.answer_headers += shared_with(origin or b"")
            raise
        request.who = who._replace(trace=request.trace_id, address=request.address)
        if origin is not None:
            clients.demand_place(who, served.endpoint.kind)
            if not await self.is_registered(request, request.who, served):
                raise ContractFault("origin_not_registered", said_origin(origin))
            request.answer_headers += shared_with(origin)
        clients.demand_kind(who, served.door.enter)
