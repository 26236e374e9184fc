"""Tables that people bring: any CSV or Excel file as a header row and rows of text, read once from front to back."""

from bot.exchange.tables.table import Table, open_table

__all__ = ["Table", "open_table"]
