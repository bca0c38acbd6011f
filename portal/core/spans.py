"""Times of keeping as people say them. Refuses nothing."""

from portal.core.sentences import several

YEAR = 365  # days; leap days make no difference to what people are told
MONTH = 30.5  # days


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
