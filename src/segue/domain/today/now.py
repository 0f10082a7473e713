"""The moment at which Today is decided, which takes down every later moment that it was compared with."""

from datetime import date, datetime, timedelta

from segue.domain.calendar import Calendar, bounded

ALIVE = timedelta(days=90)
"""How far back things are alive; what is older waits in Triage."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Now:
    """The only way by which a rule may look at time.

    Since each comparison notes the moment at which it would turn out otherwise, the earliest of these is when
    the outcome can next change: before it, every rule takes the same path and says the same words.
    """

    def __init__(self, at: datetime, alive: timedelta = ALIVE) -> None:
        self._at = at
        self._window = alive
        self.until: datetime | None = None

    def reached(self, moment: datetime) -> bool:
        """Whether `moment` has come."""
        if moment <= self._at:
            return True
        if self.until is None or moment < self.until:
            self.until = moment
        return False

    def within(self, span: timedelta, moment: datetime) -> bool:
        """Whether `moment` has come, and less than `span` ago."""
        return self.reached(moment) and not self.reached(moment + span)

    def alive(self, moment: datetime) -> bool:
        """Whether `moment` lies inside the window that is looked at, or ahead."""
        return not self.reached(moment + self._window)

    def day(self, day: date, calendar: Calendar) -> str:
        """`day` in words, such as "Tue 24 Nov", with its year unless it is the present one."""
        words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
        return words if self._this_year(bounded(day).year, calendar) else f"{words} {day.year}"

    def when(self, moment: datetime, calendar: Calendar) -> str:
        """The day of `moment` in words, on this calendar."""
        return self.day(calendar.date_of(moment), calendar)

    def _this_year(self, year: int, calendar: Calendar) -> bool:
        begins, ends = calendar.start_of(date(year, 1, 1)), calendar.start_of(date(year + 1, 1, 1))
        return self.reached(begins) and not self.reached(ends)
