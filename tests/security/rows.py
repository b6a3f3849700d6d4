"""Every row of the security checklist: its name, the tests that prove it here, or the issue that will bring it."""

from tests.security.authorisation_rows import AUTHORISATION
from tests.security.business_rows import BUSINESS
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
    STRANGER,
    TIMING,
    TLS,
    TRUST,
    WATCHMAN,
    Row,
    absent,
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
    absent(13, "certificates of both sides", "roles prove themselves by logins"),
    Row(14, "failures are logged without the password", (
        f"{HERE}/test_canaries.py::test_row_83_no_secret_is_in_a_file_that_is_not_its_own",
        f"{WATCHMAN}::test_a_password_that_is_guessed_calls_a_person_once",
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
        f"{HERE}/test_canaries.py::test_row_83_a_day_of_wallets_left_its_lines_and_none_of_its_codes",
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
        f"{HERE}/test_goal_3.py::test_goal_3_a_row_that_was_changed_removed_moved_or_added_is_noticed",
        f"{HERE}/test_goal_3.py::test_goal_3_every_movement_of_money_has_its_event_of_somebody_who_may_do_it",
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
