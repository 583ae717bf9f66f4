"""劳动年龄成员死亡: a member who was 16 to 59 on the day died in the month."""

from tests.matchers.rules.drawn import QUIET, UNKNOWN, Case, Fires, changed, drawn
from tests.matchers.rules.homes import Member, home

FROM_JUNE = changed("rules.member_death", age_to={"2024-06": 64})


def lost(born, died, **more):
    return home(Member(born, died=died), Member(), **more)


CASES = (
    Case("at forty", lost("1984-01-01", "2024-06-10"), Fires()),
    Case("at eighty", lost("1944-01-01", "2024-06-10"), QUIET),
    Case("nobody died", home(), QUIET),
    Case("on the sixteenth birthday", lost("2008-06-10", "2024-06-10"), Fires()),
    Case("the day before", lost("2008-06-11", "2024-06-10"), QUIET),
    Case("the day before the sixtieth", lost("1964-06-11", "2024-06-10"), Fires()),
    Case("on the sixtieth birthday, sixty by month's end or not", lost("1964-06-10", "2024-06-10"), QUIET),
    Case("sixty between the day and the month's end", lost("1964-06-20", "2024-06-10"), Fires()),
    Case("of an age that is not known", lost("", "2024-06-10"), QUIET),
    Case("on the first of the month", lost("1984-01-01", "2024-06-01"), Fires()),
    Case("on the last of the month before", lost("1984-01-01", "2024-05-31"), QUIET),
    Case("on the last of the month", lost("1984-01-01", "2024-06-30"), Fires()),
    Case("no month before ever came", lost("1984-01-01", "2024-06-10", since=0), Fires()),
    Case("the register did not come", lost("1984-01-01", "2024-06-10", missing=[("death", 0)]), UNKNOWN),
    Case("at sixty-two in May", lost("1962-01-01", "2024-05-10"), QUIET, "2024-05", FROM_JUNE),
    Case("at sixty-two in June, when working age ends at 64", lost("1962-01-01", "2024-06-10"), Fires(), "2024-06", FROM_JUNE),
)
test_drawn = drawn("member.death", CASES)
