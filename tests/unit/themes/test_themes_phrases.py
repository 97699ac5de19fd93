"""Which phrases of a statement could name a theme."""

from __future__ import annotations

import pytest

from insightmine.engines import Grammar
from insightmine.themes.forms import forms_of
from insightmine.themes.gerunds import gerund, heard_gerunds
from insightmine.themes.phrases import MOST_WORDS, Sentence


def phrases(grammar: Grammar, text: str, strange: frozenset[str] = frozenset()) -> set[str]:
    annotation = next(iter(grammar.annotate([text])))
    return {phrase.text for phrase in Sentence(text, annotation, {}, strange).phrases()}


def test_a_gerund_that_people_used_comes_before_the_rules(grammar: Grammar) -> None:
    text = "We were traveling and travelling and traveling all year."
    heard = heard_gerunds([(text, next(iter(grammar.annotate([text]))))])
    assert gerund("travel", heard) == "traveling"
    assert gerund("travel", {}) == "travelling"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I could not find the save button.", "finding the save button"),
        ("I search for old recipes in the evening.", "searching for old recipes"),
        ("We always check every invoice by hand.", "checking the invoice by hand"),
        ("My neighbour filled in the registration form.", "filling in the registration form"),
        ("The loan was extended twice.", "extending the loan"),
        ("I export my list to CSV.", "exporting the list to CSV"),
    ],
)
def test_what_is_done_becomes_a_gerund_phrase(grammar: Grammar, text: str, expected: str) -> None:
    assert expected in phrases(grammar, text)


def test_things_spoken_of_become_noun_phrases(grammar: Grammar) -> None:
    found = phrases(grammar, "The opening hours of the library are printed on the door.")
    assert {"opening hours", "opening hours of the library"} <= found


def phrases_as_used(grammar: Grammar, text: str, others: tuple[str, ...]) -> set[str]:
    """The phrases of a text in a study that says the others too."""
    annotations = list(grammar.annotate([text, *others]))
    return {phrase.text for phrase in Sentence(text, annotations[0], {}, forms=forms_of(annotations)).phrases()}


def test_two_words_that_are_one_thing_are_no_deed(grammar: Grammar) -> None:
    text = "That was the plan, to open source it once it came out."
    assert "opening source" in phrases(grammar, text)
    found = phrases_as_used(
        grammar, text, ("I love open source.", "Open source is a gift.", "We live off open source.")
    )
    assert "opening source" not in found


def test_a_noun_that_is_taken_for_an_adjective_is_named(grammar: Grammar) -> None:
    text = "Then I will add the abstract at the end of this article."
    assert "adding the abstract" not in phrases(grammar, text)
    others = ("I added an abstract to the article.", "The abstract is too long.", "I can edit the abstract.")
    assert "adding the abstract" in phrases_as_used(grammar, text, others)


def test_names_take_no_side(grammar: Grammar) -> None:
    found = phrases(grammar, "I love the wonderful search page, but I hate this horrible login form.")
    words = {word for phrase in found for word in phrase.split()}
    assert {"search page", "login form"} <= found
    assert not words & {"wonderful", "horrible", "loving", "hating", "love", "hate"}


def test_a_negation_leaves_the_same_phrase(grammar: Grammar) -> None:
    said = phrases(grammar, "I found the timetable.")
    denied = phrases(grammar, "I did not find the timetable.")
    assert "finding the timetable" in said & denied


def test_pronouns_empty_words_coarse_words_and_strangers_name_nothing(grammar: Grammar) -> None:
    texts = ["I know it.", "They said something about the thing.", "I fixed the damn thing and the shitty drill."]
    assert not set().union(*(phrases(grammar, text) for text in texts)) & {"thing", "shitty drill", "knowing it"}
    assert phrases(grammar, "I asked Margaret.", frozenset({"margaret"})) == set()


def test_acronyms_keep_their_letters(grammar: Grammar) -> None:
    assert "opening the PDF viewer" in phrases(grammar, "We open the PDF viewer.")


def test_no_phrase_is_longer_than_a_name_may_be(grammar: Grammar) -> None:
    text = "She checks the long printed list of overdue garden tools in the back office of the library on Mondays."
    assert all(len(phrase.split()) <= MOST_WORDS for phrase in phrases(grammar, text))


def test_light_verbs_name_with_what_they_are_about_and_carry_no_meaning(grammar: Grammar) -> None:
    text = "I set an alarm on my phone and looked for the receipt."
    annotation = next(iter(grammar.annotate([text])))
    keys = {phrase.text: phrase.key for phrase in Sentence(text, annotation, {}).phrases()}
    assert keys["setting an alarm"] == ("alarm",)
    assert keys["looking for the receipt"] == ("receipt",)
    assert "setting" not in phrases(grammar, "It was all set.")


def test_days_and_months_have_a_capital_letter(grammar: Grammar) -> None:
    assert "Saturday market" in phrases(grammar, "there is the saturday market again")


def test_half_a_word_and_words_that_judge_name_nothing(grammar: Grammar) -> None:
    halves = phrases(grammar, "I share the key with my co-workers.")
    assert not any({"co", "workers"} & set(text.split()) for text in halves)
    assert "pain points" not in phrases(grammar, "The pain points were many.")
    found = phrases(grammar, "We want better ladders and faster lifts.")
    assert not any(word in text for text in found for word in ("better", "faster"))
    assert "ladders" in found


def test_what_a_hyphen_joins_stays_whole(grammar: Grammar) -> None:
    found = phrases(grammar, "We looked at the two-way plots and the multi-dimensional histogram.")
    assert {"two-way plots", "multi-dimensional histogram"} <= found
    assert not {"way plots", "dimensional histogram"} & found


def test_a_name_of_several_words_is_not_cut(grammar: Grammar) -> None:
    found = phrases(grammar, "I rented an apartment in San Francisco.")
    assert "renting an apartment in san francisco" in found  # its capitals come from the whole study
    assert not any("francisco" in text and "san " not in text for text in found)


def test_several_things_stand_without_an_article(grammar: Grammar) -> None:
    found = phrases(grammar, "I sharpen the knives before I cut those onions.")
    assert {"sharpening knives", "cutting onions"} <= found


def test_how_something_is_is_no_deed(grammar: Grammar) -> None:
    texts = ["The app is geared to nurses.", "Those screens are geared to the night shift.", "I close the app."]
    annotations = list(grammar.annotate(texts))
    forms = forms_of(annotations)
    assert "gear" in forms.states
    said = [Sentence(text, a, {}, forms=forms).phrases() for text, a in zip(texts, annotations, strict=True)]
    found = {phrase.text for phrases_of in said for phrase in phrases_of}
    assert not any(text.startswith("gearing") for text in found)
    assert "closing the app" in found


def test_a_verb_that_has_no_object_gets_none(grammar: Grammar) -> None:
    found = phrases(grammar, "We looked materials and prices, and looked up the colours.")
    assert not {"looking materials", "looking prices"} & found
    assert "looking up colours" in found


def test_a_kind_of_thing_is_no_deed(grammar: Grammar) -> None:
    assert "opening source" not in phrases(grammar, "It was big in open source back then.")
    assert "opening the source" in phrases(grammar, "We open the source and read on.")


def test_a_thing_that_can_be_counted_gets_its_article(grammar: Grammar) -> None:
    texts = ["Team building is an art.", "You build team after team.", "A team needs time.", "We had two teams."]
    annotations = list(grammar.annotate(texts))
    assert "team" in forms_of(annotations).countable


def test_a_word_that_the_speaker_breaks_off_names_nothing(grammar: Grammar) -> None:
    text = "It would be nice to see the multiple ladd, like the folded ladders in the shed."
    assert any("ladd" in phrase.split() for phrase in phrases(grammar, text))
    assert not any("ladd" in phrase.split() for phrase in phrases_as_used(grammar, text, ()))
    lad = "I met the lad, and he carried the ladders."
    assert any("lad" in phrase.split() for phrase in phrases_as_used(grammar, lad, ("The lad was late.",)))


def test_a_participle_keeps_what_belongs_to_it(grammar: Grammar) -> None:
    found = phrases(grammar, "The trouble with the hypothesis driven approach is that you need one.")
    assert {"hypothesis driven approach", "approach"} <= found
    assert "driven approach" not in found


def test_a_kind_of_a_thing_keeps_what_kind_it_is_itself(grammar: Grammar) -> None:
    found = phrases(grammar, "He has a blue collar job in the harbour.")
    assert {"blue collar job", "job"} <= found
    assert "collar job" not in found
