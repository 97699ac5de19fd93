"""Ten thousand rows: by name only, since it takes minutes."""

from __future__ import annotations

from benchmarks.peers.handover import BERTOPIC, EVOC
from benchmarks.results import Bar, bar
from benchmarks.speed import OURS, OfRows, Share, SpeedFigures, measure_help, measure_rows, share_of_interviews

_INTERVIEWS, _TALKS = 125, 20  # of which come about as many statements as rows
_MOST = 0.35


def measure() -> SpeedFigures:
    """Whole ingest of ten thousand rows beside the peers, grouping alone, and search in them."""
    found = measure_rows(10_000)
    shares = found.share, share_of_interviews(_INTERVIEWS, _TALKS)
    return SpeedFigures(
        found.ingests, shares, found.clusterings, found.ratios, (), (found.searching,), (measure_help(),),
        (*_bars(found), *map(_bar_of, shares)), found.absent,
    )  # fmt: skip


def _bar_of(share: Share) -> Bar:
    what = f"reading, grammar and splitting, share of a whole ingest: {share.what}"
    return bar(what, share.share, None, _MOST, lower_is_better=True)


def _bars(found: OfRows) -> tuple[Bar, ...]:
    """The floors for ten thousand rows; without peers there are none."""
    whole = {row.method: row.seconds for row in found.ingests}
    grouping = {row.method: row.first_seconds for row in found.clusterings}
    if BERTOPIC not in whole or BERTOPIC not in grouping or EVOC not in grouping:
        return ()
    ours = grouping[OURS]
    return (
        bar("whole job on rows, times faster than BERTopic", whole[BERTOPIC] / whole[OURS], 2.5, 4.0),
        bar("grouping, times faster than BERTopic's fit", grouping[BERTOPIC] / ours, 8.0, None),
        bar("grouping, in times of EVoC's", ours / grouping[EVOC], None, 2.0, lower_is_better=True),
    )
