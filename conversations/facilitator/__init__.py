"""What a facilitator talks about with the bot."""
