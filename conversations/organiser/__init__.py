"""Conversations of who organises."""
