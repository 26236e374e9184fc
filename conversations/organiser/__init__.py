"""What organisers and administrators talk about with the bot."""
