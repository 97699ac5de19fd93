"""To and from other programs, one file a format. What leaves here has passed `domain.sharing`."""

from insightmine.exchange.jsonl import FILES, SCHEMA_VERSION, export
from insightmine.exchange.registry import EXPORTERS, PLANNING, Exporter, export_to
from insightmine.exchange.schemas import schema_of

__all__ = ["EXPORTERS", "FILES", "PLANNING", "SCHEMA_VERSION", "Exporter", "export", "export_to", "schema_of"]
