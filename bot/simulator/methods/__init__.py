"""The methods of the Bot API, one table, and what each of them does."""
