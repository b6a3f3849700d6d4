"""The rows about cards: codes, sessions, numbers, and the vault's keys."""

from tests.security.row import CREDENTIALS, HERE, VAULT, Row

CARDS = (
    Row(76, "no CVV on a disk", (
        f"{HERE}/test_vault.py::test_row_76_no_file_holds_a_number_or_a_code_at_any_commit",
        f"{HERE}/test_vault.py::test_row_76_nor_afterwards_in_any_value_of_any_table",
        f"{HERE}/test_vault.py::test_row_76_a_code_that_is_somewhere_would_be_found",
        f"{HERE}/test_vault.py::test_row_76_a_second_after_the_end_no_memory_holds_the_code",
        f"{HERE}/test_vault.py::test_row_76_an_image_of_the_centres_memory_is_never_made",
        f"{HERE}/test_vault.py::test_row_76_a_centre_that_is_killed_leaves_nothing_and_its_sessions_die",
        f"{VAULT}/test_vault.py::test_a_session_ends_by_its_time_and_is_wiped_at_the_next_turn",
        f"{VAULT}/test_vault.py::test_a_restart_ends_every_session_and_keeps_what_was_shown",
        "tests/common/test_wiping.py::*",
    )),
    Row(77, "a session's token is used once", (
        f"{VAULT}/test_vault.py::test_row_77_a_session_that_a_payment_has_used_begins_no_other",
        f"{VAULT}/test_door.py::test_row_77_a_session_pays_once",
        f"{VAULT}/test_door.py::test_row_77_a_session_of_one_intent_pays_no_other",
    )),
    Row(78, "card numbers are encrypted", (
        f"{VAULT}/test_keys.py::test_row_78_a_seal_moved_to_another_row_does_not_open",
        f"{VAULT}/test_keys.py::test_row_78_a_seal_that_was_changed_does_not_open",
        f"{VAULT}/test_keys.py::test_row_78_no_nonce_is_ever_used_twice",
    )),
    Row(79, "card numbers are found by a keyed hash", (
        f"{VAULT}/test_keys.py::test_row_79_no_table_of_numbers_finds_a_card_in_a_stolen_database",
    )),
    Row(80, "passports and card numbers are masked", (
        f"{HERE}/test_canaries.py::test_row_83_no_secret_is_in_a_file_that_is_not_its_own",
        f"{HERE}/test_vault.py::test_row_80_nothing_that_is_left_could_be_a_whole_number_of_a_card",
        f"{HERE}/test_vault.py::test_row_80_what_may_be_shown_of_a_card_is_there",
        f"{HERE}/test_vault.py::test_row_80_a_number_that_is_somewhere_would_be_found",
        f"{VAULT}/test_door.py::test_a_card_is_taken_and_the_line_of_it_holds_sizes_only",
        f"{VAULT}/test_door.py::test_a_card_that_is_refused_is_not_repeated",
        f"{VAULT}/test_door.py::test_a_body_that_is_not_understood_is_not_repeated",
    )),
    Row(81, "rotation of keys", (
        f"{VAULT}/test_keys.py::test_row_81_a_new_key_takes_over_every_card_and_the_old_one_may_go",
        f"{VAULT}/test_keys.py::test_row_81_cards_come_and_go_to_banks_while_the_key_changes",
        f"{VAULT}/test_keys.py::test_row_81_a_fall_at_any_point_of_the_change_leaves_every_card_readable",
        f"{VAULT}/test_keys.py::test_row_81_a_backup_from_before_an_old_key_went_is_unreadable",
    )),
    Row(82, "keys are outside of the database", (
        f"{CREDENTIALS}::test_the_database_holds_no_password_and_lets_nobody_in_without_the_roles_key",
        f"{CREDENTIALS}::test_only_the_owner_may_read_secrets",
        f"{VAULT}/test_keys.py::test_row_82_a_database_that_was_carried_away_opens_in_no_other_home",
        f"{VAULT}/test_keys.py::test_row_82_a_vault_whose_database_was_lost_does_not_begin_anew_without_a_word",
        f"{VAULT}/test_keys.py::test_row_82_no_file_but_the_keys_own_holds_a_key",
        f"{VAULT}/test_keys.py::test_row_82_only_its_owner_reads_a_key",
    )),
)  # fmt: skip
