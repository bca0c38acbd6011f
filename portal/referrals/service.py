"""Every verb of referrals behind one door: the member's draft and moves, officers' advice, the committee.

Each verb takes the session first and `now` by name, never commits, and does not act on an older view than the
newest. What it refuses stands with the verb itself.
"""

from portal.referrals.advising import advise_local, advise_not_local, list_at, return_to_member
from portal.referrals.asserting import answer_return, insist, represent, withdraw
from portal.referrals.deciding import (
    answer_information,
    close,
    consider,
    no_report,
    redirect,
    request_information,
    resume,
    send_to_group,
)
from portal.referrals.drafting import (
    amend,
    discard,
    draft,
    freeze_evidence,
    mark_sensitive,
    sits_on_committee,
    submit,
)
from portal.referrals.owing import issue
from portal.referrals.reporting import (
    Progress,
    make_report,
    monitor,
    not_reasonably_possible,
    respond,
    review,
    send_report,
)
from portal.referrals.sittings import (
    SittingWords,
    agree_programme,
    call_off_sitting,
    hold_sitting,
    move_sitting,
    plan_sitting,
    save_programme,
    seat,
)
from portal.referrals.timing import run_clock
from portal.referrals.trail import By

__all__ = [
    "By",
    "Progress",
    "SittingWords",
    "advise_local",
    "advise_not_local",
    "agree_programme",
    "amend",
    "answer_information",
    "answer_return",
    "call_off_sitting",
    "close",
    "consider",
    "discard",
    "draft",
    "freeze_evidence",
    "hold_sitting",
    "insist",
    "issue",
    "list_at",
    "make_report",
    "mark_sensitive",
    "monitor",
    "move_sitting",
    "no_report",
    "not_reasonably_possible",
    "plan_sitting",
    "redirect",
    "represent",
    "request_information",
    "respond",
    "resume",
    "return_to_member",
    "review",
    "run_clock",
    "save_programme",
    "seat",
    "send_report",
    "send_to_group",
    "sits_on_committee",
    "submit",
    "withdraw",
]
