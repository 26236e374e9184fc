"""Rows that point at nobody: what they hide, and what that promises, stands in `docs/exports.md`."""
