"""What is measured on an open page beside axe: headings, width, targets, focus, movement, the place of help.

Every measure answers sentences about what is wrong, none where the page is right.
"""

from collections.abc import Iterator
from itertools import groupby

from playwright.sync_api import Page

NARROWEST, HEIGHT = 320, 900
SMALLEST = 24
"""Side of a target, in CSS pixels: WCAG 2.2, 2.5.8, without making use of its exception for spacing.

What is drawn on a map is as large as the place it stands for, and the tables below hold the same."""

LEVELS = """() => [...document.querySelectorAll('main h1, main h2, main h3, main h4, main h5')]
    .map(e => +e.tagName[1])"""

SPACED = """() => {
    const style = new CSSStyleSheet();
    style.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
        + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [style];
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    document.adoptedStyleSheets = [];
    return over;
}"""

CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"

TARGETS = """([controls, least]) => [...document.querySelectorAll(controls)]
    .filter(e => e instanceof HTMLElement && e.tabIndex >= 0 && !e.disabled)
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .map(e => {
        const boxes = [e, ...(e.labels ?? [])].map(one => one.getBoundingClientRect());
        const own = boxes[0];
        const wide = Math.max(...boxes.map(b => b.right)) - Math.min(...boxes.map(b => b.left));
        const high = Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top));
        const sentence = getComputedStyle(e).display === 'inline'
            && e.parentElement.textContent.trim().length > e.textContent.trim().length + 2;
        return {small: !sentence && own.width > 1 && (wide < least || high < least),
                says: `${Math.round(wide)} by ${Math.round(high)}: ${e.outerHTML.slice(0, 110)}`};
    })
    .filter(one => one.small).map(one => one.says)"""

FOCUS = """controls => {
    const stops = [...document.querySelectorAll(controls)]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}));
    const parts = e => [e, ...(e.labels ?? [])].flatMap(one => [null, '::before', '::after']
        .map(part => getComputedStyle(one, part)));
    const looks = e => parts(e).map(s => [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor,
        s.borderTopColor, s.borderTopWidth, s.textDecorationLine].join()).join();
    const between = (low, high, part, most) => {
        const [from, to] = [Math.max(low, 0), Math.min(high, most)];
        return from + (to - from) * part;
    };
    const covered = e => ![...e.getClientRects()].some(b => [.1, .5, .9].some(x => [.2, .5, .8].some(y => {
        const hit = document.elementFromPoint(between(b.left, b.right, x, innerWidth),
            between(b.top, b.bottom, y, innerHeight));
        return hit && (e.contains(hit) || hit.contains(e) && hit.matches('label, a, button')
            || [...(e.labels ?? [])].some(label => label.contains(hit)));
    })));
    document.activeElement.blur();
    const wrong = new Set();
    const before = new Map(stops.map(e => [e, looks(e)]));
    for (const way of [stops, [...stops].reverse()]) for (const e of way) {
        e.focus();
        if (document.activeElement !== e) continue;
        if (looks(e) === before.get(e)) wrong.add('no sign of the focus on ' + e.outerHTML.slice(0, 110));
        if (covered(e)) wrong.add('the focus is hidden on ' + e.outerHTML.slice(0, 110));
    }
    document.activeElement.blur();
    return [...wrong];
}"""

MOVING = """() => [...new Set([...document.querySelectorAll('body *')]
    .filter(e => {
        const s = getComputedStyle(e);
        const longest = words => Math.max(...words.split(',').map(parseFloat));
        return longest(s.transitionDuration) > .01
            || s.animationName !== 'none' && longest(s.animationDuration) > .01;
    })
    .map(e => e.outerHTML.slice(0, 110)))]"""


def headings(page: Page) -> Iterator[str]:
    """One main heading, none of the others left out, and a title."""
    if (h1 := page.locator("h1").count()) != 1:
        yield f"{h1} main headings"
    levels = [level for level, _ in groupby(page.evaluate(LEVELS))]
    if any(after - before > 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield f"headings out of order: {levels}"
    if not page.title().strip():
        yield "no title"


def spacing(page: Page) -> Iterator[str]:
    """Nothing off the side of the narrowest screen when the text is spaced out."""
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    if (over := page.evaluate(SPACED)) > 0:
        yield f"{over} pixels too wide when the text is spaced out"


def targets(page: Page) -> Iterator[str]:
    """What is pressed is large enough, links in a sentence excepted."""
    small: list[str] = page.evaluate(TARGETS, [CONTROLS, SMALLEST])
    yield from (f"too small to press, {each}" for each in small)


def focus(page: Page) -> Iterator[str]:
    """Wherever the focus goes, forwards and backwards, it is seen and nothing lies over it."""
    page.keyboard.press("Tab")  # from now on the browser shows the focus as for somebody who uses keys
    found: list[str] = page.evaluate(FOCUS, CONTROLS)
    yield from found


def stillness(page: Page) -> Iterator[str]:
    """Nothing moves for somebody who asked for less movement."""
    page.emulate_media(reduced_motion="reduce")
    moving: list[str] = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="no-preference")
    yield from (f"moves in spite of the wish for less movement: {each}" for each in moving)
