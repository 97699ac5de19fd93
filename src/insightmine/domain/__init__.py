"""The vocabulary: what flows through the pipeline, as frozen values that check themselves.

files -> Transcript(Turn...) -> Statement -> vectors -> Judgement -> Theme -> Signal -> Outcome
"""
