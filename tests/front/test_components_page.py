"""The page that shows what pages are made of."""

from portal.core.actors import Role


def test_everybody_on_the_staff_sees_every_piece_in_every_state(signed_in):
    shown = signed_in(Role.ADMINISTRATOR).get("/staff/components").html
    for words in ("held back", "Say how this mistake is put right", "Take it back", "in three parts", "late"):
        assert words in shown


def test_what_was_typed_stays_text(signed_in):
    assert "<b>Typed" not in signed_in(Role.COUNCILLOR).get("/staff/components").html
