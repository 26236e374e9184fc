"""Mathematics without a database and without a chat: votes to opinion groups, texts to groups of ideas.

Everything is a pure function of arrays and texts. numpy and scipy are imported where this is used and never when the
bot starts: who calls this does so in a process or thread of its own.
"""

import os

# numpy reads this when it is imported, which is after this. On small matrices its threads wait for each other longer
# than they work (ten times longer on a busy machine), and the bot beside it needs a core as well.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
