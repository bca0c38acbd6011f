"""Getting in and out, as a member of staff meets it on the pages."""

from datetime import timedelta

import pytest

from portal.adapters import second_factor
from portal.core.actors import Role
from portal.staff import entry, service
from portal.staff.keys import StaffKeys
from portal.web.context import EXTENSION
from tests.builders.staff import PASSWORD, an_account
from tests.conftest import TODAY

EMAIL = "analyst@example.org"


@pytest.fixture
def house(app):
    return app.extensions[EXTENSION]


@pytest.fixture
def analyst(house):
    with house.database.transaction() as session:
        return an_account(session, Role.ANALYST, now=TODAY, email=EMAIL)


@pytest.fixture
def keys(house):
    return StaffKeys.of(house.settings)


def write(page, path="/staff/sign-in", *, status=200, shown=None, **typed):
    """Fill in the form of a page as a browser would and send it."""
    form = (shown or page.get(path)).fields()
    return page.post(path, {**form, **typed}, status=status)


def sign_in(page, *, password=PASSWORD, email=EMAIL, status=303, **more):
    return write(page, email=email, password=password, status=status, **more)


def test_the_right_password_leads_to_what_waits(page, analyst):
    assert sign_in(page).location == "/staff"
    assert page.get("/staff").h1 == "What waits for you"


def test_the_cookie_is_for_staff_pages_only(page, analyst):
    cookie = sign_in(page).response.headers["Set-Cookie"]
    assert "Path=/staff" in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_before_sign_in_there_is_no_cookie(page):
    assert "Set-Cookie" not in page.get("/staff/sign-in").response.headers


def test_one_is_led_on_to_the_page_one_wanted(page, analyst):
    asked = page.get("/staff/account", status=303)
    shown = page.get(asked.location)
    assert sign_in(page, shown=shown).location == "/staff/account"


def test_one_is_never_led_to_another_site(page, analyst):
    shown = page.get("/staff/sign-in?next=https://evil.example/")
    assert sign_in(page, shown=shown).location == "/staff"
    assert sign_in(page, next="//evil.example").location == "/staff"


def test_a_wrong_password_and_an_unknown_address_read_the_same(page, analyst):
    wrong = sign_in(page, password="not the password", status=422)
    unknown = sign_in(page, email="nobody@example.org", status=422)
    assert wrong.words.replace(EMAIL, "") == unknown.words.replace("nobody@example.org", "")
    assert "is not right" in wrong.words and wrong.title.startswith("Error:")


def test_the_password_is_never_shown_again(page, analyst):
    assert "not the password" not in sign_in(page, password="not the password", status=422).html


def test_wrong_tries_slow_down_and_say_for_how_long(page, analyst, clock):
    for _ in range(3):
        sign_in(page, password="wrong", status=422)
    assert "Wait 1 second" in sign_in(page, status=429).words
    clock.move_to(clock.now() + timedelta(seconds=2))
    sign_in(page, password="wrong", status=422)
    assert "Wait 2 seconds" in sign_in(page, status=429).words
    clock.move_to(clock.now() + timedelta(seconds=3))
    assert sign_in(page).location == "/staff"
    assert page.http.get("/staff").status_code == 200


def test_one_sender_is_slowed_over_many_addresses(page):
    shown = page.get("/staff/sign-in")
    answers = [
        page.http.post(
            "/staff/sign-in", data={**shown.fields(), "email": f"a{n}@example.org", "password": "x"}
        )
        for n in range(31)
    ]
    assert [answer.status_code for answer in answers[:30]] == [422] * 30
    assert answers[30].status_code == 429


def test_a_form_of_another_site_signs_nobody_in(page, analyst):
    data = {"email": EMAIL, "password": PASSWORD}
    page.post("/staff/sign-in", data, status=422)
    page.post("/staff/sign-in", data, status=403, headers={"Sec-Fetch-Site": "cross-site"})


def test_signing_out_ends_a_copied_cookie_too(page, analyst):
    sign_in(page)
    copied = page.http.get_cookie("staff", path="/staff").value
    token = page.get("/staff").html.split('name="csrf_token" value="')[1].split('"')[0]
    assert page.post("/staff/sign-out", {"csrf_token": token}, status=303).location.endswith("told=out")
    page.http.set_cookie("staff", copied, path="/staff")
    assert "/staff/sign-in" in page.get("/staff", status=303).location


def test_an_idle_hour_ends_the_sign_in(page, analyst, clock):
    sign_in(page)
    clock.move_to(TODAY + timedelta(minutes=50))
    page.get("/staff")
    clock.move_to(TODAY + timedelta(minutes=105))
    page.get("/staff")
    clock.move_to(TODAY + timedelta(minutes=166))
    page.get("/staff", status=303)


def test_twelve_hours_end_it_however_busy(page, analyst, clock):
    sign_in(page)
    for half_hours in range(1, 24):
        clock.move_to(TODAY + timedelta(minutes=30 * half_hours))
        page.get("/staff")
    clock.move_to(TODAY + timedelta(hours=12, minutes=1))
    page.get("/staff", status=303)


@pytest.mark.parametrize("act", ["remove", "reset_second_factor", "reset_password"])
def test_removal_and_reset_end_every_sign_in_at_once(page, analyst, house, keys, act):
    sign_in(page)
    more = {"keys": keys, "code": "c"} if act == "reset_password" else {}
    with house.database.transaction() as session:
        getattr(service, act)(session, analyst, by="another", now=TODAY, **more)
    page.get("/staff", status=303)
    sign_in(page, status=303 if act == "reset_second_factor" else 422)


def test_a_forged_cookie_is_worth_nothing(page, analyst):
    page.http.set_cookie("staff", "eyJhY2NvdW50IjoiYSJ9.x.y", path="/staff")
    page.get("/staff", status=303)


def test_no_role_no_way_in_and_the_page_says_why(page, house):
    with house.database.transaction() as session:
        account = an_account(session, Role.ENGAGEMENT_OFFICER, now=TODAY, email=EMAIL)
        service.find(session, account).roles = frozenset()
    assert sign_in(page, status=403).h1 == "Your role is not given yet"
    page.get("/staff", status=303)


class TestTheSecondFactor:
    @pytest.fixture
    def secret(self, house, analyst, keys):
        made = second_factor.new_secret()
        at = house.clock.real() - timedelta(minutes=2)
        code = second_factor.code_at(made, at)
        with house.database.transaction() as session:
            entry.set_second_factor(
                session, analyst, made, code, recovery=("aaaaa-bbbbb",), now=TODAY, at=at, keys=keys
            )
        return made

    def code_page(self, page):
        return sign_in(page, status=200)

    def send(self, page, shown, code, status=303):
        return page.post("/staff/sign-in/code", {**shown.fields(), "code": code}, status=status)

    def test_the_password_alone_opens_nothing(self, page, secret):
        assert self.code_page(page).h1 == "Write your code"
        page.get("/staff", status=303)

    def test_the_code_lets_in_once(self, page, secret, house):
        code = second_factor.code_at(secret, house.clock.real())
        assert self.send(page, self.code_page(page), f"{code[:3]} {code[3:]}").location == "/staff"
        again = self.send(page, self.code_page(page), code, status=422)
        assert "used already" in again.words

    def test_a_wrong_code_counts_as_a_try(self, page, secret):
        shown = self.code_page(page)
        for _ in range(2):
            self.send(page, shown, "000000", status=422)
        assert "Wait 1 second" in self.send(page, shown, "000000", status=429).words

    def test_a_recovery_code_lets_in_once(self, page, secret):
        self.send(page, self.code_page(page), "AAAAA-bbbbb")
        self.send(page, self.code_page(page), "aaaaa-bbbbb", status=422)

    def test_ten_minutes_after_the_password_it_is_too_late(self, page, secret, clock, house):
        shown = self.code_page(page)
        clock.move_to(clock.now() + timedelta(minutes=11))
        late = self.send(page, shown, second_factor.code_at(secret, house.clock.real()), status=422)
        assert late.h1 == "Sign in" and "longer than ten minutes" in late.words

    @pytest.mark.parametrize("state", ["", "00ff", "not hex"])
    def test_a_made_up_state_leads_back_to_the_start(self, page, secret, state):
        form = {**self.code_page(page).fields(), "state": state, "code": "000000"}
        assert page.post("/staff/sign-in/code", form, status=422).h1 == "Sign in"

    def test_a_reset_between_password_and_code_ends_it(self, page, secret, house, analyst):
        shown = self.code_page(page)
        with house.database.transaction() as session:
            service.reset_second_factor(session, analyst, by="another", now=TODAY)
        self.send(page, shown, second_factor.code_at(secret, house.clock.real()), status=422)

    def test_a_code_of_another_time_is_refused(self, page, secret, house):
        early = second_factor.code_at(secret, house.clock.real() - timedelta(minutes=5))
        self.send(page, self.code_page(page), early, status=422)


def test_known_and_unknown_addresses_cost_the_same_work(page, analyst, monkeypatch):
    from portal.adapters import passwords  # noqa: PLC0415 - counted here only

    counted = []
    verify = passwords.verify
    monkeypatch.setattr(passwords, "verify", lambda *both: counted.append(both) or verify(*both))
    for email in (EMAIL, "nobody@example.org"):
        counted.clear()
        sign_in(page, email=email, password="wrong", status=422)
        assert len(counted) == 1
