"""The operator's operations of the payment platform; each part's own lines stand together."""

from common.operation import Operation
from processing_app.server import behind
from processing_app.server.access import ACCESS
from processing_app.server.banks import BANKS
from processing_app.server.domain import DOMAIN
from processing_app.server.repairs import REPAIRS
from processing_app.vault import doors as vault

INTENTS: tuple[Operation, ...] = ()

OPERATIONS: tuple[Operation, ...] = (*INTENTS, *ACCESS, *DOMAIN, *REPAIRS, *BANKS, *behind.WEBHOOKS, *vault.OPERATIONS)
