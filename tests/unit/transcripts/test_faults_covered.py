"""Every way in which a file can be hostile, damaged or gone, and the tests that say what becomes of it.

The numbers are those of the list of faults that this program is held to. Expected unless a test says otherwise: that
file is refused with one line that says what to do, and every other file is read.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
HERE = "unit/transcripts/test_hostile_files.py"
BAD_INPUT = "unit/transcripts/test_transcripts_bad_input.py"
CUES = "unit/transcripts/test_transcripts_cues.py"
SHAPES = "unit/transcripts/test_transcripts_shapes.py"
SHEETS = "unit/transcripts/test_transcripts_spreadsheets.py"
ZIPS = "unit/transcripts/test_transcripts_archives.py"
TABLES = "unit/transcripts/test_transcripts_tables.py"
PDF = "unit/transcripts/test_transcripts_pdf.py"
PEOPLE = "unit/transcripts/test_transcripts_people.py"
REPORT = "unit/report/test_report_html.py"

FAULTS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "nothing in it: no byte, a byte order mark, a header",
        (
            f"{BAD_INPUT}::test_what_cannot_be_read_is_refused_with_a_reason",
            "end_to_end/test_bad_input.py::test_nothing_usable_alone",
        ),
    ),
    2: ("UTF-16 with and without a mark", (f"{BAD_INPUT}::test_encodings_are_recognised",)),
    3: (
        "other encodings, guessed with a warning",
        (
            f"{BAD_INPUT}::test_a_guessed_encoding_is_reported_and_can_be_named",
            f"{HERE}::test_encodings_of_other_scripts_are_guessed_or_named",
        ),
    ),
    4: (
        "damage in UTF-8; nothing is ever replaced",
        (f"{BAD_INPUT}::test_what_cannot_be_read_is_refused_with_a_reason",),
    ),
    5: (
        "line ends of all systems",
        (f"{BAD_INPUT}::test_all_line_ends_give_the_same_turns", f"{HERE}::test_mixed_line_ends_give_the_same_turns"),
    ),
    6: (
        "NUL, half characters, marks that turn or hide text",
        (
            f"{HERE}::test_a_nul_is_refused_in_every_text_format",
            f"{HERE}::test_marks_that_turn_text_are_kept_in_evidence_and_not_shown",
            "unit/transcripts/test_transcripts_asr_json.py::test_what_json_can_say_and_no_file_can_hold_is_replaced",
            f"{REPORT}::test_characters_that_reorder_or_break_text_are_made_harmless",
        ),
    ),
    7: (
        "one line of 50 MB, a million lines",
        (
            f"{HERE}::test_a_line_of_50_mb_is_refused_in_bounded_memory",
            f"{HERE}::test_more_text_than_a_transcript_has_is_refused_before_it_is_read",
        ),
    ),
    8: ("captions that break off", (f"{CUES}::test_a_cue_that_breaks_off_is_left_out_with_a_reason",)),
    9: (
        "arrows, empty lines, two voices, references in a cue",
        (
            f"{CUES}::test_arrow_blank_line_two_voices_and_entities_in_a_cue",
            "unit/transcripts/test_transcripts_edge_files.py::test_every_file_is_read_or_refused_with_the_right_reason",
        ),
    ),
    10: (
        "times that overlap, run backwards, are negative or beyond a day",
        (
            f"{CUES}::test_negative_and_backward_times_are_times_and_nothing_is_sorted",
            f"{HERE}::test_times_that_overlap_or_pass_a_day_are_kept_in_file_order",
        ),
    ),
    11: ("rolling captions", (f"{CUES}::test_rolling_captions_are_read_once",)),
    12: (
        "a recogniser's loop",
        (
            f"{CUES}::test_a_recognisers_loop_is_collapsed_and_reported",
            "unit/transcripts/test_transcripts_asr_json.py::test_a_loop_is_one_line_and_its_count_is_told",
        ),
    ),
    13: (
        "an assistant's notes",
        (
            f"{SHAPES}::test_meets_notes_are_left_out_and_addresses_are_not_kept",
            f"{SHAPES}::test_an_assistants_notes_alone_are_refused",
        ),
    ),
    14: (
        "line breaks, tables, tracked changes and comments in Word documents",
        (
            "unit/transcripts/test_transcripts_docx.py::test_a_teams_turn_is_one_paragraph_with_line_breaks",
            "unit/transcripts/test_transcripts_docx.py::test_a_table_of_turns_is_read",
            "unit/transcripts/test_transcripts_docx.py::test_inserted_text_is_read_and_deleted_text_is_not",
        ),
    ),
    15: (
        "a name that says another format",
        (
            f"{BAD_INPUT}::test_what_cannot_be_read_is_refused_with_a_reason",
            f"{BAD_INPUT}::test_hostile_and_damaged_word_files_are_refused",
        ),
    ),
    16: (
        "zip bombs",
        (
            f"{HERE}::test_bombs_are_refused_before_they_unfold",
            f"{BAD_INPUT}::test_hostile_and_damaged_word_files_are_refused",
            f"{SHEETS}::test_hostile_workbooks_are_refused_before_a_library_sees_them",
            f"{ZIPS}::test_protected_bombs_crowds_and_damage",
            f"{ZIPS}::test_a_size_that_lies_is_counted_while_inflating",
        ),
    ),
    17: (
        "document types and entities",
        (
            f"{HERE}::test_no_entity_is_expanded_and_nothing_is_read_from_the_disk",
            "unit/transcripts/test_transcripts_odt.py::test_hostile_and_damaged_packages_are_refused",
            f"{SHEETS}::test_hostile_workbooks_are_refused_before_a_library_sees_them",
            f"{HERE}::test_parts_within_parts_are_refused_however_deep",
        ),
    ),
    18: (
        "names in archives that lead out of them",
        (
            f"{ZIPS}::test_names_that_lead_out_links_and_twins_are_refused_one_by_one",
            f"{ZIPS}::test_entries_are_sources_and_nothing_is_written",
            "unit/transcripts/test_transcripts_fuzzed.py::"
            "test_a_name_with_a_line_break_in_an_archive_is_told_on_one_line",
        ),
    ),
    21: (
        "spreadsheets: stale size, hidden sheets, merged cells, a million empty rows, formulas without a value",
        (
            f"{SHEETS}::test_the_size_that_a_sheet_declares_is_not_believed",
            f"{SHEETS}::test_hidden_sheets_are_read_and_others_are_named",
            f"{SHEETS}::test_a_merged_cell_names_the_person_of_all_its_rows",
            f"{SHEETS}::test_a_million_formatted_rows_are_no_rows",
            f"{SHEETS}::test_shared_strings_escapes_errors_times_and_formulas",
        ),
    ),
    22: (
        "tables: quotes, long fields, headers, separators, NA as an answer",
        (
            f"{TABLES}::test_a_flawed_table_is_refused_with_its_line",
            f"{TABLES}::test_columns_are_found_by_name",
            f"{HERE}::test_what_other_programs_take_for_missing_is_an_answer",
            f"{HERE}::test_a_cell_of_5_mb_is_read_whole",
        ),
    ),
    23: (
        "PDF: scanned, encrypted, with programs and attachments",
        (f"{PDF}::test_what_cannot_be_read_is_refused", f"{PDF}::test_scripts_and_attachments_are_not_touched"),
    ),
    24: (
        "what makes expressions slow",
        (
            "unit/transcripts/test_transcripts_linear.py::test_four_times_the_file_takes_about_four_times_the_steps",
            "unit/transcripts/test_transcripts_dialects.py::test_work_grows_with_the_labels",
        ),
    ),
    25: (
        "one speaker, no participant, forty speakers, names that are words, labels with a letter wrong",
        (
            f"{BAD_INPUT}::test_only_the_interviewer_is_read_and_said",
            f"{PEOPLE}::test_where_nobody_stands_out_the_answer_is_unknown",
            f"{PEOPLE}::test_a_slip_of_the_pen_is_the_same_person",
            f"{HERE}::test_forty_people_and_names_that_are_words",
        ),
    ),
    26: (
        "one file twice, a corrected copy",
        (
            "unit/intake/test_intake_names.py::test_same_content_counts_once_and_is_told",
            "unit/intake/test_intake_names.py::test_a_corrected_copy_is_told",
            "unit/transcripts/test_transcripts_near_copies.py::test_a_corrected_copy_is_told_in_any_order",
        ),
    ),
    27: (
        "files that change, vanish, hang or are locked; links in circles",
        (
            f"{BAD_INPUT}::test_missing_pipes_folders_and_loops",
            f"{HERE}::test_what_becomes_of_a_file_between_finding_and_reading_it",
            f"{HERE}::test_an_archive_that_changes_between_finding_and_reading_it",
            f"{HERE}::test_a_file_longer_than_its_system_says_is_not_cut_off",
            f"{HERE}::test_devices_and_links_in_circles_are_refused",
            f"{HERE}::test_a_file_that_nobody_may_read_is_refused",
            "end_to_end/test_bad_input.py::test_pipe_in_the_folder_does_not_hang",
        ),
    ),
    # 28, formulas in quotes: no CSV and no spreadsheet is written yet; whoever adds one, adds its test here
    29: (
        "mark-up in what was said",
        (
            f"{REPORT}::test_words_are_never_markup_wherever_they_stand",
            f"{REPORT}::test_a_label_with_markup_in_it_is_only_a_label",
            "unit/report/test_report_markdown.py::test_no_text_holds_markup",
        ),
    ),
    30: (
        "what a terminal would obey",
        (f"{HERE}::test_marks_that_turn_text_are_kept_in_evidence_and_not_shown",),
    ),
}


@pytest.mark.parametrize("number", FAULTS)
def test_each_fault_has_its_tests(number: int) -> None:
    """The table stays true: what it names is there."""
    for name in FAULTS[number][1]:
        module, _, test = name.partition("::")
        assert re.search(rf"^def {test}\(", (TESTS / module).read_text(encoding="utf-8"), re.MULTILINE), name
