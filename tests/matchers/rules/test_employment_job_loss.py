"""失业返乡: a member worked in the month before and is 失业 or 返乡未就业 in this one."""

import itertools

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, drawn
from tests.matchers.rules.homes import Member, home, idle, works

WORKING, OUT_OF_WORK = ("务工", "公益性岗位", "灵活就业"), ("失业", "返乡未就业")


def worker(before, now, **more):
    return home(Member(jobs={1: before, 0: now}), **more)


CASES = (
    *(Case(f"{before}, then {now}", worker(works(2000, before), idle(now)), Fires()) for before, now in itertools.product(WORKING, OUT_OF_WORK)),
    *(Case(f"务工, then {now}", worker(works(2000), works(1500, now)), QUIET) for now in WORKING),
    *(Case(f"失业, and {now} as well", worker(works(2000), (idle(), works(500, now))), QUIET) for now in WORKING),
    Case("out of work for months", worker(idle(), idle()), QUIET),
    Case("found work", worker(idle(), works(2000)), QUIET),
    Case("no longer in the extract: that proves nothing", home(Member(jobs={1: works(2000)})), QUIET),
    Case("worked two months ago, then no row", home(Member(jobs={2: works(2000), 0: idle()})), QUIET),
    Case("lost one of two jobs", worker((works(900), works(800)), (works(900), idle())), QUIET),
    Case("lost both", worker((works(900), works(800)), (idle(), idle("返乡未就业"))), Fires()),
    Case("another member works on", home(Member(jobs={1: works(900), 0: idle()}), Member(jobs={1: works(900), 0: works(900)})), Fires()),
    Case("one lost work, another has never worked: not one and the same", home(Member(jobs={1: works(900)}), Member(jobs={0: idle()})), QUIET),
    Case("only these two months ever came", worker(works(2000), idle(), since=1), Fires()),
    Case("no month before", worker(works(2000), idle(), since=0), UNKNOWN),
    Case("the month before did not come", worker(works(2000), idle(), missing=[("employment", 1)]), UNKNOWN),
    Case("this month did not come", worker(works(2000), idle(), missing=[("employment", 0)]), UNKNOWN),
)
test_drawn = drawn("employment.job_loss", CASES)
