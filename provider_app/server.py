"""Who may ask the provider what: the doors for centres and subscribers, and the operator's operations."""

from common import operation
from common.http_server import Doors, RawAnswer, RawRequest, call, raw, read, write
from common.http_server.doors import Way
from common.operation import Operation
from common.principal import Principal
from common.protocol import consumer, provider
from common.protocol.card import Card
from common.protocol.connection import Connection
from common.protocol.dialects import osmp
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.protocol.wallets.codes import QrMade
from common.reporting import operations as reporting
from common.words import Words
from provider_app.service import Service, messages

CENTRE = "processing"
SUBSCRIBER = "subscriber"
SECRETS = frozenset({"passport", "password", "email", "barcode"})


def _op(name: str, way: Way, ask: type, answer: type, ru: str, en: str, within: str = "") -> Operation:
    return Operation(name, way, ask, answer, Words(ru, en), SECRETS, within=within)


def _by_code(name: str, way: Way, ask: type, answer: type, ru: str, en: str) -> Operation:
    """Acceptance by QR and barcode."""
    return _op(name, way, ask, answer, ru, en, "accepting")


_M = messages
OPERATIONS: tuple[Operation, ...] = (
    _op("describe-provider", "write", _M.DescribeProvider, _M.Done, "Назвать поставщика", "Name the provider"),
    _op("show-provider", "read", Nothing, _M.ProviderShown, "Кто мы", "Who we are"),
    _op(
        "overview",
        "read",
        _M.AskOverview,
        _M.Overview,
        "Обзор: что сделать и как идёт день",
        "What is to be done, how the day goes",
    ),
    _op("standard-tariffs", "write", Nothing, _M.Tariffs, "Завести обычные тарифы", "Make the usual tariffs"),
    _op("add-tariff", "write", _M.AddTariff, _M.TariffShown, "Добавить тариф", "Add a tariff"),
    _op("try-tariff", "read", _M.TryTariff, Mistakes, "Что исправить в тарифе", "What to correct in a tariff"),
    _op("edit-tariff", "write", _M.EditTariff, _M.TariffShown, "Изменить тариф", "Edit a tariff"),
    _op("tariffs", "read", Nothing, _M.Tariffs, "Тарифы и услуги", "Tariffs and services"),
    _op("free-numbers", "read", _M.AskNumbers, _M.FreeNumbers, "Свободные номера", "Free numbers"),
    _op(
        "try-subscriber",
        "read",
        _M.TrySubscriber,
        _M.SubscriberTried,
        "Что исправить до подписания",
        "What to correct before signing",
    ),
    _op("sign-subscriber", "write", _M.SignSubscriber, Card, "Подписать абонента", "Sign a subscriber"),
    _op("subscribers", "read", _M.FindSubscribers, _M.Subscribers, "Найти абонентов", "Find subscribers"),
    _op("show-subscriber", "read", _M.OneSubscriber, _M.SubscriberShown, "Один абонент", "One subscriber"),
    _op(
        "show-passport",
        "read",
        _M.OneSubscriber,
        _M.PassportShown,
        "Показать паспорт абонента",
        "Show a subscriber's passport",
    ),
    _op("timeline", "read", _M.AskTimeline, _M.Timeline, "История абонента", "A subscriber's story"),
    _op(
        "edit-subscriber",
        "write",
        _M.EditSubscriber,
        _M.SubscriberShown,
        "Исправить данные абонента",
        "Correct a subscriber's data",
    ),
    _op("block-subscriber", "write", _M.OneSubscriber, _M.Done, "Заблокировать абонента", "Block a subscriber"),
    _op("unblock-subscriber", "write", _M.OneSubscriber, _M.Done, "Разблокировать абонента", "Unblock a subscriber"),
    _op("reissue-card", "write", _M.OneSubscriber, Card, "Новая карта абонента", "A subscriber's new card"),
    _op("try-fields", "read", _M.TryFields, _M.FieldsTried, "Испытать поля при оплате", "Try payment fields"),
    _op("try-contract", "read", _M.TryContract, Mistakes, "Что исправить в договоре", "What to correct in a contract"),
    _op("sign-processing", "write", _M.SignProcessing, Card, "Договор с процессингом", "Sign a processing centre"),
    _op("contracts", "read", Nothing, _M.Contracts, "Договоры с процессингами", "Contracts with centres"),
    _op("contract-health", "read", _M.AskHealth, _M.Health, "Как обращаются центры", "How the centres call"),
    _op(
        "check-connection",
        "call",
        _M.CheckConnection,
        Connection,
        "Проверить связь по договору",
        "Test a contract's connection",
    ),
    _op("edit-contract", "write", _M.EditContract, _M.ContractShown, "Изменить договор", "Edit a contract"),
    _op("block-contract", "write", _M.OneContract, _M.Done, "Приостановить договор", "Block a contract"),
    _op("unblock-contract", "write", _M.OneContract, _M.Done, "Возобновить договор", "Unblock a contract"),
    _op("reissue-password", "write", _M.OneContract, Card, "Новый пароль процессинга", "A centre's new password"),
    _op(
        "operations", "read", _M.AskOperations, _M.Operations, "Зачисления, отмены, сторно", "Credits, voids, reversals"
    ),
    _op("uses", "read", _M.AskUses, _M.Uses, "Оказанные услуги", "Services provided"),
    _op("checks", "read", _M.AskChecks, _M.Checks, "Проверки номеров", "Checks of numbers"),
    _op(
        "find-operations",
        "read",
        _M.FindOperations,
        _M.OperationsFound,
        "Искать в зачислениях, отменах, сторно",
        "Search credits, voids, reversals",
    ),
    _op("find-uses", "read", _M.FindUses, _M.UsesFound, "Искать в оказанных услугах", "Search services provided"),
    _op("find-checks", "read", _M.FindChecks, _M.ChecksFound, "Искать в проверках номеров", "Search checks of numbers"),
    _op("totals", "read", Nothing, _M.Totals, "Сходятся ли книги", "Whether the books agree"),
    _op("news-tasks", "read", Nothing, _M.NewsTasks, "Новости в пути", "News on its way"),
    _op("retry-news", "write", _M.OneTask, _M.Done, "Повторить отложенную новость", "Retry news set aside"),
    _by_code(
        "import-acceptance",
        "call",
        _M.ImportAcceptance,
        _M.AcceptanceState,
        "Принимать по карточке центра",
        "Take payments by a centre's card",
    ),
    _by_code(
        "acceptance", "read", Nothing, _M.AcceptanceState, "Приём по QR и штрихкоду", "Acceptance by QR and barcode"
    ),
    _by_code(
        "refresh-acceptance",
        "call",
        Nothing,
        _M.AcceptanceState,
        "Спросить у центра баланс и состояние приёма",
        "Ask the centre for balance and state of acceptance",
    ),
    _by_code("acceptance-qr", "call", _M.AskAcceptanceQr, QrMade, "Подписанный QR-код", "A signed QR code"),
    _by_code("acceptance-sheet", "call", _M.AskSheet, _M.QrSheet, "QR-код на листе A6", "The QR code on a sheet of A6"),
    _by_code("charge", "call", _M.Charge, _M.AcceptedShown, "Списать по штрихкоду", "Charge by a barcode"),
    _by_code(
        "accepted-payment",
        "read",
        _M.OneAccepted,
        _M.AcceptedShown,
        "Что стало с платежом по QR или штрихкоду",
        "What became of a payment by QR or barcode",
    ),
    _by_code(
        "find-accepted",
        "read",
        _M.FindAccepted,
        _M.AcceptedFound,
        "Искать в платежах по QR и штрихкоду",
        "Search payments by QR and barcode",
    ),
    *reporting.REPORTS,
    *reporting.SCHEDULES,
    *reporting.LETTERS,
    *reporting.IMPORTS,
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
        provider.ACCEPTED: read(service.accepting.accepted, CENTRE),
        consumer.NOTIFY: write(service.accepting.hear, CENTRE),
        provider.USE: call(service.use, SUBSCRIBER),
        provider.SUBSCRIBER: read(service.subscriber, SUBSCRIBER),
        provider.NEWS: call(service.news, SUBSCRIBER),
        osmp.POST: raw(spoken, CENTRE),
        osmp.GET: raw(spoken, CENTRE),
        **operation.doors(OPERATIONS, service),
    }
