"""What the operator does with the domain: read any revision, commit the next, add shops and their POS."""

from common.operation import Operation
from common.words import Words
from processing_app.service.asks import domain as asks

DOMAIN: tuple[Operation, ...] = (
    Operation(
        "domain", "read", asks.AskDomain, asks.DomainShown,
        Words("Настройки домена в любой версии", "The domain at any revision"), within="domain",
    ),
    Operation(
        "domain-revisions", "read", asks.AskDomainRevisions, asks.DomainRevisions,
        Words("Версии домена: кто, когда, почему", "Revisions of the domain: who, when, why"), within="domain",
    ),
    Operation(
        "domain-difference", "read", asks.AskDomainDifference, asks.DomainDifference,
        Words("Что изменилось между версиями домена", "What differs between two revisions"), within="domain",
    ),
    Operation(
        "commit-domain", "write", asks.CommitDomain, asks.DomainCommitted,
        Words("Записать новую версию домена", "Commit a new revision of the domain"), within="domain",
    ),
    Operation(
        "add-owner", "write", asks.AddOwner, asks.DomainCommitted,
        Words("Новый владелец: юридическое лицо", "A new owner: a legal entity"), within="shops",
    ),
    Operation(
        "add-shop", "write", asks.AddShop, asks.DomainCommitted,
        Words("Новый магазин владельца", "A new shop of an owner"), within="shops",
    ),
    Operation(
        "add-payee", "write", asks.AddPayee, asks.DomainCommitted,
        Words("Новый получатель и его счёт", "A new payee and its account"), within="shops",
    ),
    Operation(
        "add-bank", "write", asks.AddBank, asks.DomainCommitted,
        Words("Новый банк-эквайер", "A new acquiring bank"), within="shops",
    ),
    Operation(
        "add-pos", "write", asks.AddPos, asks.DomainCommitted,
        Words("Новая точка продаж с её условиями", "A new POS with its terms"), within="shops",
    ),
    Operation(
        "edit-pos", "write", asks.EditPos, asks.DomainCommitted,
        Words("Изменить точку продаж и её условия", "Edit a POS and its terms"), within="shops",
    ),
    Operation(
        "close-pos", "write", asks.PosId, asks.DomainCommitted,
        Words("Закрыть точку продаж для нового", "Close a POS to anything new"), within="shops",
    ),
    Operation(
        "open-pos", "write", asks.PosId, asks.DomainCommitted,
        Words("Открыть точку продаж снова", "Open a POS again"), within="shops",
    ),
    Operation(
        "add-training-shop", "write", asks.AddTrainingShop, asks.TrainingShop,
        Words("Учебный магазин TEST с имитатором банка", "The training shop TEST with the simulated bank"),
        within="shops",
    ),
)  # fmt: skip
