"""What may be missing on somebody's way: the styles, the map, a fast line."""

from playwright.sync_api import Route

from tests.journeys.person import Person

BYTES_A_SECOND, DELAY = 50_000, 400
"""A poor mobile line: 50 kB each second, 400 ms before anything comes."""


def without_styles(person: Person) -> None:
    """No style sheet arrives; the page is what its HTML says."""
    _lacks(person, "stylesheet")


def without_map(person: Person) -> None:
    """Neither the map's script nor its tiles arrive."""
    person.page.route("**/leaflet/**", _fails)
    person.page.route("**/tiles/**", _fails)
    person.looks_closely = False


def on_a_slow_line(person: Person) -> None:
    """Everything arrives, late."""
    line = person.context.new_cdp_session(person.page)
    line.send("Network.enable")
    asked = {"latency": DELAY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    line.send("Network.emulateNetworkConditions", {"offline": False, **asked})
    person.looks_closely = False


def _lacks(person: Person, kind: str) -> None:
    def passes(route: Route) -> None:
        if route.request.resource_type == kind:
            _fails(route)
        else:
            route.continue_()

    person.page.route("**/*", passes)
    person.looks_closely = False


def _fails(route: Route) -> None:
    route.abort("failed")


HARDSHIPS = {"no styles": without_styles, "no map": without_map, "slow line": on_a_slow_line}
