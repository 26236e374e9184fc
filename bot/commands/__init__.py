"""The groups of the `wijkbot` command line, one in each file."""
