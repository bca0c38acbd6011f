"""Which order of a list an address asks for."""

import pytest

from portal.web.sorting import Order, order

USUAL = Order("due")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/", USUAL),
        ("/?order=name", Order("name")),
        ("/?order=-name", Order("name", falling=True)),
        ("/?order=--name", USUAL),
        ("/?order=id;DROP", USUAL),
        ("/?order=", USUAL),
    ],
)
def test_an_address_asks_for_an_order_by_a_code_of_ours(app, address, found):
    with app.test_request_context(address):
        assert order({"due", "name"}, USUAL) == found


def test_an_order_is_written_and_turned_round():
    assert Order("due", falling=True).written == "-due" and USUAL.turned.written == "-due"
