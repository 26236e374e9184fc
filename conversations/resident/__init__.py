"""What a resident talks about with the bot."""
