"""Every row of the security checklist: its name, the tests that prove it here, or the issue that will bring it."""

from tests.security.authorisation_rows import AUTHORISATION
from tests.security.card_rows import CARDS
from tests.security.kiosk_rows import HYGIENE, KIOSK
from tests.security.row import (
    CREDENTIALS,
    EXCEL,
    FIELDS,
    HERE,
    LETTERS,
    LOGS,
    MANNERS,
    PEER,
    SERVER,
    SHOPS,
    SMTP,
    STAFF,
    STRANGER,
    TIMING,
    TLS,
    TRUST,
    WALLETS,
    WATCHMAN,
    Row,
    later,
)

AUTHENTICATION = (
    Row(1, "every door needs a login", (
        f"{HERE}/test_doors.py::test_row_1_no_door_opens_to_nobody_and_none_says_anything",
        f"{SHOPS}::test_row_1_no_door_of_shops_opens_to_nobody",
    )),
    Row(2, "comparison takes any bytes, and as long for each", (
        f"{HERE}/test_raw_requests.py::test_row_4_a_header_that_is_no_login_of_ours_is_401",
        f"{CREDENTIALS}::test_argon2_tells_right_from_wrong_and_survives_garbage",
        f"{TIMING}::test_row_2_a_login_of_any_letters_is_401",
        f"{TIMING}::test_row_2_a_password_that_is_nearly_right_takes_as_long_as_any_other",
        f"{TIMING}::test_a_gatekeeper_that_is_not_careful_is_seen_by_its_time",
    )),
    Row(3, "an unknown login costs the same as a wrong password", (
        f"{TIMING}::test_row_3_an_unknown_login_costs_the_same_as_a_wrong_password",
        f"{TIMING}::test_row_3_where_passwords_were_typed_every_wrong_one_takes_as_long",
        f"{TIMING}::test_row_3_a_stranger_with_many_logins_makes_nobody_compute_for_long",
        f"{TIMING}::test_a_gatekeeper_that_is_not_careful_is_seen_by_its_time",
    )),
    Row(4, "the header's parser", (
        f"{HERE}/test_raw_requests.py::test_row_4_a_header_that_is_no_login_of_ours_is_401",
        f"{HERE}/test_raw_requests.py::test_row_4_the_schemes_letters_may_be_of_any_size",
        "tests/proof/fuzz/test_fuzzing.py::test_no_reader_of_strangers_bytes_does_anything_but_refuse",
    )),
    Row(5, "machine passwords of 128 bits, kept as a keyed hash", (
        f"{CREDENTIALS}::test_a_made_password_is_hard_to_guess_and_fits_into_a_header",
        f"{CREDENTIALS}::test_the_database_holds_no_password_and_lets_nobody_in_without_the_roles_key",
        "tests/test_layers.py::test_the_tree_keeps_the_rule",
    )),
    Row(6, "typed passwords are computed in a bounded pool", (
        f"{CREDENTIALS}::test_guessing_a_typed_password_from_many_threads_costs_few_computations",
    )),
    Row(7, "guessing is throttled and locks nobody out", (
        f"{CREDENTIALS}::test_after_ten_failures_in_a_minute_even_the_right_password_waits",
        f"{CREDENTIALS}::test_failures_do_not_lock_out_who_is_remembered_and_do_not_pile_up",
    )),
    Row(8, "no login that everybody knows", (
        f"{HERE}/test_doors.py::test_row_8_no_login_is_one_that_everybody_knows",
        f"{HERE}/test_doors.py::test_row_8_no_two_roles_and_no_two_installations_share_a_secret",
    )),
    Row(9, "a password per contract, changed with an overlap", (
        f"{CREDENTIALS}::test_after_a_change_both_passwords_are_valid_for_a_day_and_then_the_new_one",
        f"{CREDENTIALS}::test_a_revoked_login_enters_no_more_though_it_was_remembered",
    )),
    Row(10, "no password in an address", (
        f"{PEER}::test_an_address_that_cannot_be_is_the_contracts_fault_before_anything_is_sent",
        f"{HERE}/test_canaries.py::test_row_83_no_secret_is_in_a_file_that_is_not_its_own",
    )),
    Row(11, "TLS by settings", (
        f"{TLS}::test_row_11_a_whole_payment_goes_over_https_through_all_four_roles",
        f"{TLS}::test_row_11_a_payment_waits_for_a_certificate_that_has_ended_and_goes_on_when_it_is_renewed",
        f"{TLS}::test_row_11_no_role_shows_itself_to_other_computers_in_clear_by_accident",
        f"{TLS}::test_row_11_it_does_with_tls_or_when_that_is_what_was_asked_for",
        f"{TRUST}::test_row_11_who_does_not_prove_who_it_is_hears_nothing",
        f"{TRUST}::test_row_11_a_password_does_not_leave_this_computer_in_clear",
        f"{SERVER}/test_private.py::test_row_11_tls_1_1_is_too_old",
        "tests/launcher_app/test_certificates.py::*",
    )),
    Row(12, "no redirect to TLS", (
        f"{TLS}::test_row_12_a_plain_request_to_the_port_of_tls_is_led_nowhere",
        f"{SERVER}/test_private.py::test_row_12_a_plain_request_is_closed_and_led_nowhere",
    )),
    later(13, "certificates of both sides", WALLETS),
    Row(14, "failures are logged without the password", (
        f"{HERE}/test_canaries.py::test_row_83_no_secret_is_in_a_file_that_is_not_its_own",
        f"{WATCHMAN}::test_a_password_that_is_guessed_calls_a_person_once",
    )),
)  # fmt: skip
BUSINESS = (
    Row(29, "an id belongs to its first content", (
        "tests/protocol/test_centre_payments.py::test_an_id_belongs_to_its_first_content",
        "tests/protocol/test_provider_credit.py::test_an_id_belongs_to_its_first_content",
        "tests/protocol/test_centre_payments.py::test_eight_at_once_are_one_payment",
    )),
    Row(30, "sums are those of the first message", (
        "tests/protocol/test_centre_payments.py::test_sums_that_do_not_agree_are_not_taken",
        "tests/protocol/test_centre_payments.py::test_a_sum_outside_the_limits_that_the_payer_saw_is_not_taken",
    )),
    Row(31, "a sum is a whole number of kopecks", (
        f"{HERE}/test_numbers.py::test_row_31_a_payments_sums_are_whole_numbers",
        f"{HERE}/test_numbers.py::test_row_31_a_credit_is_a_whole_number",
        f"{HERE}/test_numbers.py::test_row_31_a_top_up_is_a_whole_number",
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
    )),
    later(35, "limits by operation, day and velocity", WALLETS),
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
    later(38, "a new account for payouts waits", WALLETS),
    later(
        39, "notifications are signed, numbered, bound to their receiver: webhooks, other roles' later", WALLETS,
        f"{HERE}/test_webhooks.py::test_row_39_a_notification_is_for_its_receiver_and_once",
        "tests/intents/webhooks/test_signature.py::*",
        "tests/intents/webhooks/test_sending.py::test_a_stranger_between_changes_nothing_unseen",
        "tests/intents/webhooks/test_doors.py::test_the_database_alone_tells_no_secret",
    ),
    later(40, "QR codes are signed", WALLETS),
    later(
        41, "barcodes cannot be guessed or used twice", WALLETS,
        "tests/intents/kiosk/test_codes.py::test_codes_are_drawn_so_that_nobody_can_guess_the_next",
        "tests/intents/kiosk/test_codes.py::test_an_intent_has_one_code_and_a_code_one_intent_for_ever",
        "tests/intents/kiosk/test_doors.py::test_whoever_guesses_codes_is_told_to_come_later",
        "tests/intents/kiosk/test_anything.py::test_whatever_happens_each_order_is_paid_once",
    ),
    Row(42, "enumeration by checks is throttled", (
        f"{HERE}/test_enumeration.py::test_row_42_number_after_number_is_429_and_another_agent_goes_on",
        "tests/processing_app/test_checks.py::"
        "test_whoever_tries_number_after_number_is_told_to_wait_and_the_others_are_not",
        "tests/agent_terminal/service/test_promises.py::test_a_number_that_could_not_be_checked_takes_no_cash",
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
PARSING = (
    Row(45, "statements take parameters only", (
        f"{HERE}/test_names.py::test_row_45_a_name_travels_as_it_is_or_is_refused",
        f"{HERE}/test_lint.py::test_row_45_no_statement_is_made_of_texts",
    )),
    Row(46, "orders and columns are chosen from a list", (
        f"{HERE}/test_names.py::test_row_46_a_pattern_is_a_text_to_be_looked_for",
        f"{HERE}/test_names.py::test_row_46_an_order_is_one_of_a_list",
        "tests/proof/interfaces/test_conformance.py::test_every_door_answers_as_its_document_says",
    )),
    Row(47, "XML without entities", (
        "tests/common/protocol/test_osmp.py::test_what_cannot_be_understood_is_asked_again",
        "tests/common/protocol/test_osmp.py::test_any_bytes_are_read_or_asked_again",
    )),
    Row(48, "nothing of an input is run", (f"{HERE}/test_lint.py::test_row_48_nothing_of_an_input_is_run",)),
    Row(49, "no command line is made of an input", (f"{HERE}/test_lint.py::test_row_48_nothing_of_an_input_is_run",)),
    Row(50, "no text of a workbook is a formula", (
        f"{EXCEL}/test_text.py::test_texts_are_shown_as_they_are_and_run_nothing",
        f"{EXCEL}/test_text.py::test_any_texts_come_back_as_texts",
        f"{EXCEL}/test_text.py::test_no_text_of_a_book_leads_out_of_it",
    )),
    Row(51, "no text of a CSV is one either", (
        f"{EXCEL}/test_text.py::test_csv_holds_one_line_a_row_and_runs_nothing",
        f"{EXCEL}/test_table_file.py::test_csv_opens_in_a_russian_spreadsheet_and_runs_nothing",
    )),
    Row(52, "names of sheets and files", (
        f"{EXCEL}/test_book.py::test_names_of_sheets_are_legal_and_differ",
        "tests/common/reporting/test_naming.py::*",
    )),
    Row(53, "what a workbook cannot hold", (
        f"{EXCEL}/test_text.py::test_what_a_file_cannot_hold_is_seen_and_what_is_too_long_says_so",
        f"{EXCEL}/test_recalculated.py::test_results_beside_formulas_are_those_that_another_program_finds",
    )),
    Row(54, "no text becomes a header of a letter", (
        f"{LETTERS}::test_no_text_becomes_a_header_or_a_recipient",
        f"{LETTERS}::test_no_text_of_any_alphabet_does_either",
        "tests/mail/test_address.py::test_whatever_is_accepted_is_one_plain_address",
    )),
    Row(55, "a mail server's line is private", (
        f"{SMTP}::test_a_server_that_hides_starttls_gets_neither_password_nor_letter",
        f"{SMTP}::test_a_certificate_of_another_server_is_not_trusted",
    )),
    Row(56, "a report goes to its owner", (
        "tests/common/reporting/test_owner.py::test_somebody_else_s_report_is_one_that_is_not_there",
        "tests/common/reporting/test_owner.py::test_a_name_that_is_not_latin_is_told_both_ways",
    )),
    Row(57, "no name becomes markup", (
        f"{LETTERS}::test_no_text_becomes_markup",
        f"{HERE}/test_lint.py::test_row_57_every_label_says_what_kind_its_text_is",
        f"{HERE}/test_lint.py::test_row_57_a_label_that_qt_would_look_into_is_found",
        f"{HERE}/test_lint.py::test_row_57_a_bubble_shows_a_name_as_it_is_written",
        f"{HERE}/test_lint.py::test_row_65_the_page_makes_an_expression_in_one_place",
    )),
    Row(58, "a line of the log is one line", (
        f"{HERE}/test_names.py::test_row_58_a_line_of_the_log_is_one_line_of_print",
        f"{LOGS}::test_the_console_shows_one_line_that_no_stranger_can_make_two",
    )),
    Row(59, "nothing that was sent becomes a header", (
        f"{HERE}/test_raw_requests.py::test_row_59_nothing_that_was_sent_becomes_a_header_of_the_answer",
    )),
    Row(60, "no request is smuggled", (
        f"{HERE}/test_raw_requests.py::test_row_60_a_request_with_two_readings_does_nothing",
        f"{SERVER}/test_connections.py::test_nothing_behind_a_refused_request_is_done",
    )),
    Row(61, "no text is a template", (f"{HERE}/test_names.py::test_row_45_a_name_travels_as_it_is_or_is_refused",)),
    Row(62, "no path leads out", (
        f"{HERE}/test_paths.py::test_row_62_no_path_leads_out",
        "tests/common/reporting/test_owner.py::test_nothing_but_a_report_s_own_files_is_given_out",
        "tests/agent_terminal/test_page_files.py::test_a_link_out_of_the_folder_is_not_followed",
    )),
    Row(63, "a number that only looks like one", (
        f"{HERE}/test_names.py::test_row_63_a_number_that_only_looks_like_one_is_not_that_one",
    )),
)  # fmt: skip
RULES_AND_CALLS = (
    Row(64, "expressions take linear time", (
        f"{FIELDS}::test_an_expression_that_ruins_others_takes_linear_time",
        f"{FIELDS}::test_an_expression_that_does_not_compile_is_refused_with_its_reason",
    )),
    Row(65, "the page tries quick expressions only", (
        f"{HERE}/test_lint.py::test_row_65_the_page_makes_an_expression_in_one_place",
        "tests/agent_terminal/kiosk/test_shape.py::"
        "test_row_65_an_expression_that_would_hold_the_page_is_not_tried_there",
    )),
    Row(66, "a value is matched whole everywhere", (
        f"{FIELDS}::test_a_value_is_matched_whole",
        f"{FIELDS}::test_our_quick_matcher_and_the_engines_own_agree",
        "tests/agent_terminal/kiosk/test_shape.py::test_row_66_the_page_and_the_terminal_agree_on_what_does_not_fit",
    )),
    Row(67, "names of fields", (
        "tests/processing_app/test_contracts.py::test_a_field_may_not_take_the_place_of_the_protocols_own",
        f"{FIELDS}::test_fields_need_an_account_first_and_names_once",
    )),
    Row(68, "addresses that lead inside", (
        f"{HERE}/test_addresses.py::test_row_68_no_contract_is_signed_with_an_address_that_leads_inside",
        f"{HERE}/test_addresses.py::test_row_68_a_name_that_leads_here_since_gets_no_byte",
        f"{HERE}/test_webhooks.py::test_row_68_no_webhook_leads_inside",
        "tests/common/test_receivers.py::*",
        f"{STRANGER}::test_row_68_the_address_that_was_judged_is_the_one_that_is_connected_to",
        f"{STRANGER}::test_a_name_that_leads_inside_gets_no_connection",
        "tests/common/test_addresses.py::*",
        f"{PEER}::test_an_address_that_cannot_be_is_the_contracts_fault_before_anything_is_sent",
    )),
    Row(69, "only contracts' own ports on this computer", (
        f"{HERE}/test_addresses.py::test_row_69_the_centres_own_port_is_no_provider",
        f"{HERE}/test_addresses.py::test_row_69_a_providers_own_port_is_no_place_for_news",
        f"{HERE}/test_webhooks.py::test_row_69_only_registered_places_here_and_never_a_roles_own",
        f"{HERE}/test_webhooks.py::test_row_69_a_place_that_is_registered_no_more_gets_nothing",
        "tests/common/test_addresses.py::test_nobody_has_a_contract_with_himself",
    )),
    Row(70, "a redirect is not followed", (
        f"{PEER}::test_a_redirect_is_not_followed",
        f"{STRANGER}::test_row_70_a_redirect_is_an_answer_and_leads_nowhere",
    )),
    Row(71, "neither proxies nor netrc", (
        f"{PEER}::test_neither_proxies_nor_netrc_of_the_environment_matter",
        f"{STRANGER}::test_row_71_neither_proxies_nor_netrc_of_the_environment_matter",
    )),
    Row(72, "an answer has a size and a time", (
        f"{PEER}::test_an_answer_that_is_not_understood_leaves_the_outcome_unknown",
        "tests/common/http_client/test_connections.py::test_no_whole_answer_means_that_nobody_knows",
    )),
    Row(73, "an answer that is not understood goes no further", (
        "tests/processing_app/test_checks.py::test_row_73_what_a_provider_answers_goes_no_further_in_its_own_words",
        f"{PEER}::test_an_answer_that_is_not_understood_leaves_the_outcome_unknown",
        f"{PEER}::test_a_refusal_without_our_words_is_known_by_its_status",
    )),
    Row(74, "a certificate per contract", (
        f"{TRUST}::test_row_74_an_address_may_have_an_authority_of_its_own",
    )),
    Row(75, "webhooks are repeated so often and no more, in order", (
        "tests/intents/webhooks/test_sending.py::"
        "test_row_75_one_that_never_says_yes_is_given_up_after_28_attempts_within_a_day_and_a_person_is_called",
        "tests/intents/webhooks/test_sending.py::test_row_75_a_dead_receiver_of_many_intents_hears_of_few_of_them",
        "tests/intents/webhooks/test_sending.py::"
        "test_the_next_of_an_intent_waits_for_the_one_before_and_other_intents_do_not",
    )),
)  # fmt: skip
SECRETS = (
    *CARDS,
    Row(83, "contracts' passwords are in the secrets only", (
        f"{HERE}/test_canaries.py::test_row_83_no_secret_is_in_a_file_that_is_not_its_own",
        f"{HERE}/test_canaries.py::test_row_83_a_secret_that_is_somewhere_would_be_found",
        f"{HERE}/test_canaries.py::test_row_83_a_secret_packed_into_a_workbook_of_a_letter_would_be_found",
        f"{HERE}/test_canaries.py::test_row_83_what_proxies_record_holds_the_questions_and_no_login",
        "tests/consumer_app/test_contracts.py::test_the_password_is_in_the_secrets_and_in_no_other_file",
    )),
    Row(84, "private files are their owner's and whole", (
        f"{HERE}/test_canaries.py::test_row_84_only_its_owner_reads_what_is_private",
        f"{HERE}/test_canaries.py::test_row_84_nobody_else_looks_into_a_roles_folder",
        "tests/proof/power/test_losing.py::test_every_yes_outlives_the_power",
    )),
    Row(85, "a bug tells no value", (
        f"{HERE}/test_canaries.py::test_row_85_a_program_that_falls_leaves_no_image_of_its_memory",
        f"{SERVER}/test_bad_input.py::test_a_bug_is_answered_in_general_words_and_logged_without_values",
    )),
    Row(86, "reports and temporary files", (
        f"{HERE}/test_canaries.py::test_row_83_no_secret_is_in_a_file_that_is_not_its_own",
        "tests/reports/test_statement.py::test_numbers_keep_their_zeros_and_no_passport_leaves",
    )),
    Row(87, "audit of what we depend on", (
        f"{HERE}/test_hygiene.py::test_row_87_every_requirement_names_one_version_and_no_place_of_its_own",
        f"{HERE}/test_hygiene.py::test_row_87_no_package_brings_along_what_is_not_pinned",
        f"{HERE}/test_hygiene.py::test_row_87_what_is_installed_is_what_is_pinned",
        f"{HERE}/test_hygiene.py::test_row_87_no_library_at_run_time_binds_those_who_use_the_programs",
        f"{HERE}/test_hygiene.py::test_row_87_the_tree_holds_no_secret_and_no_blob",
    )),
)  # fmt: skip
LOGGING = (
    Row(88, "the log is chained", (
        "tests/processing_app/test_books.py::test_what_was_changed_behind_its_back_is_found",
        "tests/processing_app/test_books.py::test_row_88_two_hundred_changes_of_the_log_are_all_found",
    )),
    Row(89, "libraries log no values", (f"{LOGS}::test_what_libraries_log_is_taken_without_their_values",)),
    Row(90, "a full disk costs lines, no payment", (
        f"{LOGS}::test_a_full_disk_costs_lines_not_the_program_and_tears_no_later_line",
        f"{LOGS}::test_a_file_rotates_and_keeps_five_older_ones",
    )),
    Row(91, "errors are general, with a trace", (
        f"{SERVER}/test_bad_input.py::test_a_bug_is_answered_in_general_words_and_logged_without_values",
        f"{MANNERS}::test_every_error_is_explained_in_both_languages",
    )),
    Row(92, "alarms about security", (
        f"{WATCHMAN}::test_a_password_that_is_guessed_calls_a_person_once",
        f"{WATCHMAN}::test_a_chain_that_was_broken_calls_a_person_once",
        f"{WATCHMAN}::test_registers_that_differ_call_a_person_and_those_that_agree_nobody",
        f"{WATCHMAN}::test_a_role_that_runs_notices_that_its_clock_was_set",
        f"{WATCHMAN}::test_a_clock_that_was_set_is_noticed_once_and_one_that_goes_on_never",
    )),
)  # fmt: skip
ROWS: tuple[Row, ...] = (
    *AUTHENTICATION, *AUTHORISATION, *BUSINESS, *PARSING, *RULES_AND_CALLS, *SECRETS, *LOGGING, *KIOSK, *HYGIENE,
)  # fmt: skip
