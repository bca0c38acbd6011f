"""Times as people say them: times of day, and times of keeping. Refuses nothing."""

from datetime import time

from portal.core.sentences import several

YEAR = 365  # days; leap days make no difference to what people are told
MONTH = 30.5  # days


def time_of_day(at: time) -> str:
    """A time of day as people say it: "9am", "3:15pm", "noon", "midnight"."""
    if at.minute == 0 and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def kept_for(days: int) -> str:
    """A time of keeping as people say it: "30 days", "6 months", "3 years"; 0 is "deleted at once"."""
    if days == 0:
        return "deleted at once"
    years, months = round(days / YEAR), round(days / MONTH)
    if years and abs(days - years * YEAR) <= years:
        return several(years, "year")
    if months >= 6 and abs(days - months * MONTH) <= 1:
        return several(months, "month")
    return several(days, "day")
