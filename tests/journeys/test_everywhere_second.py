"""Every public page of the second partnership: its own words, colours and map."""

from tests.journeys import test_everywhere as first

pytestmark = first.pytestmark
PARTNERSHIP = "lbbd"

test_no_public_page_keeps_anybody_out = first.test_no_public_page_keeps_anybody_out
