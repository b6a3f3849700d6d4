"""What the operator does with the domain: read any revision, commit the next, add shops and their POS."""

from common.operation import Operation
from common.protocol.mistake import Mistakes
from common.words import Words
from processing_app.service.asks import domain as asks

DOMAIN: tuple[Operation, ...] = (
    Operation(
        "domain", "read", asks.AskDomain, asks.DomainShown,
        Words("Настройки домена в любой версии", "The domain at any revision"), within="platform.domain",
    ),
    Operation(
        "domain-revisions", "read", asks.AskDomainRevisions, asks.DomainRevisions,
        Words("Версии домена: кто, когда, почему", "Revisions of the domain: who, when, why"), within="platform.domain",
    ),
    Operation(
        "domain-difference", "read", asks.AskDomainDifference, asks.DomainDifference,
        Words("Что изменилось между версиями домена", "What differs between two revisions"), within="platform.domain",
    ),
    Operation(
        "commit-domain", "write", asks.CommitDomain, asks.DomainCommitted,
        Words("Записать новую версию домена", "Commit a new revision of the domain"), within="platform.domain",
    ),
    Operation(
        "add-owner", "write", asks.AddOwner, asks.DomainCommitted,
        Words("Новый владелец: юридическое лицо", "A new owner: a legal entity"), within="platform.shops",
    ),
    Operation(
        "add-shop", "write", asks.AddShop, asks.DomainCommitted,
        Words("Новый магазин владельца", "A new shop of an owner"), within="platform.shops",
    ),
    Operation(
        "add-payee", "write", asks.AddPayee, asks.DomainCommitted,
        Words("Новый получатель и его счёт", "A new payee and its account"), within="platform.shops",
    ),
    Operation(
        "add-bank", "write", asks.AddBank, asks.DomainCommitted,
        Words("Новый банк-эквайер", "A new acquiring bank"), within="platform.shops",
    ),
    Operation(
        "add-pos", "write", asks.AddPos, asks.DomainCommitted,
        Words("Новая точка продаж с её условиями", "A new POS with its terms"), within="platform.shops",
    ),
    Operation(
        "edit-pos", "write", asks.EditPos, asks.DomainCommitted,
        Words("Изменить точку продаж и её условия", "Edit a POS and its terms"), within="platform.shops",
    ),
    Operation(
        "close-pos", "write", asks.PosId, asks.DomainCommitted,
        Words("Закрыть точку продаж для нового", "Close a POS to anything new"), within="platform.shops",
    ),
    Operation(
        "open-pos", "write", asks.PosId, asks.DomainCommitted,
        Words("Открыть точку продаж снова", "Open a POS again"), within="platform.shops",
    ),
    Operation(
        "try-domain", "read", asks.TryDomain, Mistakes,
        Words("Что не так с тем, что собираются записать", "What is wrong with what is about to be written"),
        within="platform.trials",
    ),
    Operation(
        "add-training-shop", "write", asks.AddTrainingShop, asks.TrainingShop,
        Words("Учебный магазин TEST с имитатором банка", "The training shop TEST with the simulated bank"),
        within="platform.shops",
    ),
    Operation(
        "payers", "call", asks.AskPayers, asks.Payers,
        Words("Плательщики: почта, телефон, браузер, карта", "Payers: e-mail, phone, browser, card"),
        within="platform.payers",
    ),
)  # fmt: skip
