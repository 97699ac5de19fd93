"""Other people's methods beside ours in the same run.

`plain` ones are installed with the program. BERTopic and EVoC run in an `environment` of their own: `handover` gives
them vectors and texts as files and reads labels and seconds back.
"""

from benchmarks.peers.plain import fused, nearest_rows, plain_hdbscan, vader, ward, word_vectors

__all__ = ["fused", "nearest_rows", "plain_hdbscan", "vader", "ward", "word_vectors"]
