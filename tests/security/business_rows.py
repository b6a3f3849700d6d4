"""Rows 29 to 44 of the security checklist: ids, sums, limits, races, refunds, notices, codes, lies and clocks."""

from tests.security.row import HERE, SELLER, SERVER, STAFF, THIEF, Row

BUSINESS = (
    Row(29, "an id belongs to its first content", (
        "tests/protocol/test_centre_payments.py::test_an_id_belongs_to_its_first_content",
        "tests/protocol/test_provider_credit.py::test_an_id_belongs_to_its_first_content",
        "tests/protocol/test_centre_payments.py::test_eight_at_once_are_one_payment",
    )),
    Row(30, "sums are those of the first message", (
        "tests/protocol/test_centre_payments.py::test_sums_that_do_not_agree_are_not_taken",
        "tests/protocol/test_centre_payments.py::test_a_sum_outside_the_limits_that_the_payer_saw_is_not_taken",
        f"{SELLER}::test_n2_between_what_was_shown_and_what_is_paid_no_field_changes",
        f"{SELLER}::test_n2_what_a_payer_was_asked_stays_what_he_says_yes_to",
        f"{SELLER}::test_n2_no_message_of_a_payer_names_a_sum_or_a_payee",
        "tests/wallets/payments/test_paying.py::test_a_qr_with_its_own_sum_is_paid_with_that_sum_only",
        "tests/wallets/payments/test_paying.py::"
        "test_a_name_that_changes_while_a_charge_waits_is_not_what_the_payer_says_yes_to",
    )),
    Row(31, "a sum is a whole number of kopecks", (
        f"{HERE}/test_numbers.py::test_row_31_a_payments_sums_are_whole_numbers",
        f"{HERE}/test_numbers.py::test_row_31_a_credit_is_a_whole_number",
        f"{HERE}/test_numbers.py::test_row_31_a_top_up_is_a_whole_number",
        "tests/wallets/payments/test_sending.py::test_a_sum_that_is_no_whole_number_is_no_question",
    )),
    Row(32, "limits of JSON", (
        f"{SERVER}/test_bad_input.py::test_a_body_that_is_not_the_message_is_refused",
        f"{SERVER}/test_bad_input.py::test_a_body_of_exactly_64_kb_is_read",
    )),
    Row(33, "no step is skipped", (
        "tests/processing_app/core/test_payment.py::test_the_automaton_allows_what_the_drawing_shows_and_nothing_else",
        "tests/processing_app/test_books.py::test_every_final_state_is_final",
        "tests/intents/core/test_diagrams.py::*",
    )),
    Row(34, "races have one winner", (
        "tests/protocol/test_provider_credit.py::test_eight_at_once_credit_once",
        "tests/protocol/test_provider_fence.py::test_eight_reversals_at_once_take_the_sum_back_once",
        "tests/faults/test_lost.py::test_two_terminals_race_for_the_last_deposit_and_both_payers_are_served",
        "tests/intents/shop/test_races.py::*",
        "tests/wallets/payments/test_races.py::*",
        "tests/wallets/barcodes/test_race.py::*",
    )),
    Row(35, "limits by operation, day and velocity", (
        "tests/wallets/payments/test_limits.py::*",
        f"{THIEF}::test_n1_500_attempts_with_a_stolen_login_take_no_more_than_the_wallets_own_limits",
        f"{THIEF}::test_n1_hour_after_hour_a_day_takes_its_limit_and_the_next_day_no_more",
    )),
    Row(36, "commissions within their bounds", (
        "tests/common/test_money.py::test_a_commission_stays_within_its_bounds",
        "tests/processing_app/test_agents.py::test_a_new_contract_is_told_all_its_mistakes_at_once",
        f"{HERE}/test_formulas.py::test_row_36_formulas_that_were_accepted_fit_into_every_sum",
        f"{HERE}/test_formulas.py::test_row_36_formulas_that_were_refused_take_too_much_somewhere",
        f"{HERE}/test_formulas.py::test_row_36_whatever_formulas_say_no_more_leaves_than_came",
        "tests/intents/domain/test_rules.py::test_what_cannot_be_is_refused_with_its_field_in_both_languages",
    )),
    Row(37, "refunds to their source", (
        "tests/intents/core/test_machine.py::test_no_order_of_steps_parts_an_intent_from_its_book",
        "tests/intents/core/test_machine.py::test_a_core_with_a_bug_parts_from_its_book",
        "tests/intents/core/test_refunds.py::*",
        "tests/intents/shop/test_refunds.py::*",
        "tests/intents/kiosk/test_doors.py::test_a_shop_is_told_in_words_that_cash_is_refunded_by_the_centre",
    )),
    Row(38, "nobody leads a payout elsewhere: a seller has no door for one, a withdrawal stays within its wallet", (
        f"{SELLER}::test_n2_no_money_of_a_seller_leaves_by_its_doors",
        f"{THIEF}::test_n1_500_attempts_with_a_stolen_login_take_no_more_than_the_wallets_own_limits",
    )),
    Row(39, "notifications are signed, numbered, bound to their receiver", (
        f"{HERE}/test_webhooks.py::test_row_39_a_notification_is_for_its_receiver_and_once",
        "tests/intents/webhooks/test_signature.py::*",
        "tests/intents/webhooks/test_sending.py::test_a_stranger_between_changes_nothing_unseen",
        "tests/intents/webhooks/test_doors.py::test_the_database_alone_tells_no_secret",
        f"{HERE}/test_goal_1.py::"
        "test_goal_1_a_forged_altered_or_stale_notice_is_refused_and_a_true_one_is_taken_once",
        f"{HERE}/test_goal_1.py::test_goal_1_notices_are_taken_in_their_order_and_what_was_overtaken_never",
        f"{HERE}/test_goal_1.py::"
        "test_goal_1_notices_of_a_wallet_are_not_taken_for_those_of_another_or_of_a_provider",
        f"{HERE}/test_goal_1.py::test_goal_1_whoever_steals_a_wallet_makes_no_seller_hear_of_money",
        "tests/wallets/notices/test_sending.py::*",
        "tests/wallets/notices/test_receivers.py::test_neither_the_password_nor_the_secret_is_in_any_file_but_the_secrets",
        "tests/wallets/consumer/test_notices.py::*",
        "tests/wallets/provider/test_notices.py::*",
    )),
    Row(40, "QR codes are signed", (
        "tests/qr/test_signed.py::test_5000_forged_codes_are_refused",
        "tests/qr/test_signed.py::test_500_intact_codes_are_what_they_say",
        "tests/qr/test_signed.py::test_a_copy_of_the_database_signs_nothing",
        "tests/qr/test_explaining.py::test_no_mutation_of_a_signed_code_is_payable",
        f"{SELLER}::test_n2_a_code_with_any_field_changed_is_neither_shown_nor_paid",
        f"{SELLER}::test_n2_a_sticker_over_a_sellers_code_shows_whom_it_pays",
        f"{SELLER}::test_n2_a_code_that_calls_itself_by_anothers_name_is_told_by_the_directory",
    )),
    Row(41, "barcodes cannot be guessed or used twice", (
        "tests/wallets/barcodes/test_guesses.py::*",
        "tests/wallets/barcodes/test_life.py::*",
        "tests/wallets/barcodes/test_race.py::*",
        "tests/wallets/barcodes/test_redis.py::*",
        "tests/wallets/barcodes/test_logs.py::*",
        f"{SELLER}::test_n2_a_seller_that_guesses_barcodes_is_stopped_and_no_other_is",
        "tests/intents/kiosk/test_codes.py::test_codes_are_drawn_so_that_nobody_can_guess_the_next",
        "tests/intents/kiosk/test_codes.py::test_an_intent_has_one_code_and_a_code_one_intent_for_ever",
        "tests/intents/kiosk/test_doors.py::test_whoever_guesses_codes_is_told_to_come_later",
        "tests/intents/kiosk/test_anything.py::test_whatever_happens_each_order_is_paid_once",
    )),
    Row(42, "enumeration by checks is throttled", (
        f"{HERE}/test_enumeration.py::test_row_42_number_after_number_is_429_and_another_agent_goes_on",
        "tests/processing_app/test_checks.py::"
        "test_whoever_tries_number_after_number_is_told_to_wait_and_the_others_are_not",
        "tests/agent_terminal/service/test_promises.py::test_a_number_that_could_not_be_checked_takes_no_cash",
        "tests/wallets/accounts/test_own.py::test_whoever_guesses_numbers_is_told_to_come_later_and_alone",
        "tests/wallets/payments/test_sending.py::test_numbers_are_not_guessed_by_sending_either",
        "tests/wallets/payments/test_paying.py::test_a_provider_cannot_find_out_sum_by_sum_what_a_wallet_has",
        "tests/wallets/topping_up/test_doors.py::test_kiosks_that_guess_numbers_are_told_to_come_later",
    )),
    Row(43, "a provider that lies is contained", (
        "tests/processing_app/test_lies.py::test_row_43_a_lie_is_reported_once_by_the_next_reconciliation",
        "tests/processing_app/test_lies.py::test_row_43_a_provider_that_tells_the_truth_is_accused_of_nothing",
        "tests/processing_app/core/test_reconciliation.py::*",
        "tests/common/protocol/test_osmp.py::test_another_sum_than_ours_is_for_a_person",
    )),
    Row(44, "a clock that is wrong harms nobody", (
        f"{STAFF}::test_a_clock_that_was_set_back_locks_nobody_out_for_ever",
        "tests/reports/test_statement.py::test_a_clock_that_was_set_back_changes_no_balance",
    )),
)  # fmt: skip
