"""Rows of the checklist about the kiosk, its device, and the manners of a server."""

from tests.security.row import HERE, LOCKDOWN, MANNERS, PORT, SERVER, STAFF, Row

KIOSK = (
    Row(93, "the page leads nowhere", (
        f"{LOCKDOWN}::test_nothing_else_is_opened_in_any_frame",
        "tests/agent_terminal/kiosk/test_lockdown.py::test_a_script_that_went_mad_opens_asks_prints_and_downloads_nothing",
        "tests/agent_terminal/kiosk/test_lockdown.py::test_an_address_that_is_scanned_or_typed_leads_nowhere",
    )),
    Row(94, "a browser's keys do nothing", (
        f"{LOCKDOWN}::test_a_browsers_own_keys_reach_nobody",
        f"{LOCKDOWN}::test_full_screen_is_left_by_one_combination_only",
        f"{STAFF}::test_after_three_wrong_tries_nobody_may_try_for_a_minute",
    )),
    Row(95, "a strict policy", (
        "tests/agent_terminal/test_page_files.py::test_the_page_comes_without_a_login_under_a_strict_policy",
        f"{SERVER}/test_pages.py::test_a_file_is_there_for_anybody_with_its_type_and_under_lock",
    )),
    Row(96, "the page tells no sums", (
        "tests/agent_terminal/test_kiosk_doors.py::test_a_sum_from_the_page_is_refused",
        "tests/agent_terminal/test_kiosk_doors.py::test_an_unknown_intent_is_refused",
    )),
    Row(97, "a page that died comes back where it was", (
        "tests/agent_terminal/kiosk/test_answers.py::"
        "test_without_the_server_the_page_says_where_the_money_is_and_comes_back",
        "tests/agent_terminal/service/test_restart.py::test_the_screen_and_the_sum_are_the_same_after_a_restart",
    )),
    Row(98, "nothing of one payer is there for the next", (
        "tests/agent_terminal/kiosk/test_privacy.py::test_after_a_receipt_nothing_of_it_is_left",
        "tests/agent_terminal/kiosk/test_privacy.py::test_a_number_typed_and_left_is_not_there_for_the_next",
    )),
    Row(99, "unknown bytes credit nothing", (
        "tests/agent_terminal/ccnet/test_fuzz.py::test_random_frames_credit_nothing_while_no_stack_is_open",
        "tests/faults/test_cash.py::test_a_death_of_the_program_in_any_condition_of_the_device_costs_nobody_anything",
    )),
    Row(100, "a bad line costs time and no money", (
        f"{PORT}::test_a_bad_line_costs_time_and_no_money",
        f"{PORT}::test_a_port_that_vanishes_is_opened_again_and_the_note_is_credited",
    )),
    Row(101, "the mouth is closed before an end", (
        f"{PORT}::test_leaving_closes_the_mouth",
        "tests/agent_terminal/service/test_on_cash.py::test_a_full_disk_gives_the_note_back_and_blocks_the_next_payer",
    )),
    Row(102, "a printer changes no money", (
        "tests/agent_terminal/service/test_printing.py::"
        "test_a_dead_printer_stops_no_payment_and_is_given_up_while_the_payer_is_there",
        "tests/faults/test_death_while_printing.py::test_a_death_while_printing_costs_nobody_a_receipt_or_money",
    )),
)  # fmt: skip
HYGIENE = (
    Row(103, "limits of headers, bodies, times and methods", (
        f"{SERVER}/test_connections.py::test_headers_over_16_kb_are_431_and_nothing_is_done",
        f"{SERVER}/test_connections.py::test_a_request_that_does_not_arrive_in_time_is_408_and_nothing_is_done",
        f"{SERVER}/test_turnstile.py::test_whoever_is_being_answered_keeps_his_place",
        f"{MANNERS}::test_a_body_of_another_type_is_refused",
        f"{MANNERS}::test_a_door_that_takes_post_does_not_take_get",
    )),
    Row(104, "pages in a browser on this computer get in nowhere", (
        f"{HERE}/test_doors.py::test_row_104_a_name_that_a_browser_was_talked_into_is_no_name_of_ours",
        f"{MANNERS}::test_a_browsers_page_does_not_get_in",
        "tests/agent_terminal/test_kiosk_doors.py::test_a_form_of_another_page_in_a_browser_gets_nowhere",
    )),
    Row(105, "a stop finishes what is under way", (
        f"{HERE}/test_stop.py::test_row_105_a_stop_under_load_ends_in_time_and_loses_nothing",
        f"{SERVER}/test_connections.py::test_stopping_finishes_what_is_under_way",
    )),
)  # fmt: skip
