"""A study's settings files -> frozen options. Unknown keys are errors, with the key that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from insightmine.config.codebook_file import load_codebook
from insightmine.config.files import read_toml, refuse_unknown, texts_of
from insightmine.config.guide_file import load_guide
from insightmine.config.impacts import load_impacts
from insightmine.config.journey_file import load_journey
from insightmine.config.measures_file import load_measures
from insightmine.config.options import (
    CODEBOOK_FILE,
    GUIDE_FILE,
    JOURNEY_FILE,
    MEASURES_FILE,
    PEOPLE_FILE,
    SETTINGS_FILE,
    TRANSCRIPTS_FILE,
    InputOptions,
    ModelOptions,
    NameOptions,
    Options,
    SpeakerOptions,
    StudyOptions,
    ThemeOptions,
)
from insightmine.config.people_file import load_people
from insightmine.config.transcripts_file import load_transcripts
from insightmine.domain.languages import ENGLISH
from insightmine.errors import ConfigError

_CHOICES = {"engine": ("onnxruntime", "sentence-transformers"), "precision": ("fp32",)}

_ENDPOINT_HINT = 'write the address of a server on this machine, as in "http://127.0.0.1:11434/v1"'

_Section = TypeVar("_Section", StudyOptions, ModelOptions, SpeakerOptions, InputOptions, ThemeOptions, NameOptions)


def load_options(folder: Path) -> Options:
    """Read insightmine.toml, journey.toml, guide.toml, participants.csv, transcripts.csv, codebook.csv, measures.csv.

    Those that are not there mean defaults.

    Raises `ConfigError` naming the file and the key, line or row that cannot be used.
    """
    settings = read_toml(folder / SETTINGS_FILE)
    known = ("study", "models", "speakers", "input", "themes", "names", "measures", "impacts")
    refuse_unknown(settings, known, SETTINGS_FILE)
    journey = load_journey(folder / JOURNEY_FILE)
    return Options(
        study=_section(StudyOptions, settings, "study"),
        models=_models(settings),
        speakers=_section(SpeakerOptions, settings, "speakers"),
        input=_section(InputOptions, settings, "input"),
        themes=_section(ThemeOptions, settings, "themes"),
        names=_names(settings),
        journey=journey,
        people=load_people(folder / PEOPLE_FILE),
        guide=load_guide(folder / GUIDE_FILE),
        transcripts=load_transcripts(folder / TRANSCRIPTS_FILE),
        codebook=load_codebook(folder / CODEBOOK_FILE),
        measures=load_measures(folder / MEASURES_FILE, settings),
        impacts=load_impacts(settings, journey),
    )


def _models(settings: Mapping[str, Any]) -> ModelOptions:
    """`[models]`; the encoder that comes with insightmine serves English only, whatever its settings say."""
    models = _section(ModelOptions, settings, "models")
    place = f"{SETTINGS_FILE}, [models] languages"
    unknown = [code for code in models.languages if not re.fullmatch("[a-z]{2}", code)]
    if unknown:
        raise ConfigError(
            f"{place} names {unknown[0]!r}", hint="write two letters a language (ISO 639-1), as in it or de"
        )
    others = [code for code in models.languages if code != ENGLISH]
    if others and models.encoder_path is None:
        raise ConfigError(
            f"{place} names {others[0]!r}, and the encoder that comes with insightmine serves English only",
            hint="name a multilingual one with encoder_path",
        )
    return models


def _names(settings: Mapping[str, Any]) -> NameOptions:
    """`[names]`; only a server on this machine may be asked, since nothing leaves it."""
    names = _section(NameOptions, settings, "names")
    if names.endpoint is None:
        return names
    place = f"{SETTINGS_FILE}, [names] endpoint"
    try:
        address = urlsplit(names.endpoint)
        host, _ = address.hostname, address.port
    except ValueError as error:
        raise ConfigError(f"{place} is no address ({error})", hint=_ENDPOINT_HINT) from error
    if address.scheme not in {"http", "https"} or host is None or address.query or address.fragment:
        raise ConfigError(f"{place} is no address of a server", hint=_ENDPOINT_HINT)
    if not _is_this_machine(host):
        raise ConfigError(
            f"{place} names {host!r}, which is not this machine", hint=f"nothing leaves it; {_ENDPOINT_HINT}"
        )
    if not names.model:
        raise ConfigError(f"{SETTINGS_FILE}, [names] model is missing", hint="name the model that the server is to use")
    return names


def _is_this_machine(host: str) -> bool:
    """Whether a host is this machine by its name alone; nothing is looked up."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _section(kind: type[_Section], settings: Mapping[str, Any], name: str) -> _Section:
    table = settings.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{SETTINGS_FILE}: {name} is not a table", hint=f"write [{name}]")
    refuse_unknown(table, tuple(f.name for f in fields(kind)), f"{SETTINGS_FILE}, [{name}]")
    defaults = kind()
    values: dict[str, Any] = {
        key: _value(value, getattr(defaults, key), key, f"{SETTINGS_FILE}, [{name}] {key}")
        for key, value in table.items()
    }
    return kind(**values)


def _value(value: object, default: object, key: str, place: str) -> object:
    """The value in the type of its default; a text where the default is `None`."""
    if isinstance(default, tuple):
        return texts_of(value, place)
    if isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool):
        if not 0.0 <= value <= 1.0:
            raise ConfigError(f"{place} is {value}", hint="use a number from 0 to 1")
        return float(value)
    wanted = str if default is None else type(default)
    if not isinstance(value, wanted):
        raise ConfigError(f"{place} is not a {'text' if wanted is str else wanted.__name__}")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ConfigError(f"{place} is {value!r}", hint=f"use one of: {', '.join(_CHOICES[key])}")
    return value
