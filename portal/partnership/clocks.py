"""The deadlines a partnership promises, and when its officers are there; counts nothing by itself."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Clocks:
    """The partnership's own deadlines. Days are working days unless the name says otherwise."""

    moderation_working_days: int
    safeguarding_staffed_hours: int
    safeguarding_fallback_staffed_hours: int
    staffed_from: time
    staffed_to: time
    staffed_weekdays: tuple[int, ...]  # Monday is 0
    consultation_minimum_days: int
    consultation_outcome_days: int
    referral_acknowledge_working_days: int
    referral_advice_working_days: int
    referral_notice_working_days: int
    referral_lapse_days: int
    response_days: int
    agenda_clear_days: int
    information_days: int
    reminder_days: int
    monitoring_months: int
    scrutiny_warning_days: int
    scrutiny_months: int
    circulate_working_days: int
    release_months: int
    advice_review_months: int
    complaint_acknowledge_working_days: int
    complaint_answer_days: int
