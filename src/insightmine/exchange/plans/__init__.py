"""Candidate outcomes, and the journey they stand on, for planning tools: one file a format, each written from a `Plan`.

What a team has to say is left empty everywhere: baseline, target, owner, dates, priority. No solution is invented.
"""
