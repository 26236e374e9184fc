"""What statements say about groups: what all share, what a group stands for, and where groups differ most.

The numbers are those of Polis (FIELD of its open source: repness and consensus), with the same smoothing and tests.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.insight.opinions.votes import Counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SIGNIFICANT = 1.2816  # z of 90 %, one-sided
MOST_SHOWN = 5
