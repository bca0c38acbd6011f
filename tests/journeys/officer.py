"""Officers and safeguarding leads before what the public wrote."""

from playwright.sync_api import Locator

from portal.concerns.rules import Verb
from tests.journeys.colleagues import Colleague

COPY = "Two lamps by the steps are out. A group shouts at people who pass late in the evening."


class Moderator:
    """Decides on what waits, in the officers' queue or in the safeguarding room."""

    def __init__(self, colleague: Colleague, place: str = "Waiting") -> None:
        self.at, self.place = colleague, place

    def goes_to_the_list(self) -> None:
        self.at.goes_to(self.place)

    @property
    def lines(self) -> Locator:
        """What waits for a decision about a place, the most urgent first."""
        return self.at.page.locator("main tbody tr").filter(has_text="Concern:")

    def opens_the_first(self) -> str:
        """What was written is sealed until somebody presses; answers the item's address."""
        line = self.lines.first
        address = str(line.get_by_role("link").first.get_attribute("href"))
        self.at.goes(line.locator("form button"))
        return address

    def opens(self, address: str) -> None:
        """The item a colleague named."""
        self.at.opens(address)
        self.at.presses("Open what was written")

    def copies(self, words: str) -> None:
        """Their own words, without anybody in them."""
        self.at.writes("Your copy", words)

    def chooses(self, verb: Verb, reason: str) -> None:
        """What is to be done with it, and why."""
        self.at.hand.choose(self.at.page.locator(f"main input[name=verb][value={verb.value}]"))
        self.at.writes("Your reason", reason)

    def decides(self, verb: Verb, reason: str, status: int = 200) -> None:
        """Choose and press."""
        self.chooses(verb, reason)
        self.at.presses("Decide", status)

    def decides_and_goes_on(self, verb: Verb, reason: str) -> None:
        """Choose, press, and come to the next one that fits the filters."""
        self.chooses(verb, reason)
        self.at.presses("Decide and next")

    def lists(self, **filters: str) -> None:
        """Only part of the list: a filter's name and the words chosen there."""
        self.goes_to_the_list()
        if self.at.page.locator("main [data-queue-filters]").get_attribute("open") is None:
            self.at.opens_details("Find in the list")
        for name, words in filters.items():
            self.at.picks(name, words)
        self.at.presses("Show")

    def takes_the_next(self) -> None:
        """The most urgent that nobody works on."""
        self.at.presses("Take the next one")

    def opens_it(self) -> None:
        """What was written on the item that they look at."""
        self.at.presses("Open what was written")

    def ticks_all(self) -> None:
        """Every item that may be decided together with others."""
        for tick in self.at.page.locator("main input[name=chosen]").all():
            self.at.hand.choose(tick)

    @property
    def copy(self) -> str:
        """The copy so far."""
        return self.at.value("Your copy")
