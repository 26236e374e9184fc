"""The conversations, by who is talking. One file is one conversation, found by itself."""
