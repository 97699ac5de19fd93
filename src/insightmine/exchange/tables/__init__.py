"""The tables of the export contract for programs that read tables: CSV, workbooks, SQLite."""
