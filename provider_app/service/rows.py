"""Rows of the books as lists show them: with the centre's name, the payment's code, the service's label."""

from common.clock import moment
from common.database import Row
from provider_app.service.dealings import code_of
from provider_app.service.messages import CheckShown, OperationShown, UseShown
from provider_app.store import uses
from provider_app.store.names import Names


def operation(row: Row, names: Names) -> OperationShown:
    """A credit, a void or a reversal."""
    return OperationShown(
        reference=str(row["id"]),
        code=code_of(row["payment_id"]),
        contract=row["contract"],
        contract_name=names.contract(row["contract"]),
        kind=row["kind"],
        payment_id=row["payment_id"],
        operation_id=row["operation_id"],
        account=row["account"],
        amount=row["amount"],
        currency=row["currency"],
        balance=row["balance"],
        reason=row["reason"],
        at=moment(row["at"]),
        trace=row["trace"],
    )


def use(one: uses.Use, names: Names, tariff: str = "") -> UseShown:
    """A service that was provided."""
    return UseShown(
        use_id=one.use_id,
        number=one.number,
        service=one.service,
        label=names.label(one.service, tariff),
        unit=one.unit,
        quantity=one.quantity,
        price=one.price,
        cost=one.cost,
        balance=one.balance,
        currency=one.currency,
        at=moment(one.at),
    )


def check(row: Row, names: Names) -> CheckShown:
    """A check of a number."""
    return CheckShown(
        reference=str(row["id"]),
        code=code_of(row["payment_id"]),
        contract=row["contract"],
        contract_name=names.contract(row["contract"]),
        payment_id=row["payment_id"],
        account=row["account"],
        result=row["result"],
        at=moment(row["at"]),
        trace=row["trace"],
    )
