"""A resident who answers a consultation."""

from tests.journeys.ground import Ground
from tests.journeys.person import Person, tidy

PLACES = "e => [e.closest('li').querySelector('label').textContent.trim(), e.value]"


class Resident:
    """Somebody who lives here and is not asked for a name."""

    def __init__(self, person: Person, ground: Ground) -> None:
        self.person, self.ground = person, ground

    def opens_the_consultation(self, heading: str) -> None:
        """The first listed under this heading."""
        self.person.opens("/")
        self.person.follows("Consultations", within=self.person.page.locator(".mast__nav"))
        part = self.person.page.locator("main section").filter(
            has=self.person.page.locator("h2", has_text=heading)
        )
        self.person.goes(part.locator(".open-list__title").first)

    def starts(self) -> None:
        """The first page of questions."""
        self.opens_the_consultation("Open now")
        self.person.presses("Start answering")

    def goes_on(self, status: int = 200) -> None:
        """To the next page."""
        self.person.presses("Continue", status)

    def says_they_live_here(self) -> None:
        self.person.chooses(f"I live in {self.ground.partnership.area_name}")

    def finds_the_ward_by_postcode(self) -> None:
        self.person.writes("Or find your ward by postcode", self.ground.a_postcode)

    def ranks(self, *names: str) -> None:
        """In this order: by buttons where there are scripts, else by the lists. Nothing is dragged."""
        for place, name in enumerate(names):
            if self.person.scripts:
                self.person.hand.press(self.person.button(f"Move up: {name}"))
            else:
                self.person.picks(name, ("1st", "2nd", "3rd")[place])

    def prefers(self, name: str) -> None:
        """One place up."""
        self.person.hand.press(self.person.button(f"Move up: {name}"))

    @property
    def priorities(self) -> list[str]:
        """What there is to put in order."""
        labels = self.person.page.locator(".ranking__label").all_inner_texts()
        return [tidy(label) for label in labels]

    @property
    def order(self) -> list[str]:
        """What has a place, from the first to the last."""
        lists = self.person.page.locator(".ranking select").evaluate_all(f"all => all.map({PLACES})")
        return [name for name, place in sorted(lists, key=lambda each: each[1]) if place.isdigit()]

    def says_how_things_are(self) -> None:
        self.person.chooses("Fairly safe", "How safe do you feel by day?")
        self.person.chooses("Very unsafe", "And after dark?")
        change = "Over the last 12 months, has crime and disorder where you are changed?"
        self.person.chooses("It got worse", change)
        self.goes_on()

    def writes_about_the_place(self, words: str) -> None:
        self.person.writes("What should we know about the place you mean?", words)

    def says_who_they_are(self) -> None:
        """The optional questions at the end."""
        self.person.chooses("35 to 44", "How old are you?")
        self.goes_on()

    def comes_to_their_own_words(self) -> list[str]:
        """Everything before; answers the order that was given."""
        self.starts()
        self.says_they_live_here()
        self.finds_the_ward_by_postcode()
        self.goes_on()
        first, second, *_ = self.priorities
        self.ranks(second, first)
        order = self.order
        self.goes_on()
        self.says_how_things_are()
        return order

    def saves(self) -> str:
        """Answers the seven words."""
        self.person.presses("Save and come back later")
        return self.receipt

    def sends(self) -> str:
        """Answers the seven words."""
        self.person.presses("Send my answers")
        return self.receipt

    @property
    def receipt(self) -> str:
        """The seven words shown."""
        return tidy(self.person.page.locator(".receipt-words").inner_text())

    def comes_back_with(self, receipt: str, status: int = 200) -> None:
        """On any device."""
        self.opens_the_consultation("Open now")
        self.person.follows("Use your receipt to go on, change or withdraw")
        self.person.writes("Your receipt", receipt)
        self.person.presses("Find my answers", status)
