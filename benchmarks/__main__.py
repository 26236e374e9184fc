"""`python -m benchmarks [survey|exports|flood|backup|reminders|insight] […]`: measures, and prints tables; without a
name all of them.
"""

import importlib
import shlex
import sys

from benchmarks.tables import machine

BENCHMARKS = {
    "survey": "benchmarks.survey_speed",
    "exports": "benchmarks.exports",
    "flood": "benchmarks.flood",
    "backup": "benchmarks.backup",
    "reminders": "benchmarks.reminders",
    "insight": "benchmarks.insight",
}


def main(arguments: list[str]) -> int:
    """Run what is asked for; what stands after a name is for that benchmark."""
    name, *rest = arguments or [""]
    if name and name not in BENCHMARKS:
        print(f"There is no benchmark {name!r}. Known are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    print(f"python -m benchmarks {shlex.join(arguments)}\n{machine()}")
    for each in [name] if name else BENCHMARKS:
        print(f"\n## {each}\n", flush=True)
        importlib.import_module(BENCHMARKS[each]).main(rest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
