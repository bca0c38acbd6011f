"""Somebody who reports a concern, page by page."""

from time import monotonic

from playwright.sync_api import Locator

from portal.concerns.reporting.questions import Step
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

    @property
    def mark(self) -> Locator:
        """The mark on the map."""
        return self.person.page.locator(".map-pin")

    def drags_the_mark(self) -> None:
        """A little to the right and down."""
        before = self.marked_at
        box = self.mark.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.person.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 30, y + 20, steps=4)
        mouse.up()
        assert self.marked_at != before

    def moves_the_mark_by_keys(self) -> None:
        """To the mark with Tab, three steps up."""
        before = self.marked_at
        self.mark.focus()
        for _ in range(3):
            self.person.page.keyboard.press("ArrowUp")
        assert self.marked_at[0] > before[0]

    @property
    def marked_at(self) -> tuple[float, float]:
        """Where the mark is, as it would be sent."""
        lat, lon = (self.person.page.locator(f"main input[name={name}]") for name in ("lat", "lon"))
        return float(lat.input_value()), float(lon.input_value())

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
        """By postcode, by name, by ward, or by a part of the area; then on."""
        if way == "postcode":
            self.person.writes("Postcode", self.ground.a_postcode)
        elif way == "name":
            label = "Name of a street, park, beach, station or other place"
            self.person.writes(label, self.ground.a_place.name)
        elif way == "part":
            self.person.picks("Part of the area", self.ground.a_part)
        else:
            self.person.picks("Ward", self.ground.a_ward)
        self.goes_on()

    def says_near_which(self, name: str = "") -> None:
        """One of the places that are shown, the first one without a name."""
        first = self.person.page.locator("main .govuk-radios__label").first
        self.person.chooses(name or tidy(first.inner_text()))
        self.goes_on()

    def confirms_the_place(self, detail: str = "") -> None:
        """Perhaps with words that help to find it."""
        if detail:
            self.person.writes("Anything that helps to find it (optional)", detail)
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
        """What feels unsafe and how much it affects others; the writer and their tie are skipped."""
        self.person.chooses("It is badly lit, or not lit at all")
        self.goes_on()
        self.person.chooses("A lot", "The people it happens to")
        self.goes_on()
        self.person.presses("Skip this question")
        self.person.presses("Skip these questions")

    def comes_to_the_check(self, words: str, detail: str = "") -> None:
        """Everything before the last page."""
        self.comes_to_the_place()
        self.says_where("postcode")
        self.confirms_the_place(detail)
        self.says_when()
        self.tells(words)
        self.says_whether_it_happened_before()
        self.answers_the_short_questions()

    def goes_back_to(self, heading: str) -> None:
        """With the page's own button, as often as it takes."""
        for _ in range(len(Step)):
            if self.person.h1 == heading:
                return
            self.person.presses("Back")
        raise AssertionError(f"The way back does not lead to “{heading}”.")

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

    def takes_it_back(self) -> None:
        """From the page that says where the report stands."""
        self.person.presses("Take my report back")
        self.person.presses("Yes, take it back")
