"""What happens by itself: due rows claimed on a tick, and long work in a process of its own."""
