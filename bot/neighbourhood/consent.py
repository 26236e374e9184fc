"""The consent that is asked: its version changes when what is kept, or why, changes."""

VERSION = "2026-11"
KEEPING_MONTHS = 12
