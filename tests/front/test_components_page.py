"""The page that shows what pages are made of."""

from portal.core.actors import Role


def test_everybody_on_the_staff_sees_every_piece_in_every_state(signed_in):
    shown = signed_in(Role.ADMINISTRATOR).get("/staff/components").html
    for words in ("held back", "Say how this mistake is put right", "Take it back", "in three parts", "late"):
        assert words in shown


def test_what_was_typed_stays_text(signed_in):
    assert "<b>Typed" not in signed_in(Role.COUNCILLOR).get("/staff/components").html


def test_the_list_at_the_top_leads_to_every_part_in_order(signed_in):
    shown = signed_in(Role.EXECUTIVE).get("/staff/components")
    listed = [link[1:] for link in shown.links() if link.startswith("#") and link != "#main-content"]
    parts = [each.get("id") for each in shown.tree.iter("h2") if each.get("id")]
    assert listed[: len(parts)] == parts
