"""Somebody who reports a concern, page by page."""

from time import monotonic

from playwright.sync_api import Locator

from portal.concerns.rules import LEAST_SECONDS
from portal.core.places import Point
from tests.journeys.ground import Ground
from tests.journeys.person import Person, tidy

PIXEL = """([lat, lon]) => {
    const map = window[document.querySelector('[data-pick-map]').dataset.pickMap];
    const at = map.latLngToContainerPoint([lat, lon]);
    return [at.x, at.y];
}"""


class Reporter:
    """A visitor with something to tell; nobody asks who they are."""

    def __init__(self, person: Person, ground: Ground) -> None:
        self.person, self.ground = person, ground
        self.began = 0.0

    def begins(self) -> None:
        """From the first page of the portal."""
        self.person.opens("/")
        self.person.follows("Report a concern")
        self.began = monotonic()

    def goes_on(self, status: int = 200) -> None:
        """To the next page."""
        self.person.presses("Continue", status)

    def says_nobody_is_in_danger(self) -> None:
        self.person.chooses("No")
        self.goes_on()

    def says_somebody_is_in_danger(self) -> None:
        self.person.chooses("Yes, now")
        self.goes_on()

    def says_what_it_is_about(self, name: str) -> None:
        self.person.chooses(name)
        self.goes_on()

    def reads_who_could_act_faster(self) -> None:
        self.person.presses("Go on with my report")

    def says_which_kind(self) -> None:
        """The first of the topic."""
        self.person.chooses(self.ground.open_topic.subtopics[0].name)
        self.goes_on()

    def comes_to_the_place(self) -> None:
        """Everything before the question where it was."""
        self.begins()
        self.says_nobody_is_in_danger()
        self.says_what_it_is_about(self.ground.open_topic.name)
        self.reads_who_could_act_faster()
        self.says_which_kind()

    @property
    def map(self) -> Locator:
        """The map to point at."""
        return self.person.page.locator(".folium-map")

    def clicks_the_map_at(self, point: Point) -> None:
        """Where a place lies on the map as it is drawn now."""
        x, y = self.person.page.evaluate(PIXEL, [point.lat, point.lon])
        size = self.map.bounding_box()
        assert size
        x, y = min(max(x, 4), size["width"] - 4), min(max(y, 4), size["height"] - 4)
        self.map.click(position={"x": x, "y": y})
        self.told("Marked")

    def marks_the_middle_of_the_map(self) -> None:
        """Without a pointer: to the map, a step with an arrow, then the button below it."""
        keyboard = self.person.page.keyboard
        self.map.focus()
        keyboard.press("ArrowLeft")
        self.person.hand.press(self.person.button("Use the centre of the map"))
        self.told("Marked")

    def told(self, words: str) -> None:
        """What the map says for those who do not see it."""
        self.person.page.locator("[data-pick-told]", has_text=words).wait_for()

    def says_where(self, way: str) -> None:
        """By postcode, by name or by ward; then on."""
        if way == "postcode":
            self.person.writes("Postcode", self.ground.a_postcode)
        elif way == "name":
            label = "Name of a street, park, beach, station or other place"
            self.person.writes(label, self.ground.a_place.name)
        else:
            self.person.picks("Ward", self.ground.a_ward)
        self.goes_on()

    def confirms_the_place(self) -> None:
        self.person.presses("Yes, this is the place")

    def says_when(self) -> None:
        self.person.chooses("In the last week", "When did it happen last?")
        self.person.chooses("A few times", "How often does it happen?")
        self.person.chooses("Night, 11pm to 5am", "At what time of day?")
        self.goes_on()

    def tells(self, words: str) -> None:
        self.person.writes("What happened?", words)
        self.goes_on()

    def says_whether_it_happened_before(self) -> None:
        self.person.chooses("Yes, to other people")
        self.goes_on()

    def answers_the_short_questions(self) -> None:
        """What feels unsafe, how much it affects others; what ties the writer to it and who they are: skipped."""
        self.person.chooses("It is badly lit, or not lit at all")
        self.goes_on()
        self.person.chooses("A lot", "The people it happens to")
        self.goes_on()
        self.person.presses("Skip this question")
        self.person.presses("Skip these questions")

    def comes_to_the_check(self, words: str) -> None:
        """Everything before the last page."""
        self.comes_to_the_place()
        self.says_where("postcode")
        self.confirms_the_place()
        self.says_when()
        self.tells(words)
        self.says_whether_it_happened_before()
        self.answers_the_short_questions()

    def marked(self) -> list[str]:
        """What the check page points out as somebody's details."""
        return [tidy(each) for each in self.person.page.locator("main mark").all_inner_texts()]

    def hides_the_marked_words(self) -> None:
        self.person.chooses("Hide the marked details before you send")

    def sends(self) -> str:
        """Answers the receipt. Nobody reads ten pages in a blink, so neither does this."""
        rest = LEAST_SECONDS - (monotonic() - self.began)
        if rest > 0:
            self.person.page.wait_for_timeout(1000 * rest)
        self.person.presses("Send my report")
        return self.receipt

    def goes_back_and_sends_again(self) -> None:
        """The browser's own way back; it asks whether to send the page before once more, and it is sent."""
        self.person.goes_back()

    @property
    def receipt(self) -> str:
        """The seven words on the last page."""
        return tidy(self.person.page.locator(".receipt-words").inner_text())

    def asks_after(self, receipt: str, status: int = 200) -> None:
        """Where a report stands."""
        self.person.opens("/")
        self.person.follows("Check your receipt")
        self.person.writes("Your receipt", receipt)
        self.person.presses("Show my report", status)
