"""An intent as a plain book-keeper would keep it: no events, no tables, no fold. The machine holds the core to it.

Every act answers "" (something happened), "same" (it was done before) or the code of its refusal.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

STAGES = ["chargeback", "pre_arbitration", "arbitration"]
DONE, SAME, NEVER = "", "same", "invalid_transition"


@dataclass
class Back:
    """A refund."""

    amount: int
    asked: int | None
    outside: str
    state: str = "pending"


@dataclass
class Quarrel:
    """A dispute."""

    amount: int
    state: str = "pending"
    stage: int = 0


@dataclass
class Try:
    """An attempt; `want` is what the bank is still to do: authorize, capture, cancel (a void, too) or nothing."""

    means: str
    hold: bool
    at_end: str
    deadline: int
    until: int
    outside: str
    kiosk: str = ""
    state: str = "created"
    want: str = "authorize"
    part: int = 0
    captured: int = 0
    fee: int = 0
    told: bool = False
    asleep: int = 0
    receipt: int = 0
    refunds: list[Back] = field(default_factory=list)
    disputes: list[Quarrel] = field(default_factory=list)

    def gone(self) -> int:
        """What of the captured sum is the shop's no more, or perhaps not."""
        back = sum(one.amount for one in self.refunds if one.state != "failed")
        return back + sum(one.amount for one in self.disputes if one.state != "rejected")

    def want_now(self, want: str) -> None:
        """The bank has something else to do."""
        self.want, self.asleep = want, 0


class Model:
    """The intent, its tries and its money."""

    def __init__(self, amount: int, due: int, lifetime: int, hold: int, fee: Callable[[int], int]) -> None:
        """Just made; `fee` is what the POS pays for a captured sum."""
        self.amount, self.due, self.lifetime, self.hold, self.fee = amount, due, lifetime, hold, fee
        self.state = "unpaid"
        self.tries: list[Try] = []
        self.stopped = False
        self.code = False
        self.reserved: tuple[str, int] | None = None
        self.levies = 0
        self.earlier = 0
        """What the POS has of earlier sales."""

    @property
    def open(self) -> Try | None:
        """The try that may still pay, or has."""
        last = self.tries[-1] if self.tries else None
        return last if last and last.state in ("created", "authorized") else None

    def why_not(self, now: int, pinned: str = "payment_pending") -> str:
        """Why nobody may begin now."""
        if self.state != "unpaid":
            return "invalid_intent_status"
        if self.open:
            return pinned if self.open.state == "authorized" else "payment_pending"
        if self.reserved and now < self.reserved[1]:
            return "payment_pending"
        return "invalid_intent_status" if now >= self.due else ""

    def overdue(self, now: int) -> None:
        """The due date, when nobody may pay any more."""
        if self.state == "unpaid" and not self.open and not self.reserved and now >= self.due:
            self.state = "overdue"

    def clock(self, now: int) -> str:
        """What time does."""
        if self.stopped:
            return SAME
        before = (self.state, self.reserved, self.open and (self.open.state, self.open.want))
        one = self.open
        if one and one.state == "created" and 0 < one.deadline <= now:
            one.state, one.told = "failed", False
            one.want_now("cancel")
        elif one and one.state == "authorized" and one.hold and one.want == "" and one.until <= now:
            one.want_now("capture" if one.at_end == "capture" else "cancel")
            one.part = self.amount if one.at_end == "capture" else 0
        if self.reserved and self.reserved[1] <= now:
            self.reserved = None
        self.overdue(now)
        after = (self.state, self.reserved, self.open and (self.open.state, self.open.want))
        return SAME if before == after else DONE

    def cancel_intent(self, now: int) -> str:
        """The shop."""
        if self.state == "cancelled":
            return SAME
        refusal = self.why_not(now, "invalid_intent_status")
        if not refusal:
            self.state = "cancelled"
        return refusal

    def begin(self, now: int, means: str, hold: bool, at_end: str, outside: str, other: bool) -> str:
        """The payer; `other`: under the same outside number he means something else."""
        if outside and any(one.outside == outside for one in self.tries):
            return "external_id_conflict" if other else SAME
        refusal = self.why_not(now)
        if not refusal:
            until = now + self.hold if hold else 0
            self.tries.append(Try(means, hold, at_end, now + self.lifetime, until, outside))
            self.reserved = None
        return refusal

    def say_yes(self, one: Try, now: int, same_reference: bool) -> str:
        """The bank."""
        if one.state == "failed":
            if one.want == "cancel":
                return SAME
            one.want_now("cancel")
            return DONE
        if one.state != "created":
            return SAME if same_reference else NEVER
        if now >= one.deadline:
            return self.say_no(one, now, void=True)
        one.state, one.told, one.part = "authorized", False, 0 if one.hold else self.amount
        one.want_now("" if one.hold else "capture")
        return DONE

    def say_no(self, one: Try, now: int, *, void: bool) -> str:
        """The bank, or nobody knows what it did."""
        if one.state != "created":
            return SAME if one.state == "failed" else NEVER
        one.state, one.told = "failed", False
        one.want_now("cancel" if void else "")
        self.overdue(now)
        return DONE

    def voided(self, one: Try) -> str:
        """The bank holds nothing of a failed try."""
        if one.state != "failed":
            return NEVER
        if one.want != "cancel":
            return SAME
        one.want_now("")
        return DONE

    def step(self, one: Try, want: str, ask_at: int) -> str:
        """The bank is not done."""
        if not want or one.means == "cash" or one.want != want or one.asleep == ask_at:
            return SAME
        one.asleep = ask_at
        return DONE

    def tell(self, one: Try, told: bool) -> str:
        """The payer is asked for something, or has done it."""
        if one.told == told or (told and one.state != "created"):
            return SAME
        one.told = told
        return DONE

    def want_capture(self, one: Try, part: int) -> str:
        """The shop takes it, or a part."""
        if part and part in (one.part, one.captured):
            return SAME
        if one.state != "authorized" or one.want:
            return "invalid_payment_status"
        if not 0 < part <= self.amount:
            return "amount_out_of_range"
        one.part = part
        one.want_now("capture")
        return DONE

    def captured(self, one: Try) -> str:
        """The bank did."""
        if one.captured:
            return SAME
        if one.state != "authorized" or one.want != "capture":
            return NEVER
        one.state, one.captured, one.fee, one.part = "captured", one.part, self.fee(one.part), 0
        one.want_now("")
        self.state = "paid"
        return DONE

    def capture_refused(self, one: Try) -> str:
        """The bank would not."""
        if one.state == "cancelled" or (one.state == "authorized" and one.want == "cancel"):
            return SAME
        if one.state != "authorized" or one.want != "capture":
            return NEVER
        one.part = 0
        one.want_now("cancel")
        return DONE

    def want_back(self, one: Try) -> str:
        """The shop gives the hold back."""
        if one.state == "cancelled" or (one.state == "authorized" and one.want == "cancel"):
            return SAME
        if one.state != "authorized" or one.want:
            return "invalid_payment_status"
        one.want_now("cancel")
        return DONE

    def given_back(self, one: Try, now: int) -> str:
        """The bank did."""
        if one.state == "cancelled":
            return SAME
        if one.state != "authorized" or one.want != "cancel":
            return NEVER
        one.state = "cancelled"
        one.want_now("")
        self.overdue(now)
        return DONE

    def refund(self, one: Try, asked: int | None, outside: str) -> str:
        """The shop; None for all that is left."""
        amount = one.captured - one.gone() if asked is None else asked
        for was in one.refunds:
            if outside and was.outside == outside:
                return SAME if was.asked == asked else "external_id_conflict"
        if one.state == "chargeback":
            return "chargeback_in_progress"
        if one.state != "captured":
            return "invalid_payment_status"
        if one.means == "cash":
            return "cash_refund"
        if not 0 < amount <= one.captured - one.gone():
            return "amount_out_of_range"
        if amount > self.shop():
            return "insufficient_funds"
        one.refunds.append(Back(amount, asked, outside))
        return DONE

    def refunded(self, one: Try, number: int, state: str) -> str:
        """The bank took it, or not."""
        if not 0 < number <= len(one.refunds):
            return NEVER
        back = one.refunds[number - 1]
        if back.state != "pending":
            return SAME if back.state == state else NEVER
        back.state = state
        if sum(each.amount for each in one.refunds if each.state == "succeeded") == one.captured:
            one.state = "refunded"
        return DONE

    def dispute(self, one: Try, amount: int, levy: int) -> str:
        """The payer's bank."""
        refusal = self._undisputable(one, amount)
        if not refusal:
            one.disputes.append(Quarrel(amount))
            one.state = "chargeback"
            self.levies += levy
        return refusal

    def again(self, one: Try, number: int, levy: int) -> str:
        """The payer's bank does not let go."""
        if not 0 < number <= len(one.disputes):
            return NEVER
        quarrel = one.disputes[number - 1]
        if quarrel.state != "rejected" or quarrel.stage == len(STAGES) - 1:
            return "invalid_payment_status"
        refusal = self._undisputable(one, quarrel.amount)
        if not refusal:
            quarrel.state, quarrel.stage, one.state = "pending", quarrel.stage + 1, "chargeback"
            self.levies += levy
        return refusal

    def decide(self, one: Try, number: int, state: str) -> str:
        """The card system."""
        if not 0 < number <= len(one.disputes):
            return NEVER
        quarrel = one.disputes[number - 1]
        if quarrel.state != "pending":
            return SAME if quarrel.state == state else NEVER
        quarrel.state = state
        one.state = "captured" if state == "rejected" else "chargeback"
        return DONE

    def print_receipt(self, one: Try, number: int) -> str:
        """The cash register."""
        if one.state not in ("captured", "refunded", "chargeback"):
            return "invalid_payment_status"
        if one.receipt == number:
            return SAME
        one.receipt = number
        return DONE

    def issue(self, now: int) -> str:
        """A code for kiosks."""
        if self.state == "unpaid" and not self.open and self.code:
            return SAME
        refusal = self.why_not(now)
        self.code = self.code or not refusal
        return refusal

    def reserve(self, kiosk: str, now: int, until: int) -> str:
        """A kiosk asks about it."""
        if self._is_mine(kiosk):
            return SAME
        refusal = self.why_not(now)
        if not refusal:
            self.reserved = (kiosk, until)
        return refusal

    def release(self, kiosk: str) -> str:
        """That payer went away."""
        if not self.reserved or self.reserved[0] != kiosk:
            return SAME
        self.reserved = None
        return DONE

    def cash(self, kiosk: str, amount: int, now: int) -> str:
        """That payer paid."""
        if any(one.kiosk == kiosk for one in self.tries):
            return SAME
        if amount != self.amount:
            return "wrong_amount"
        refusal = "" if self._is_mine(kiosk) else self.why_not(now)
        if not refusal:
            paid = Try("cash", False, "cancel", 0, 0, "", kiosk, "captured", "", 0, amount, self.fee(amount))
            self.tries.append(paid)
            self.state, self.reserved = "paid", None
        return refusal

    def shop(self) -> int:
        """What is owed to the POS."""
        return sum(one.captured - one.fee - one.gone() for one in self.tries) + self.earlier - self.levies

    def money(self) -> dict[str, int]:
        """Where all of it is, by the names of the ledger."""
        found = {
            "bank:simulated:settlement": -self.earlier - sum(self._at_bank(one) for one in self.tries),
            "provider:0:settlement": -sum(one.captured for one in self.tries if one.means == "cash"),
            "pos:TEST:settlement": self.shop(),
            "processing:commission": sum(one.fee for one in self.tries) + self.levies,
        }
        for n, one in enumerate(self.tries, 1):
            found[f"payment:i.{n}:hold"] = self.amount if one.state == "authorized" else 0
            for m, back in enumerate(one.refunds, 1):
                found[f"refund:i.{n}.r{m}:hold"] = back.amount if back.state == "pending" else 0
            for m, quarrel in enumerate(one.disputes, 1):
                found[f"chargeback:i.{n}.c{m}:hold"] = quarrel.amount if quarrel.state == "pending" else 0
        return {name: amount for name, amount in found.items() if amount}

    def wakes(self) -> int:
        """When time will do something; 0: never."""
        moments = [one.asleep for one in self.tries if one.asleep and one.want]
        one = self.open
        if self.state == "unpaid" and not one:
            moments.append(self.reserved[1] if self.reserved else self.due)
        if one and one.state == "created":
            moments.append(one.deadline)
        if one and one.state == "authorized" and one.hold and not one.want:
            moments.append(one.until)
        return 0 if self.stopped else min(moments, default=0)

    def _undisputable(self, one: Try, amount: int) -> str:
        if one.state == "chargeback":
            return "chargeback_in_progress"
        if one.state != "captured":
            return "invalid_payment_status"
        if one.means == "cash":
            return "not_supported"
        return "" if 0 < amount <= one.captured - one.gone() else "amount_out_of_range"

    def _is_mine(self, kiosk: str) -> bool:
        return self.state == "unpaid" and not self.open and self.reserved is not None and self.reserved[0] == kiosk

    def _at_bank(self, one: Try) -> int:
        """What the bank owes us for a try."""
        if one.means == "cash":
            return 0
        held = self.amount if one.state == "authorized" else 0
        back = sum(each.amount for each in one.refunds if each.state == "succeeded")
        return held + one.captured - back - sum(each.amount for each in one.disputes if each.state == "accepted")
