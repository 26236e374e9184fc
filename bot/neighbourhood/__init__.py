"""The domain: dataclasses and rules, question kinds, refusals. Standard library only."""
