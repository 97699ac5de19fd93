"""Journeys of other programs -> the steps of a study, and back: Mermaid's `journey` diagram, and CSV."""

from insightmine.exchange.journeys.mermaid import Diagram, Section, Task, diagram_text, label, read_diagram
from insightmine.exchange.journeys.reading import MERMAID_ENDINGS, read_journey
from insightmine.exchange.journeys.table import journey_table

__all__ = [
    "MERMAID_ENDINGS",
    "Diagram",
    "Section",
    "Task",
    "diagram_text",
    "journey_table",
    "label",
    "read_diagram",
    "read_journey",
]
