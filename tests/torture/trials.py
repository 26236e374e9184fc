"""For each broken bot an evening on which its mistake shows."""

from dataclasses import replace

from tests.torture import deeds, more_mutants  # noqa: F401 - where the rest of the mutants are
from tests.torture.evening import Course
from tests.torture.habits import CALM
from tests.torture.mail import Post
from tests.torture.mutants import MUTANTS
from tests.torture.reaper import Deed, Fate
from tests.torture.street import Crowd

FAIR = Post(0, 0, 0, 0)
QUESTIONS = 10
# Nothing goes wrong here but what a trial adds.
PLAIN = Course(
    crowd=Crowd(at_once=12, most=12, questions=QUESTIONS, habits=CALM),
    post=FAIR,
    fate=Fate(life=0.4, long_way=0, stormy=0),
    deeds={},
    settling=10.0,
    timed=False,
    hasty=True,
)


def _people(**habits: float) -> Course:
    return replace(PLAIN, crowd=replace(PLAIN.crowd, habits=replace(CALM, **habits)))


def _ends(deed: Deed, deaths: int) -> Course:
    return replace(PLAIN, deeds={"end": deed}, deaths=deaths)


TRIALS: dict[str, Course] = {
    "confirms_before_the_commit": _ends(deeds.after_a_deed, 10),
    "does_not_wait_for_the_disk": _ends(deeds.power_cut, 4),
    "files_under_the_open_question": _people(old=0.5),
    "forgets_what_it_heard": replace(PLAIN, post=replace(FAIR, twice=0.8)),
    "takes_what_is_alike_for_a_duplicate": _people(),
    "takes_changes_for_answers": _people(editing=0.6),
    "exports_what_was_left_behind": _people(mistaken=1.0),
    "mixes_people_up": _people(),
    "lets_the_last_answer_win": _people(wavering=0.4),
    "loses_a_batch_when_the_commit_fails": _people(),
    "stops_at_a_bad_update": replace(PLAIN, post=replace(FAIR, spoilt=0.3), settling=5.0),
    "sends_nothing_again": _ends(deeds.within_a_call, 4),
    "drops_deliveries": _people(),
    "flips_toggles": _people(twice=1.0),
    "hands_in_an_idea_again": _people(twice=1.0),
    "exports_finished_responses_only": _people(leaving=0.5),
}
assert TRIALS.keys() == MUTANTS.keys()
