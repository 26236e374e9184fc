"""Mathematics without a database and without a chat: votes to opinion groups, texts to groups of ideas.

Everything is a pure function of arrays and texts. numpy and scipy are imported where this is used and never when the
bot starts: who calls this does so in a process or thread of its own.
"""
