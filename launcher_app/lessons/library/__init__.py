"""The library of lessons, in the order in which they are taken; each has its page in docs/lessons."""

from launcher_app.lessons.lesson import Lesson
from launcher_app.lessons.library import (
    bring_to_end,
    changed_sum,
    double_press,
    empty_deposit,
    lost_reply,
    own_role,
    payment,
    power_cut,
    register,
    shop,
    subscriber,
    wallet,
    where_is_money,
    who_is_who,
    wrong_password,
)

LESSONS: tuple[Lesson, ...] = (
    who_is_who.LESSON,
    subscriber.LESSON,
    payment.LESSON,
    where_is_money.LESSON,
    bring_to_end.LESSON,
    lost_reply.LESSON,
    double_press.LESSON,
    wrong_password.LESSON,
    empty_deposit.LESSON,
    changed_sum.LESSON,
    register.LESSON,
    power_cut.LESSON,
    own_role.LESSON,
    shop.LESSON,
    wallet.LESSON,
)
