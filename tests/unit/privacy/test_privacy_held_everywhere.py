"""What a person set holds everywhere, names that labels tell are not lost, and what is no name is left."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.unit.privacy.conftest import talk
from tests.unit.privacy.test_privacy_matching import row

from insightmine.domain.identifiers import Entity, FoundBy, Identifier, IdentifierKind
from insightmine.domain.speech import Transcript
from insightmine.engines import load_patterns
from insightmine.privacy import Finders, Replacer, common_words, holds_names, left_clear, list_identifiers
from insightmine.privacy.cues import find_cues
from insightmine.privacy.matching import Matcher
from insightmine.privacy.spoken import find_spoken
from insightmine.privacy.written import find_written
from insightmine.transcripts import is_generic

ANYWHERE = "bob in the chat; Bob puts it on the counter, BOB'S desk, Bob’s. it's bob"


def hidden(study: Sequence[Transcript], listed: Sequence[Identifier]) -> str:
    shown = Replacer(listed, common_words(study)).hide_study(study, (), ())
    return " ".join(turn.text for transcript in shown.transcripts for turn in transcript.turns)


@pytest.mark.parametrize("name", ["Bob", "Mark", "Will"])
def test_a_row_of_a_persons_own_holds_in_any_case_and_at_the_start_of_a_sentence(name: str) -> None:
    text = ANYWHERE.replace("bob", name.lower()).replace("Bob", name).replace("BOB", name.upper())
    shown = Replacer([row(name, "Q", found_by=FoundBy.PERSON)], frozenset({name.lower()})).hide(text)
    assert shown == "Q in the chat; Q puts it on the counter, Q'S desk, Q’s. it's Q"


def test_a_reviewed_row_holds_everywhere_too_unless_it_is_an_ordinary_word() -> None:
    entity = row("Rozalin", "Q", found_by=FoundBy.ENTITY, reviewed=True)
    assert Replacer([entity], frozenset({"rozalin"})).hide("rozalin and Rozalin puts it") == "Q and Q puts it"
    will = row("Will", "Q", reviewed=True)
    assert Replacer([will]).hide("it will; Will said so") == "it will; Q said so"


def test_places_that_a_row_left_clear_are_named() -> None:
    study = [talk("a", ("Mark", "Mark puts it there. mark it twice. Then Mark said so, with the Allen key of Allen."))]
    listed = [row("Mark", "P1"), row("Allen", "P2")]
    shown = Replacer(listed).hide_study(study, (), ())
    (left,) = left_clear(listed, shown.transcripts, shown.redactions)
    assert (left.text, left.places, left.with_capital) == ("Mark", 2, 1)
    assert left.example.startswith("Mark puts it there")


def test_a_first_name_that_only_reads_as_a_word_is_on_the_list_with_its_places(finders: Finders) -> None:
    study = [talk("a", ("Will Smythe", "Will puts it there, and I will see. Nothing else."))]
    listed = list_identifiers(study, (), finders)
    assert ("Will", 0) in [(item.text, item.count) for item in listed]
    shown = Replacer(listed, common_words(study)).hide_study(study, (), ())
    assert [(item.text, item.places) for item in left_clear(listed, shown.transcripts, shown.redactions)] == [
        ("Will", 2)
    ]


def test_a_name_from_a_label_survives_being_written_small(finders: Finders) -> None:
    study = [
        talk("a", ("Interviewer", "Thanks, Ben."), ("Ben Ashworth", "ben ashworth it is, so ask ashworth, or ben.")),
        talk("b", ("P2", "I met ashworth and ben, and ashworth said that ben knows. The desk was closed.")),
    ]
    shown = hidden(study, list_identifiers(study, (), finders)).lower()
    assert "ben" not in shown.split()
    assert "ashworth" not in shown


def test_a_label_that_holds_an_ordinary_word_of_the_study_names_nobody_by_it(finders: Finders) -> None:
    study = [talk("a", ("Ada Cutter", "The cutter is blunt. A cutter like this, my cutter, is one that I cut with."))]
    assert "The cutter is blunt" in hidden(study, list_identifiers(study, (), finders))


def entities(*names: tuple[str, str]) -> Finders:
    def find(texts: Sequence[str]) -> dict[str, tuple[Entity, ...]]:
        found = {}
        for text in texts:
            spans = [(text.find(name), name, label) for name, label in names if name in text]
            found[text] = tuple(Entity(start, start + len(name), label) for start, name, label in spans)
        return found

    return Finders(find, load_patterns(), is_generic)


PRODUCT = [
    talk(name, ("Interviewer", "How was Zorbex for you?"), (name, text))
    for name, text in (
        ("P1", "I started with Zorbex in March, and the Kwikview opened. We joined Twitter in the App Store."),
        ("P2", "I worked for Zorbex data once. Zorbex gives me a list, a Kwikview told me so."),
        ("P3", "When I joined Zorbex it was slow, and your Kwikview is slow as well."),
        ("P4", "I like Zorbex. I work at Blortum and Sons Mfg here."),
    )
]


def test_what_many_speak_of_waits_for_a_person_and_well_known_products_stay() -> None:
    finders = entities(
        ("Zorbex", "ORG"), ("Kwikview", "PERSON"), ("Twitter", "ORG"), ("App Store", "PERSON"), ("Blortum", "ORG"),
        ("Sons Mfg", "PERSON"),
    )  # fmt: skip
    rows = {item.text: item for item in list_identifiers(PRODUCT, (), finders)}
    for name in ("Zorbex", "Kwikview"):
        assert rows[name].awaits_review, name
        assert "perhaps" in rows[name].reason
    assert not {"Twitter", "App Store", "Store"} & set(rows)
    assert rows["Blortum and Sons Mfg"].kind is IdentifierKind.ORGANISATION
    assert "I work at Organisation-1 here" in hidden(PRODUCT, list(rows.values()))
    assert not any(item.is_replaced for text, item in rows.items() if text in ("Blortum", "Sons Mfg"))


def test_a_first_name_that_many_say_is_no_product() -> None:
    study = [
        talk(name, (name, f"It was {said} who showed me, and {said} was kind."))
        for name, said in (("P1", "Gareth"), ("P2", "Gareth"), ("P3", "Gareth"))
    ]
    rows = {item.text: item for item in list_identifiers(study, (), entities(("Gareth", "PERSON")))}
    assert rows["Gareth"].is_replaced


@pytest.mark.parametrize(
    "text", ["pass the Allen key", "a Phillips screwdriver", "two Monte Carlo runs", "the Stanley knife", "Fitts’s law"]
)
def test_things_that_are_called_after_somebody_stay(text: str) -> None:
    names = [row(name) for name in ("Allen", "Phillips", "Monte Carlo", "Stanley", "Fitts")]
    assert Replacer(names).hide(text) == text
    assert Replacer(names).hide("Then Allen left, and Stanley ran.") == "Then Person-1 left, and Person-1 ran."


@pytest.mark.parametrize("said", ["will.smythe at gmail dot com", "will smythe at gmail dot com"])
def test_an_address_that_is_said_wins_over_the_name_in_it(finders: Finders, said: str) -> None:
    study = [talk("a", ("Will Smythe", f"my e-mail is {said}, and Will Smythe is my name."))]
    shown = hidden(study, list_identifiers(study, (), finders))
    assert shown == "my e-mail is e-mail-1, and Participant-1 is my name."
    assert any(item.label == "e-mail" for item in find_spoken(study[0].turns[0].text))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("It is at 14 Gosling Row, on the left.", "address", "14 Gosling Row"),
        ("We met at 3 Harbour Way.", "address", "3 Harbour Way"),
        ("i was born in 1979 up north", "date of birth", "born in 1979"),
    ],
)
def test_more_forms(text: str, kind: str, found: str) -> None:
    assert (kind, found) in [(item.label, text[item.start : item.end]) for item in find_written(text)]


def test_a_year_is_no_date_of_birth_where_something_is_built() -> None:
    assert not [item for item in find_written("it was built in 1979") if item.label == "date of birth"]


@pytest.mark.parametrize(
    ("text", "kind", "found", "sure"),
    [
        ("i am 43 years old now", IdentifierKind.AGE, "43 years old", False),
        ("a forty-three year old", IdentifierKind.AGE, "forty-three year old", False),
        ("my colleague sara showed it", IdentifierKind.PERSON, "sara", True),
        ("then i asked tom about it", IdentifierKind.PERSON, "tom", True),
        ("siobhan said it was fine", IdentifierKind.PERSON, "siobhan", True),
    ],
)
def test_what_is_typed_small_and_ages(text: str, kind: IdentifierKind, found: str, sure: bool) -> None:
    assert (kind, found, sure) in [(cue.kind, text[cue.start : cue.end], cue.sure) for cue in find_cues(text)]


@pytest.mark.parametrize(
    "text",
    ["i asked people about it", "my colleague told me", "i will ask and mark it", "thanks a lot", "I'm 5% in"],
)
def test_words_after_the_same_cues_are_nobody(text: str) -> None:
    assert not [cue for cue in find_cues(text) if cue.kind in (IdentifierKind.PERSON, IdentifierKind.AGE)]


def test_a_file_holds_names_or_does_not() -> None:
    matcher = Matcher([row("Ottoline Fnord", "Person-1"), row("Ottoline", "Person-1")])
    assert holds_names(b'{"text":"so\\nOttoline came"}', matcher)
    assert holds_names(b"<p>Ottoline <b>Fnord</b>&#39;s</p>", matcher)
    assert not holds_names(b"<p>Person-1 came</p>", matcher)
