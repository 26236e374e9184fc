"""Benchmarks: how fast and how small the bot is, beside the bots and modules one would use instead."""
