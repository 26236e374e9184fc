"""The same survey as people write it with the usual libraries: what this bot is compared with."""
