"""What can be seen in the words of a plan's entry, and the patterns of those signs that need no grammar."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from insightmine.planning.words import lexicon


class Sign(StrEnum):
    """What can be seen of an entry; a feature of the head each."""

    LEAD_DELIVER = "a verb of delivering leads"
    LEAD_TASK = "a verb of a task leads"
    LEAD_PLAIN_TASK = "a verb that is only ever a task leads"
    LEAD_CHANGE = "a verb of change leads"
    LEAD_CHANGED = "a comparison leads"
    STORY = "a user story"
    WE = "the team itself acts"
    PEOPLE = "people are named"
    PEOPLE_FIRST = "people come first"
    PEOPLE_ACT = "people do something"
    PEOPLE_RATE = "a share or number of people"
    PEOPLE_WHO = "people who do something"
    CONTRAST = "instead of what they do today"
    HABIT = "how often or how soon it is done"
    IMPACT = "a result of the business"
    IMPACT_HEAD = "a result of the business comes first"
    DELIVERABLE = "a thing that is made"
    DELIVERABLE_FIRST = "a thing that is made comes first"
    OWN_WORK = "the team's own work is counted"
    DELIVERED = "said to be delivered"
    MEANS = "by means of a deliverable"
    PURPOSE = "so that somebody does something"
    VERSION = "a version or a phase"
    SMALL = "a small thing"
    PRODUCT_PART = "a part of a product"
    DAY = "a day or an hour"
    NAMES_SOMEBODY = "somebody is named"
    FROM_TO = "from one figure to another"
    PERCENT = "a percentage"
    MONEY = "an amount of money"
    DEADLINE = "a date or a quarter"
    QUESTION = "a question"
    ASPIRES = "a standing that is aspired to"
    REMAINS_UNDONE = "what people no longer do"
    ORDERS = "an order to do something"
    ORDERS_ONE = "an order about one thing"
    SOME_ACT = "somebody does something"
    THEIRS = "what is theirs"
    FEELS = "how people are or feel"
    DONE_TO_PEOPLE = "people who went through something"
    PRACTICE = "a rate of what people do"
    NUMBERED = "one thing by its number"
    HOUR = "an hour of the day"
    LEVEL = "a level to reach"
    NO_VERB = "nothing but a name"
    THING_ACTS = "a thing that is made does something"
    CAN = "what somebody will be able to do"


@cache
def patterns() -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    """The pattern of each sign that has one: on whole words, whatever their case."""
    content = lexicon()
    found = []
    for name, alternatives in content["signs"].items():
        written = "|".join(alternatives).replace("{number}", content["number"])
        found.append((Sign[name.upper()], re.compile(rf"(?<![\w-])(?:{written})(?!\w)", re.IGNORECASE)))
    return tuple(found)
