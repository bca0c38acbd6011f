"""Walking through a consultation as a browser does: fill in what is shown, press a button."""

RESPOND = "/consultations/what-first/respond"
RESUME = "/consultations/what-first/resume"


def press(page, shown, go, *, path=RESPOND, status=200, **answers):
    """Fill in the shown form and press a button."""
    fields = {**shown.fields(0), **answers}
    return page.post(
        path, {name: value for name, value in fields.items() if value is not None} | {"go": go}, status=status
    )


def to_check(page, **answers):
    """Answer every page with the least, or with what is given."""
    shown = page.get(RESPOND)
    shown = press(page, shown, "next", q_relation="live")
    shown = press(page, shown, "next", **answers)
    return press(page, shown, "next")


def sent(page, **answers):
    """Send answers and read the receipt."""
    return press(page, to_check(page, **answers), "send")


def receipt_of(shown):
    """The seven words a page shows."""
    words = next(e for e in shown.all("p") if "receipt-words" in (e.get("class") or ""))
    return "".join(words.itertext()).strip()
