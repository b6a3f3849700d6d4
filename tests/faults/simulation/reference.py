"""The 24 bugs that reliability.md 3.2 names: which mutant each is here, or why there is none (yet)."""

from typing import NamedTuple


class Named(NamedTuple):
    """A bug by the reference's name: a mutant of ours, or the reason why not."""

    name: str
    mutant: str = ""
    without: str = ""


NAMED = (
    Named("PV ignores key", "provider_ignores_key"),
    Named("PC ignores key", "centre_ignores_key"),
    Named("PC checks key outside the transaction",
          without="the commit refuses a second (stream, version) and the payment is folded anew: the same as no bug"),
    Named("kiosk new key per retry", "terminal_new_key"),
    Named("worker new key per retry", "worker_new_key"),
    Named("outbox written after commit", "task_after_commit"),
    Named("outbox deleted before send", "task_closed_early"),
    Named("ack before commit", "answer_before_commit"),
    Named("time-out = failed", "silence_is_a_no"),
    Named("refund without fence", "no_fence"),
    Named("finish without compare-and-set", "ends_without_comparing"),
    Named("credit before 0x81", "cash_before_it_is_in"),
    Named("credit and payment in two transactions", "cash_in_two_commits"),
    Named("no recovery of escrowed note", "forgets_open_note"),
    Named("duplicate 0x81 credited", "repeated_receipt_counts"),
    Named("event seq from count()", without="nothing is ever deleted from the log: the same as no bug"),
    Named("hold not released on failure", "hold_not_released"),
    Named("hold released twice", "hold_released_twice"),
    Named("barcode check in Redis only", without="barcodes come with issue 10"),
    Named("overdue by client clock", "overdue_by_payers_clock"),
    Named("replay of stale notification accepted", "news_heard_twice"),
    Named("payout selects before hold", without="payouts come after issue 9"),
    Named("rounding remainder dropped", "remainder_dropped"),
    Named("Kafka offset committed before effect", without="there is no Kafka in the network"),
)  # fmt: skip
