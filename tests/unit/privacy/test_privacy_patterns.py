"""What has the form of an identifier, as written and as said."""

from __future__ import annotations

import pytest
from tests.growth import grows_with_its_input

from insightmine.domain.identifiers import IdentifierKind as Kind
from insightmine.privacy import Finders
from insightmine.privacy.cues import find_cues
from insightmine.privacy.patterns import find_patterns

# text, what of it identifies somebody, as what
SURE = [
    ("write to jane.doe+x@mail.example.co.uk today", "jane.doe+x@mail.example.co.uk", Kind.EMAIL),
    ("it's jane dot doe at gmail dot com, all small", "jane dot doe at gmail dot com", Kind.EMAIL),
    ("to j underscore doe at work hyphen place dot org", "j underscore doe at work hyphen place dot org", Kind.EMAIL),
    ("my mail is robin.k at gmail", "robin.k at gmail", Kind.EMAIL),
    ("call +44 20 7946 0958 before five", "+44 20 7946 0958", Kind.PHONE),
    ("or 555-867-5309 in the evening", "555-867-5309", Kind.PHONE),
    ("my number is 07944 123456", "07944 123456", Kind.PHONE),
    ("oh seven nine double four, one two three, nine", "oh seven nine double four, one two three, nine", Kind.PHONE),
    ("ring five five five oh one nine nine then", "five five five oh one nine nine", Kind.PHONE),
    ("IBAN DE89 3704 0044 0532 0130 00 it was", "DE89 3704 0044 0532 0130 00", Kind.ACCOUNT),
    ("I paid with 4111 1111 1111 1111 there", "4111 1111 1111 1111", Kind.ACCOUNT),
    ("my social security number is 536-22-8726", "536-22-8726", Kind.IDENTITY),
    ("national insurance QQ 12 34 56 C or AB123456C", "AB123456C", Kind.IDENTITY),
    ("the passport number is C01X00T47", "C01X00T47", Kind.IDENTITY),
    ("my employee number is 448213", "448213", Kind.IDENTITY),
    ("from 192.168.17.20 it worked", "192.168.17.20", Kind.DEVICE),
    ("see https://social.example.com/in/jane-doe please", "https://social.example.com/in/jane-doe", Kind.LINK),
    ("I was born on the 3rd of May 1984 in a", "the 3rd of May 1984", Kind.BIRTH),
    ("date of birth: 03/05/1984", "03/05/1984", Kind.BIRTH),
    ("my birthday is March fourteenth", "March fourteenth", Kind.BIRTH),
    ("at 22 Acacia Avenue, Flat 3 since", "22 Acacia Avenue, Flat 3", Kind.ADDRESS),
    ("in der Lindenstraße 12a wohnt", "Lindenstraße 12a", Kind.ADDRESS),
    ("abito in Via Garibaldi 12 da", "Via Garibaldi 12", Kind.ADDRESS),
    ("that is NW1 6XE in fact", "NW1 6XE", Kind.POSTCODE),
    ("in Springfield, MA 01103 now", "01103", Kind.POSTCODE),
    ("follow @jane_doe on it", "@jane_doe", Kind.HANDLE),
    ("on GitHub I'm under jdoe_42 there", "jdoe_42", Kind.HANDLE),
    ("it is spelled D-O-E-R-R then", "D-O-E-R-R", Kind.NAME),
]  # fmt: skip

NOTHING = [
    "I gave it four out of five, and three on one, two or three days.",
    "One, two, three, four, five, six, seven. Testing.",
    "We had 100,000 users in 2019 and 1.5 million in 2021.",
    "From 2010 to 2015, 12 of 30 people, 3.5 percent, at 10:30.",
    "It was on 07-10-2025 and on the 3rd of May.",
    "I used Excel, Google Docs, booking.com and stackoverflow.com.",
    "He came home.And then he left.I said so.",
    "It is at the top of page 12, row 3, version 3.10.2.",
    "A, B and C; I, I, I think; U S A or U.K. was the answer.",
    "We drive the street in the square, on a highway at a hill.",
    "At the dot com boom I was at school.",
    "e.g. this, i.e. that, etc. and so on",
]


@pytest.mark.parametrize(("text", "found", "kind"), SURE)
def test_identifiers_are_found_whole(finders: Finders, text: str, found: str, kind: Kind) -> None:
    finds = [(text[f.start : f.end], f.kind) for f in find_patterns(text, finders.patterns) if f.replaced]
    assert (found, kind) in finds


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_talk_holds_none(finders: Finders, text: str) -> None:
    assert [text[f.start : f.end] for f in find_patterns(text, finders.patterns) if f.replaced] == []


def test_a_site_that_is_only_named_waits_for_review(finders: Finders) -> None:
    (find,) = find_patterns("I looked at brightwater-logistics.com first", finders.patterns)
    assert (find.kind, find.replaced) == (Kind.LINK, False)


@pytest.mark.parametrize(
    ("text", "found", "kind", "sure"),
    [
        ("Hi, my name is Ann-Kathrin Løvstad and", "Ann-Kathrin Løvstad", Kind.PERSON, True),
        ("my name is xiaoming and i use it", "xiaoming", Kind.PERSON, True),
        ("I work at Brightwater Logistics since", "Brightwater Logistics", Kind.ORGANISATION, True),
        ("i work at brightwater since", "brightwater since", Kind.ORGANISATION, False),
        ("I grew up in Stoke-on-Trent, you see", "Stoke-on-Trent", Kind.PLACE, True),
        ("I studied at the University of Leeds and", "University of Leeds", Kind.ORGANISATION, True),
        ("I am the head of data governance here", "head of data governance here", Kind.JOB, False),
        ("the order was 4471 8236 then", "4471 8236", Kind.NUMBER, False),
        ("I told Will about it", "Will", Kind.PERSON, True),
    ],
)
def test_what_people_say_of_themselves(text: str, found: str, kind: Kind, sure: bool) -> None:
    assert (found, kind, sure) in [(text[cue.start : cue.end], cue.kind, cue.sure) for cue in find_cues(text)]


@pytest.mark.parametrize(
    "text", ["My name is not on the list.", "I work at home.", "I will tell, and I live in the now."]
)
def test_what_is_no_cue(text: str) -> None:
    assert [text[cue.start : cue.end] for cue in find_cues(text)] == []


@pytest.mark.parametrize(
    "part", ["a.", "a-", "1 ", "one ", "A B ", "dot ", "Aa ", "12 Aa ", "@a", "I work at Aa ", "born on "]
)
def test_time_grows_with_the_text_and_not_with_its_square(finders: Finders, part: str) -> None:
    def finding(length: int) -> None:
        text = part * (length // len(part))
        find_patterns(text, finders.patterns)
        list(find_cues(text))

    assert grows_with_its_input(finding, 1_000)
