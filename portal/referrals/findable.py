"""Pages about referrals as a search finds them: heading, summary, the words people look for, address."""

PAGES = (
    (
        "Ask your councillor to raise a matter",
        "Who can have a matter discussed by the scrutiny committee, your ward, and what happens then.",
        "councillor ward member refer referral scrutiny committee call for action community postcode agenda",
        "/referrals/how",
    ),
    (
        "See whether you can ask for a case review",
        "Antisocial behaviour goes on although you reported it: check the number of reports.",
        "asb case review community trigger antisocial behaviour threshold three reports six months again",
        "/referrals/how/case-review",
    ),
    (
        "What councillors have raised",
        "The public register of referrals, what was decided, and what the authorities answered.",
        "register referrals scrutiny committee councillor decision recommendations responses",
        "/referrals",
    ),
)
"""In the order in which equals are shown."""
