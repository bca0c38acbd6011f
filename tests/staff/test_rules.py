"""What may be held together, how tries slow down, when a sign-in ends: no table, no page."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.actors import READS_ORIGINALS, READS_SUBMISSIONS, Role
from portal.core.errors import MoveNotAllowed
from portal.staff import rules, strength
from portal.staff.rules import (
    AccountState,
    GroupsNeeded,
    NoRole,
    RolesClash,
    SecondAdministrator,
    Step,
    Wait,
    WardNeeded,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROLES = st.frozensets(st.sampled_from(sorted(Role)))


def check(*roles, ward="W1", groups=("g",)):
    rules.check_roles(roles, ward=ward, groups=groups)


@pytest.mark.parametrize("role", sorted(READS_SUBMISSIONS))
def test_an_administrator_reads_nothing_people_wrote(role):
    with pytest.raises(RolesClash):
        check(Role.ADMINISTRATOR, role)


def test_several_roles_may_be_joined():
    check(Role.ADMINISTRATOR, Role.EXECUTIVE, Role.COUNCILLOR)
    check(Role.ENGAGEMENT_OFFICER, Role.SAFEGUARDING_LEAD, Role.ANALYST)


def test_roles_need_what_they_are_bound_to():
    with pytest.raises(WardNeeded):
        check(Role.COUNCILLOR, ward=None)
    with pytest.raises(GroupsNeeded):
        check(Role.GROUP_CHAIR, groups=())
    with pytest.raises(NoRole):
        check()


@given(held=ROLES, wanted=ROLES)
def test_nobody_gives_a_role_that_opens_originals_alone(held, wanted):
    settled = rules.change(held, wanted)
    assert not (settled.held - held) & READS_ORIGINALS
    assert settled.held | settled.asked == wanted
    assert not settled.held & settled.asked


def test_a_second_administrator_is_another_person():
    rules.check_giver("two", asked_by="one", account="three")
    for giver in ("one", "three"):
        with pytest.raises(SecondAdministrator):
            rules.check_giver(giver, asked_by="one", account="three")


@pytest.mark.parametrize("state", list(AccountState))
@pytest.mark.parametrize("step", list(Step))
def test_only_the_moves_of_the_table_are_made(state, step):
    if (state, step) in rules.MOVES:
        assert rules.move(state, step) is rules.MOVES[state, step]
    else:
        with pytest.raises(MoveNotAllowed):
            rules.move(state, step)


def test_waiting_grows_from_a_second_to_a_quarter_of_an_hour():
    waits = [int(rules.wait_after(tries).total_seconds()) for tries in range(15)]
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


@given(tries=st.integers(0, 10_000), ago=st.timedeltas(timedelta(), timedelta(hours=30)))
def test_nobody_waits_longer_than_a_quarter_of_an_hour(tries, ago):
    try:
        assert rules.check_wait(tries, NOON - ago, now=NOON) in (0, tries)
    except Wait as wait:
        assert 0 < wait.seconds <= rules.LONGEST_WAIT.total_seconds()


def test_a_clock_that_was_set_back_locks_nobody_out():
    with pytest.raises(Wait) as wait:
        rules.check_wait(20, NOON + timedelta(hours=5), now=NOON)
    assert wait.value.seconds == 900


def test_a_day_of_peace_starts_the_count_anew():
    assert rules.check_wait(50, NOON - timedelta(hours=24), now=NOON) == 0


def test_a_sign_in_ends_after_an_idle_hour_and_after_twelve():
    minute = timedelta(minutes=1)
    assert rules.still_signed_in(NOON, NOON, now=NOON + 59 * minute)
    assert not rules.still_signed_in(NOON, NOON, now=NOON + 60 * minute)
    late = NOON + timedelta(hours=12)
    assert rules.still_signed_in(NOON, late - minute, now=late - minute)
    assert not rules.still_signed_in(NOON, late - minute, now=late)


def test_a_cookie_from_the_future_is_not_believed():
    assert not rules.still_signed_in(NOON + timedelta(hours=1), NOON, now=NOON)


def test_the_statement_is_asked_for_each_year_and_for_each_version():
    def due(at, statement=rules.STATEMENT):
        return rules.must_acknowledge(at, statement, now=NOON)

    assert due(None)
    assert due(NOON, "older")
    assert not due(NOON.replace(year=2025) + timedelta(seconds=1))
    assert due(NOON.replace(year=2025))


def test_a_leap_day_lapses_on_the_first_of_march():
    assert rules.lapses(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2029, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example",
        "//evil.example",
        "/staff//evil.example",
        "/staff/../concerns",
        "/staffed",
        "/staff@evil.example",
        "/staff\\evil",
        "\\\\evil.example",
        "/staff/x\nSet-Cookie: a",
        "/staff/ %0d",
        "javascript:alert(1)",
        "/staff/sign-out",
        "/staff/invitations/abc",
        "/concerns",
        "",
        None,
    ],
)
def test_after_sign_in_nobody_is_led_elsewhere(text):
    assert rules.safe_next(text) == "/staff"


@pytest.mark.parametrize("text", ["/staff", "/staff/moderation", "/staff/ledger?subject=account:a&after=5"])
def test_after_sign_in_one_goes_on_where_one_wanted(text):
    assert rules.safe_next(text) == text
    assert rules.safe_next(text + "?") == text


@given(st.text(max_size=60) | st.text("/staff\\.:@?#%ab", max_size=30).map(lambda text: "/staff" + text))
def test_the_next_page_is_always_a_staff_page_of_ours(text):
    found = urlsplit(urljoin("https://portal.example/staff/sign-in", rules.safe_next(text)))
    assert found.netloc == "portal.example"
    assert found.path == "/staff" or found.path.startswith("/staff/")


def test_a_portal_needs_two_administrators_and_two_safeguarding_leads():
    assert len(rules.shortfalls({})) == 2
    assert rules.shortfalls({Role.ADMINISTRATOR: 2, Role.SAFEGUARDING_LEAD: 3}) == ()
    (said,) = rules.shortfalls({Role.ADMINISTRATOR: 1, Role.SAFEGUARDING_LEAD: 2})
    assert said == "1 of at least 2 active accounts hold the role administrator."


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevensign1", "short"),
        ("x" * 201, "long"),
        ("password1234", "common"),
        ("P4ssw0rd!!!!", "common"),
        ("Welcome2026!!", "common"),
        ("qwertyuiop123", "common"),
        ("aaaaaaaaaaaaaaa", "common"),
        ("123456789012", "common"),
        ("Lighthouse.Keeper7", "yours"),
    ],
)
def test_what_everybody_would_guess_is_refused(password, why):
    with pytest.raises(strength.WeakPassword) as weak:
        strength.check(password, email="lighthouse.keeper@council.example")
    assert weak.value.why == why
    assert strength.WORDS[why]


@pytest.mark.parametrize(
    "password", ["harbour lantern tuesday", "kUx7#rTq2$vBn", "83920571649205", "жёлтый трамвай"]
)
def test_length_is_enough_no_odd_signs_are_asked_for(password):
    strength.check(password, email="lighthouse.keeper@council.example")
