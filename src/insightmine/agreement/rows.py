"""What was compared as rows of plain values: for `--json` and for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from insightmine.agreement.values import Agreement, Coding, Estimate, Grouped
from insightmine.agreement.wording import meaning

_DIGITS = 6


def coder_row(coding: Coding) -> dict[str, Any]:
    """A coder, and how many units they coded in what."""
    return {
        "coder": coding.coder,
        "n_units": len(coding.units),
        "coded": {aspect.value: len(labels) for aspect, labels in coding.labels.items() if labels},
    }


def result_row(result: Agreement | Grouped, limit: int | None = None) -> dict[str, Any]:
    """One comparison, with its first `limit` disagreements. Undefined is null, with the reason in `why`."""
    return _grouped(result) if isinstance(result, Grouped) else _agreement(result, limit)


def _agreement(result: Agreement, limit: int | None) -> dict[str, Any]:
    return {
        "on": result.aspect.value,
        "as": "labels",
        "coders": list(result.coders),
        "n_units": result.n_units,
        "n_clusters": result.n_clusters,
        "clusters": result.clusters,
        "alpha": _estimate(result.alpha),
        "alpha_sets": None if result.alpha_sets is None else _estimate(result.alpha_sets),
        "alpha_with_unsure": None if result.alpha_with_unsure is None else _estimate(result.alpha_with_unsure),
        "pairs": [
            {
                "coders": [pair.first, pair.second],
                "n_units": pair.n_units,
                "agreement": round(pair.agreement, _DIGITS),
                "kappa": _estimate(pair.kappa),
            }
            for pair in result.pairs
        ],
        "labels": [
            {
                "label": item.label,
                "counts": list(item.counts),
                "all_of_them": item.all_of_them,
                "agreement": round(item.agreement, _DIGITS),
                "kappa": _estimate(item.kappa),
            }
            for item in result.labels
        ],
        "only_one": result.only_one,
        "unsure": list(result.unsure),
        "meaning": meaning(result),
        "n_disagreements": len(result.disagreements),
        "disagreements": [
            {
                "unit": item.unit.key,
                "participant": item.unit.participant,
                "source": item.unit.source,
                "text": item.unit.text,
                "said": [None if labels is None else list(labels) for labels in item.said],
                "weight": item.weight,
                "why": item.why,
            }
            for item in result.disagreements[:limit]
        ],
    }


def _grouped(result: Grouped) -> dict[str, Any]:
    return {
        "on": result.aspects[0].value if len(set(result.aspects)) == 1 else "/".join(result.aspects),
        "as": "groups",
        "coders": list(result.coders),
        "n_units": result.n_units,
        "n_clusters": result.n_clusters,
        "clusters": result.clusters,
        "n_groups": list(result.n_groups),
        "unplaced": list(result.unplaced),
        "several": list(result.several),
        "ari": _estimate(result.ari),
        "ami": _estimate(result.ami),
        "ami_with_unplaced": _estimate(result.ami_with_unplaced),
        "alpha_pairs": _estimate(result.alpha_pairs),
        "meaning": meaning(result),
        "counterparts": [asdict(item) for item in result.forward],
        "counterparts_back": [asdict(item) for item in result.backward],
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    value = None if estimate.value is None else round(estimate.value, _DIGITS)
    interval = None if estimate.interval is None else [round(end, _DIGITS) for end in estimate.interval]
    return {"value": value, "interval": interval, "why": estimate.why or None}
