"""Minimal pairs: sentences that differ in a word or two and must get opposite verdicts."""

from __future__ import annotations

from insightmine.domain.judgements import Effect
from insightmine.engines import Encoder, Grammar
from insightmine.judgements.anchors import effect_axis
from insightmine.judgements.effect import EffectScore, judge_effect

# the first helps, the second hinders
PAIRS = (
    ("It let me finish.", "It did not let me finish."),
    ("I could find it.", "I could not find it."),
    ("It works without problems.", "It does not work without problems."),
    ("It's not bad.", "It's bad."),
    ("Nothing is missing.", "Something is missing."),
    ("The search is easy to use.", "The search is not easy to use."),
    ("I understood the chart.", "I didn't understand the chart."),
    ("The error message was helpful.", "The error message was not helpful."),
    ("There were no issues with the upload.", "There were issues with the upload."),
    ("I never had trouble logging in.", "I always had trouble logging in."),
    ("The labels are clear.", "The labels are unclear."),
    ("The menu was not confusing.", "The menu was confusing."),
    ("It saves me time.", "It costs me time."),
    ("The page loads fast.", "The page loads slowly."),
    ("I was able to undo the change.", "I was unable to undo the change."),
    ("I can export the list.", "I can't export the list."),
    ("My manager supports me.", "My manager does not support me."),
    ("The instructions made sense.", "The instructions made no sense."),
    ("It crashed less than before.", "It crashed more than before."),
    ("The form remembers my address.", "The form does not remember my address."),
    ("The new layout is better.", "The new layout is worse."),
    ("It was not difficult to install.", "It was difficult to install."),
    ("I have no complaints.", "I have complaints."),
    ("The training helped us.", "The training did not help us."),
    ("I trust the numbers.", "I don't trust the numbers."),
    ("I like the calendar.", "I don't like the calendar."),
    ("It is hardly ever slow.", "It is almost always slow."),
    ("The sync never fails.", "The sync often fails."),
    ("I managed to book a room.", "I failed to book a room."),
    ("The buttons are big enough.", "The buttons are not big enough."),
    ("I wasn't lost for a second.", "I was lost for a while."),
    ("It isn't complicated.", "It is complicated."),
    ("Everybody on the team enjoys it.", "Nobody on the team enjoys it."),
    ("The filter gives me the right results.", "The filter gives me the wrong results."),
    ("I don't find it annoying.", "I find it annoying."),
    ("The app is reliable.", "The app is unreliable."),
    ("I did it without any help from support.", "I could not do it without help from support."),
    ("It fixed the error.", "It caused an error."),
    ("We avoid mistakes with the checklist.", "We make mistakes with the checklist."),
    ("I got the answer quickly.", "I did not get the answer."),
    ("The price is fair, not too high.", "The price is not fair, too high."),
    ("The colours are pleasant.", "The colours are unpleasant."),
    ("I didn't have to type it twice.", "I had to type it twice."),
    ("Setup was a smooth experience.", "Setup was hardly a smooth experience."),
    ("It is convenient to have it on the phone.", "It is inconvenient to have it on the phone."),
    ("The report has everything I need.", "The report has nothing I need."),
    ("I always know where I am.", "I never know where I am."),
    ("The feature is useful.", "The feature is useless."),
    ("We solved the conflict.", "We could not solve the conflict."),
    ("The video plays well.", "The video does not play well."),
)


def judged(texts: list[str], grammar: Grammar, encoder: Encoder) -> list[EffectScore]:
    leanings = effect_axis(encoder.encode(texts), encoder.encode)
    annotations = grammar.annotate(texts)
    return [judge_effect(text, a, float(x)) for text, a, x in zip(texts, annotations, leanings, strict=True)]


def test_nine_of_ten_pairs_get_opposite_verdicts(grammar: Grammar, encoder: Encoder) -> None:
    helping = judged([pair[0] for pair in PAIRS], grammar, encoder)
    hindering = judged([pair[1] for pair in PAIRS], grammar, encoder)
    missed = [
        pair
        for pair, good, bad in zip(PAIRS, helping, hindering, strict=True)
        if not (good.effect is Effect.HELPS and bad.effect is Effect.HINDERS)
    ]
    assert len(missed) <= len(PAIRS) // 10, missed


def test_both_sides_of_a_contrast_make_it_mixed(grammar: Grammar, encoder: Encoder) -> None:
    texts = [
        "It is really nice, but it is far too slow.",
        "Although the setup was confusing, the daily work is easy.",
        "The chart is beautiful, however I do not understand it.",
    ]
    assert [score.effect for score in judged(texts, grammar, encoder)] == [Effect.MIXED] * 3


def test_plain_facts_are_neutral(grammar: Grammar, encoder: Encoder) -> None:
    texts = ["I work in the sales department.", "We meet on Tuesdays.", "The file has three columns."]
    assert {score.effect for score in judged(texts, grammar, encoder)} == {Effect.NEUTRAL}


def test_disagreement_turns_the_words_round(grammar: Grammar, encoder: Encoder) -> None:
    score = judged(["I found it cumbersome, strongly disagree."], grammar, encoder)[0]
    assert score.score > 0


def test_what_is_asked_for_is_not_praise(grammar: Grammar, encoder: Encoder) -> None:
    would, does = judged(["It would be useful to sort the list.", "It is useful to sort the list."], grammar, encoder)
    assert does.effect is Effect.HELPS
    assert would.effect is not Effect.HELPS
