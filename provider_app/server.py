"""Who may ask the provider what: the doors for centres and subscribers, and the operator's operations."""

from common import operation
from common.http_server import Doors, RawAnswer, RawRequest, call, raw, read, write
from common.http_server.doors import Way
from common.operation import Operation
from common.principal import Principal
from common.protocol import provider
from common.protocol.card import Card
from common.protocol.dialects import osmp
from common.protocol.endpoint import Nothing
from common.words import Words
from provider_app.service import Service, messages

CENTRE = "processing"
SUBSCRIBER = "subscriber"
SECRETS = frozenset({"passport", "password"})


def _op(name: str, way: Way, ask: type, answer: type, ru: str, en: str) -> Operation:
    return Operation(name, way, ask, answer, Words(ru, en), SECRETS)


_M = messages
OPERATIONS: tuple[Operation, ...] = (
    _op("describe-provider", "write", _M.DescribeProvider, _M.Done, "Назвать поставщика", "Name the provider"),
    _op("standard-tariffs", "write", Nothing, _M.Tariffs, "Завести обычные тарифы", "Make the usual tariffs"),
    _op("add-tariff", "write", _M.AddTariff, _M.TariffShown, "Добавить тариф", "Add a tariff"),
    _op("tariffs", "read", Nothing, _M.Tariffs, "Тарифы и услуги", "Tariffs and services"),
    _op("sign-subscriber", "write", _M.SignSubscriber, Card, "Подписать абонента", "Sign a subscriber"),
    _op("subscribers", "read", _M.FindSubscribers, _M.Subscribers, "Найти абонентов", "Find subscribers"),
    _op("block-subscriber", "write", _M.OneSubscriber, _M.Done, "Заблокировать абонента", "Block a subscriber"),
    _op("unblock-subscriber", "write", _M.OneSubscriber, _M.Done, "Разблокировать абонента", "Unblock a subscriber"),
    _op("reissue-card", "write", _M.OneSubscriber, Card, "Новая карта абонента", "A subscriber's new card"),
    _op("sign-processing", "write", _M.SignProcessing, Card, "Договор с процессингом", "Sign a processing centre"),
    _op("contracts", "read", Nothing, _M.Contracts, "Договоры с процессингами", "Contracts with centres"),
    _op("edit-contract", "write", _M.EditContract, _M.ContractShown, "Изменить договор", "Edit a contract"),
    _op("block-contract", "write", _M.OneContract, _M.Done, "Приостановить договор", "Block a contract"),
    _op("unblock-contract", "write", _M.OneContract, _M.Done, "Возобновить договор", "Unblock a contract"),
    _op("reissue-password", "write", _M.OneContract, Card, "Новый пароль процессинга", "A centre's new password"),
    _op(
        "operations", "read", _M.AskOperations, _M.Operations, "Зачисления, отмены, сторно", "Credits, voids, reversals"
    ),
    _op("uses", "read", _M.AskUses, _M.Uses, "Оказанные услуги", "Services provided"),
    _op("checks", "read", _M.AskChecks, _M.Checks, "Проверки номеров", "Checks of numbers"),
    _op("totals", "read", Nothing, _M.Totals, "Сходятся ли книги", "Whether the books agree"),
    _op("news-tasks", "read", Nothing, _M.NewsTasks, "Новости в пути", "News on its way"),
    _op("retry-news", "write", _M.OneTask, _M.Done, "Повторить отложенную новость", "Retry news set aside"),
)


def doors(service: Service) -> Doors:
    """The provider's table of doors."""

    def spoken(who: Principal, request: RawRequest) -> RawAnswer:
        """OSMP: parameters in, XML out."""
        return RawAnswer(service.osmp(who, request.parameters), osmp.CONTENT_TYPE)

    return {
        provider.CHECK: call(service.check, CENTRE),
        provider.CREDIT: call(service.credit, CENTRE),
        provider.STATUS: read(service.status, CENTRE),
        provider.VOID: write(service.void, CENTRE),
        provider.REVERSE: call(service.reverse, CENTRE),
        provider.REGISTER: read(service.register, CENTRE),
        provider.USE: call(service.use, SUBSCRIBER),
        provider.SUBSCRIBER: read(service.subscriber, SUBSCRIBER),
        provider.NEWS: call(service.news, SUBSCRIBER),
        osmp.POST: raw(spoken, CENTRE),
        osmp.GET: raw(spoken, CENTRE),
        **operation.doors(OPERATIONS, service),
    }
