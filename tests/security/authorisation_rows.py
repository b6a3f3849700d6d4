"""Rows 15 to 28 of the security checklist: whose object, which operation, tokens and who acts for whom."""

from tests.security.row import HERE, MANNERS, MINT, SHOPS, TOKENS, Row

AUTHORISATION = (
    Row(15, "each sees only his own", (
        f"{SHOPS}::test_every_door_with_a_body_has_a_question_here",
        f"{SHOPS}::test_row_15_another_shop_s_intent_is_one_that_is_not_there",
        f"{SHOPS}::test_row_15_to_its_owner_the_same_intent_is_there",
        f"{SHOPS}::test_row_15_a_pos_of_another_shop_takes_no_intents",
        "tests/intents/shop/test_isolation.py::test_of_a_foreign_object_a_shop_hears_the_same_as_of_none",
        "tests/intents/shop/test_isolation.py::test_a_payer_sees_his_own_intent_only",
        "tests/intents/shop/test_isolation.py::test_lists_hold_their_own_shops_things_only",
        f"{HERE}/test_matrix.py::test_row_15_every_door_is_in_the_matrix_once",
        f"{HERE}/test_matrix.py::test_row_15_somebody_elses_object_is_one_that_is_not_there",
        f"{HERE}/test_matrix.py::test_row_15_to_its_owner_the_same_object_is_there",
        f"{HERE}/test_matrix.py::test_row_15_a_question_about_nothing_answers_with_the_askers_own",
        f"{HERE}/test_matrix.py::test_row_15_the_id_of_somebody_elses_credit_is_free_and_says_nothing",
        f"{HERE}/test_matrix.py::test_row_15_the_id_of_somebody_elses_payment_is_reused_whatever_is_said_of_it",
        f"{HERE}/test_matrix.py::test_row_15_the_number_of_somebody_elses_payment_by_osmp_is_not_found",
        "tests/protocol/test_centre_payments.py::test_another_agent_sees_nothing_of_a_payment_and_cannot_take_its_id",
        f"{HERE}/test_matrix.py::test_row_15_nor_is_it_there_for_a_provider_whose_it_is_not",
        f"{HERE}/test_matrix.py::test_row_15_the_id_of_somebody_elses_payment_of_a_wallet_is_reused_like_ones_own",
        f"{HERE}/test_goal_2.py::test_goal_2_every_door_that_names_a_thing_is_tried_with_somebody_elses",
        f"{HERE}/test_goal_2.py::test_goal_2_what_is_another_shops_is_the_same_as_what_is_not",
        f"{HERE}/test_goal_2.py::test_goal_2_a_side_of_a_payment_learns_of_the_other_no_more_than_a_short_name",
        "tests/wallets/payments/test_seeing.py::test_what_is_anothers_is_the_same_as_what_is_not",
        "tests/common/reporting/test_owner.py::test_somebody_else_s_report_is_one_that_is_not_there",
    )),
    Row(16, "each does only what is his", (
        f"{HERE}/test_doors.py::test_row_16_a_login_opens_the_doors_of_its_own_kind_only",
        "tests/intents/shop/test_isolation.py::test_a_payer_does_nothing_that_is_for_shops",
        "tests/intents/shop/test_isolation.py::test_a_token_without_the_scope_of_a_door_does_not_open_it",
        f"{HERE}/test_matrix.py::test_row_15_every_door_is_in_the_matrix_once",
    )),
    Row(17, "a field that nobody declared is refused", (
        f"{MANNERS}::test_a_field_that_nobody_declared_is_refused",
        "tests/proof/interfaces/test_conformance.py::test_every_door_answers_as_its_document_says",
    )),
    Row(18, "answers carry what they declare", (
        "tests/proof/interfaces/test_conformance.py::test_every_door_answers_as_its_document_says",
        "tests/provider_app/test_contracts.py::test_contracts_are_listed_without_passwords",
    )),
    Row(19, "one algorithm of tokens", (
        f"{TOKENS}::test_the_forger_s_own_token_is_sound",
        f"{TOKENS}::test_row_19_sixty_forged_tokens_let_nobody_in",
        f"{HERE}/test_goal_3.py::test_goal_3_no_forged_token_enters_a_wallet",
    )),
    Row(20, "every claim is demanded", (
        f"{TOKENS}::test_row_20_every_claim_is_demanded_and_is_what_it_must_be",
    )),
    Row(21, "scopes are exact", (
        f"{TOKENS}::test_row_21_a_payer_s_token_enters_by_its_own_scopes_only",
        f"{TOKENS}::test_row_21_the_scope_of_another_intent_is_none",
    )),
    Row(22, "revocation within a second", (
        f"{TOKENS}::test_row_22_revoked_is_revoked_for_everybody_at_once",
        f"{TOKENS}::test_row_22_a_shop_ends_the_tokens_of_its_own_intent",
        f"{TOKENS}::test_row_22_revoked_is_revoked_after_a_restart",
        f"{HERE}/test_stolen_wallet.py::test_n1_whose_token_is_revoked_is_out_before_the_answer_comes",
        f"{HERE}/test_stolen_wallet.py::test_n1_a_stolen_token_gets_its_thief_nothing_that_outlives_it",
        "tests/wallets/test_tokens.py::test_what_was_ended_stays_so_after_a_restart",
        f"{MINT}::test_what_was_revoked_is_revoked_after_a_restart",
    )),
    Row(23, "skew of 30 seconds", (
        f"{TOKENS}::test_row_23_clocks_may_differ_by_half_a_minute",
        f"{TOKENS}::test_row_23_whoever_is_remembered_is_not_remembered_longer",
    )),
    Row(24, "rotation of signing keys", (
        f"{TOKENS}::test_row_24_keys_are_changed_under_load_and_nobody_is_refused",
        f"{TOKENS}::test_row_24_a_key_is_in_its_sealed_file_and_nowhere_else",
        f"{TOKENS}::test_row_24_no_token_is_in_any_file",
        f"{MINT}::test_what_the_former_key_signed_is_good_until_it_ends_by_itself",
        f"{MINT}::test_a_key_that_was_stolen_ends_at_once_and_is_destroyed",
    )),
    Row(25, "doors for clients refuse keys of servers", (
        f"{TOKENS}::test_row_25_a_door_of_servers_refuses_the_token_of_a_page",
        f"{TOKENS}::test_row_25_a_door_of_pages_refuses_the_key_of_a_server",
        f"{TOKENS}::test_row_25_a_key_of_a_server_is_refused_in_any_browser",
        f"{TOKENS}::test_row_25_a_token_of_one_kind_is_none_of_another",
    )),
    Row(26, "impersonation is doubly logged", (
        f"{TOKENS}::test_row_26_an_impersonator_leaves_both_names",
        f"{TOKENS}::test_row_26_nobody_but_an_operator_acts_for_a_shop",
    )),
    Row(27, "a blocked contract is refused at once", (
        "tests/provider_app/test_contracts.py::test_what_is_edited_is_in_force_at_once",
        "tests/processing_app/test_agents.py::test_a_blocked_agent_says_since_when_and_unblocking_is_its_opposite",
        f"{HERE}/test_stolen_wallet.py::test_n1_blocking_stops_it_at_once_whatever_is_under_way",
        f"{HERE}/test_stolen_wallet.py::test_n1_a_new_password_puts_the_thief_out_at_once_with_all_that_he_has",
        f"{HERE}/test_stolen_wallet.py::test_n1_whoever_was_let_in_and_is_still_speaking_is_put_out_too",
        f"{HERE}/test_stolen_wallet.py::test_n1_what_waits_for_the_writer_when_the_password_is_changed_is_ended_too",
        f"{HERE}/test_closed_shop.py::test_row_27_a_closed_pos_takes_nothing_new_and_open_payments_finish",
    )),
    Row(28, "four eyes above a threshold", (
        f"{HERE}/test_four_eyes.py::test_row_28_one_operator_alone_moves_nothing",
        f"{HERE}/test_four_eyes.py::test_row_28_two_operators_do_and_both_are_named",
        f"{HERE}/test_four_eyes.py::test_row_28_an_operator_who_was_removed_approves_nothing",
        f"{HERE}/test_four_eyes.py::test_row_28_below_the_threshold_one_is_enough",
        "tests/intents/repair/test_four_eyes.py::*",
    )),
)  # fmt: skip
