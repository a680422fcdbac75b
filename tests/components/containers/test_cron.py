import pytest

from components import cron


@pytest.mark.parametrize(
    ("schedule", "expression"),
    [
        ("0 3 * * *", "0 3 * * ?"),
        ("* * * * *", "* * * * ?"),
        ("*/15 * * * *", "0/15 * * * ?"),
        ("5/20 * * * *", "5/20 * * * ?"),
        ("0,30 8-10 * * *", "0,30 8,9,10 * * ?"),
        ("10-40/15 * * * *", "10,25,40 * * * ?"),
        ("0 0 1 * *", "0 0 1 * ?"),
        ("0 0 */2 * *", "0 0 1/2 * ?"),
        ("0 0 1 1,7 *", "0 0 1 1,7 ?"),
        ("0 0 1 jan *", "0 0 1 1 ?"),
        ("0 0 * */3 *", "0 0 * 1/3 ?"),
        ("0 0 * * 0", "0 0 ? * SUN"),
        ("0 0 * * 7", "0 0 ? * SUN"),
        ("0 0 * * 1-5", "0 0 ? * MON,TUE,WED,THU,FRI"),
        ("0 0 * * 5-7", "0 0 ? * SUN,FRI,SAT"),
        ("0 0 * * mon,fri", "0 0 ? * MON,FRI"),
        ("0 0 * * */2", "0 0 ? * SUN,TUE,THU,SAT"),
        ("0 0 * * 0-6", "0 0 * * ?"),
        ("0 0 * * 1-7", "0 0 * * ?"),
    ],
)
def test_five_fields_become_those_of_the_scheduler(schedule: str, expression: str) -> None:
    assert cron.quartz(schedule) == expression


@pytest.mark.parametrize(
    ("schedule", "message"),
    [
        ("60 * * * *", "minute 60: allowed is 0 to 59"),
        ("* 24 * * *", "hour 24: allowed is 0 to 23"),
        ("* * 0 * *", "day of month 0: allowed is 1 to 31"),
        (
            "* * * 13 *",
            "month 13: allowed is 1 to 12 or jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
        ),
        ("* * * * someday", "day of week someday: allowed is 0 to 7 or sun, mon, tue, wed, thu, fri, sat"),
        ("5-1 * * * *", "minute 5-1: the range runs backwards"),
        ("*/0 * * * *", "minute */0: a step is a number above 0"),
        ("*/ * * * *", "minute */: a step is a number above 0"),
        ("0 0 1 * 1", "0 0 1 * 1: day of month and day of week cannot both be given"),
        ("0 0 * *", "0 0 * *: five fields are wanted, there are 4"),
    ],
)
def test_what_the_scheduler_cannot_keep_is_refused_in_a_sentence(schedule: str, message: str) -> None:
    with pytest.raises(cron.ScheduleError) as refused:
        cron.quartz(schedule)
    assert str(refused.value) == message
