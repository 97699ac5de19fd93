"""Presidio's pattern recognisers: e-mail addresses, phone numbers, accounts and many countries' ids.

They need no model. `AnalyzerEngine` is not used: it would load one, and fetch it where it is not there. That for links
is left out: its time grows with more than the square of a word's length.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from insightmine.domain.identifiers import Entity, IdentifierKind

_SURE = 0.4  # from this score on a pattern is taken without a word beside it that speaks for it
_BEFORE, _AFTER = 60, 25  # code points in which such a word counts

# By kind: Presidio's recognisers, and what a text must hold for them to be asked at all.
_RECOGNISERS: dict[IdentifierKind, tuple[str, tuple[str, ...]]] = {
    IdentifierKind.DEVICE: (
        r"\d\.\d|[0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}|:[0-9A-Fa-f]*:",
        ("IpRecognizer", "MacAddressRecognizer", "UuidRecognizer"),
    ),
    IdentifierKind.ACCOUNT: (r"(?:\d\D*){6}", ("IbanRecognizer", "CreditCardRecognizer", "CryptoRecognizer")),
    IdentifierKind.POSTCODE: (r"[A-Za-z]\d[A-Za-z\d]? ?\d[A-Za-z]", ("UkPostcodeRecognizer", "CaPostalCodeRecognizer")),
    IdentifierKind.IDENTITY: (
        r"(?:\d\D*){4}",
        (
            "UsSsnRecognizer", "UsItinRecognizer", "UsPassportRecognizer", "UsLicenseRecognizer", "UsMbiRecognizer",
            "NhsRecognizer", "UkNinoRecognizer", "UkPassportRecognizer", "UkDrivingLicenceRecognizer",
            "DeTaxIdRecognizer", "DeSocialSecurityRecognizer", "DeIdCardRecognizer", "DePassportRecognizer",
            "DeHealthInsuranceRecognizer", "ItFiscalCodeRecognizer", "ItIdentityCardRecognizer",
            "ItPassportRecognizer", "ItDriverLicenseRecognizer", "EsNifRecognizer", "EsNieRecognizer",
            "EsPassportRecognizer", "PlPeselRecognizer", "FiPersonalIdentityCodeRecognizer",
            "SePersonnummerRecognizer", "CaSinRecognizer", "AuTfnRecognizer", "AuMedicareRecognizer",
            "InAadhaarRecognizer", "SgFinRecognizer", "ZaIdNumberRecognizer",
        ),
    ),
}  # fmt: skip
# Of these only the parts of a text that may hold one are shown to the recogniser: its time grows with their square.
_BY_PART = (IdentifierKind.EMAIL, IdentifierKind.PHONE)
# Patterns so wide that only a word beside them tells what a number is.
_ONLY_WITH_CONTEXT = ("DeIdCardRecognizer", "DePassportRecognizer", "ItIdentityCardRecognizer",
                      "SePersonnummerRecognizer", "DeTaxIdRecognizer", "UsLicenseRecognizer")  # fmt: skip


class PresidioPatterns:
    """The `PatternFinder` protocol on Presidio's recognisers; no text, no list and no model leaves or enters."""

    def find(self, text: str) -> tuple[Entity, ...]:
        """What has the shape of an identifier, by start; the label is an `IdentifierKind`. Spans may overlap."""
        found: set[Entity] = set()
        for kind, asked, recogniser, name in self._recognisers:
            for part in asked.finditer(text):
                offset = part.start() if kind in _BY_PART else 0
                searched = part.group() if kind in _BY_PART else text
                results = recogniser.analyze(searched, recogniser.supported_entities, None) or ()
                sure = 1.0 if name in _ONLY_WITH_CONTEXT else _SURE
                for result in results:
                    start, end = result.start + offset, result.end + offset
                    if result.score >= sure or _is_named(text, start, end, recogniser.context or ()):
                        found.add(Entity(start, end, kind.value))
                if kind not in _BY_PART:
                    break
        return tuple(sorted(found, key=lambda item: (item.start, -item.end, item.label)))

    @cached_property
    def _recognisers(self) -> list[tuple[IdentifierKind, re.Pattern[str], Any, str]]:
        logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)  # it tells of each recogniser that it loads
        import presidio_analyzer.predefined_recognizers as presidio

        others = [
            (kind, re.compile(asked), getattr(presidio, name)(), name)
            for kind, (asked, names) in _RECOGNISERS.items()
            for name in names
        ]
        phone = presidio.PhoneRecognizer(supported_regions=_REGIONS)
        digits = re.compile(r"[+(]{0,2}\d[\d ().\-–/]{5,30}\d")
        return [
            (IdentifierKind.EMAIL, re.compile(r"\S{1,100}@\S{1,100}"), _email_recogniser(), ""),
            (IdentifierKind.PHONE, digits, phone, ""),
            *others,
        ]


_REGIONS = ("US", "GB", "DE", "FR", "IT", "ES", "IN", "BR", "AU", "NL", "CH", "AT", "SE", "PL")


def _email_recogniser() -> Any:  # noqa: ANN401 - Presidio's class is made when first used
    """Presidio's, with the list of suffixes that tldextract brings: its own extractor would ask for a newer one."""
    from presidio_analyzer.predefined_recognizers import EmailRecognizer
    from tldextract import TLDExtract

    suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None)

    class OfflineEmailRecognizer(EmailRecognizer):  # type: ignore[misc]
        def validate_result(self, pattern_text: str) -> bool:
            return bool(suffixes(pattern_text).fqdn)

    return OfflineEmailRecognizer()


def _is_named(text: str, start: int, end: int, context: Sequence[str]) -> bool:
    """Whether a word that goes with this kind of number stands near."""
    before = text[max(0, start - _BEFORE) : start].lower()
    after = text[end : end + _AFTER].lower()
    near = re.findall(r"[\w#'-]+", f"{before} {after}")
    joined = f" {' '.join(near)} "
    return any(f" {word.lower()} " in joined for word in context if word.lower() not in _TOO_COMMON)


_TOO_COMMON = frozenset({"us", "united", "states", "individual", "fin", "sin", "pan", "number", "address", "delivery",
                         "travel", "tax", "canada", "nas", "cf"})  # fmt: skip
