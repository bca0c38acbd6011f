"""Every figure that may be published of the whole consultation, worked out by hand from the groups' sizes.

204 people live here: 72, 48 and 44 on the web, 20, 12 and 8 on paper; in each group half are in North and a
quarter in South and Hill. 31 come to work, to study or to visit: 15, 8 and 8.
"""

HIDDEN = ("hidden", "hidden")
ALL = "Everybody who answered this"
BY_WARD = (ALL, "102", "51", "51")
BY_WAY = (ALL, "164", "40")
LIVE, COME = " – Live here", " – Work, study or visit, live elsewhere"

EVERYBODY = {
    "How the answers came": [("Web", "195", "83%"), ("Paper", "40", "17%")],
    "How much was written": [
        ("What worries you? – Else", "fewer than 5", "fewer than 5"),
        ("What should we know?", "42", "6"),
    ],
    # 72 women of 35 to 44, 48 men of 16 to 24: the zeros hide the smaller number
    "Who answered – How old are you?": [
        ("Under 16", *HIDDEN),
        ("16 to 24", *HIDDEN),
        ("25 to 34", *HIDDEN),
        ("35 to 44", "72", "60%"),
        ("45 to 54", *HIDDEN),
        ("55 to 64", *HIDDEN),
        ("65 to 74", *HIDDEN),
        ("75 or over", *HIDDEN),
        ("Prefer not to say", *HIDDEN),
    ],
    "Who answered – What is your sex?": [
        ("Female", "72", "60%"),
        ("Male", *HIDDEN),
        ("Prefer not to say", *HIDDEN),
    ],
}


def _of(first: str, second: str, third: str) -> list[tuple[str, ...]]:
    """92 = 72 + 20, 60 = 48 + 12 and 52 = 44 + 8 people, of 204."""
    return [(first, "92", "45%"), (second, "60", "29%"), (third, "52", "25%")]


def _by_ward(first: str, second: str, third: str) -> list[tuple[str, ...]]:
    return [(first, "46", "23", "23"), (second, "30", "15", "15"), (third, "26", "13", "13"), BY_WARD]


def _by_way(first: str, second: str, third: str) -> list[tuple[str, ...]]:
    return [(first, "72", "20"), (second, "48", "12"), (third, "44", "8"), BY_WAY]


def _plain(title: str, *rows: str) -> dict[str, list[tuple[str, ...]]]:
    """A question to which the three kinds of people give the three answers."""
    first, second, third = rows
    return {
        f"{title}{LIVE}": _of(first, second, third),
        f"{title}{LIVE}, by ward": _by_ward(first, second, third),
        f"{title}{LIVE}, by how it came": _by_way(first, second, third),
        f"{title}{COME}": [(first, "15", "48%"), (second, "8", "26%"), (third, "8", "26%")],
    }


HERE = {
    **_plain("What comes first? – Put first", "Roads", "Noise", "Fraud"),
    **_plain("After dark?", "Safe", "Unsafe", "Not sure"),
    **_plain("Walks a day", "0", "1", "2"),
    f"What ties you to the area?{LIVE}": [
        ("Live", "204", "100%"),
        ("Work", "72", "35%"),
        ("Study", *HIDDEN),
        ("Visit", *HIDDEN),
    ],
    # everybody lives here, so that row would say of nobody that they do not
    f"What ties you to the area?{LIVE}, by ward": [
        ("Live", "hidden", "hidden", "hidden"),
        ("Work", "36", "18", "18"),
        ("Study", "hidden", "hidden", "hidden"),
        ("Visit", "hidden", "hidden", "hidden"),
        BY_WARD,
    ],
    f"Which ward?{LIVE}": [("North", "102", "50%"), ("South", "51", "25%"), ("Hill", "51", "25%")],
    f"Which ward?{LIVE}, by how it came": [
        ("North", "82", "20"),
        ("South", "41", "10"),
        ("Hill", "41", "10"),
        BY_WAY,
    ],
    # roads 72 + 20 + 48 + 12, noise 72 + 48 + 12 + 44, fraud 48 + 44 + 8;
    # points 3 x 92 + 2 x 12 + 48 = 348, 3 x 60 + 2 x (72 + 44) = 412, 3 x 52 + 2 x 48 = 252, over 204
    f"What comes first? – In the first 3{LIVE}": [
        ("Noise", "176", "86%", "2.0"),
        ("Roads", "152", "75%", "1.7"),
        ("Fraud", "100", "49%", "1.2"),
    ],
    f"What comes first? – In the first 3{LIVE}, by ward": [
        ("Noise", "88", "44", "44"),
        ("Roads", "76", "38", "38"),
        ("Fraud", "50", "25", "25"),
        BY_WARD,
    ],
    # all 164 on the web named noise, so nobody did not
    f"What comes first? – In the first 3{LIVE}, by how it came": [
        ("Noise", *HIDDEN),
        ("Roads", "120", "32"),
        ("Fraud", "92", "8"),
        BY_WAY,
    ],
    f"What comes first? – Not a priority{LIVE}": [
        ("Fraud", "20", "10%"),
        ("Noise", "8", "4%"),
        ("Roads", *HIDDEN),
    ],
    f"What comes first? – Not a priority{LIVE}, by ward": [
        ("Fraud", "10", "5", "5"),
        ("Noise", "hidden", "hidden", "hidden"),
        ("Roads", "hidden", "hidden", "hidden"),
        BY_WARD,
    ],
    # by day 72 + 20 are safe; by night 44 + 20
    f"How safe are these? – Day{LIVE}": [("Safe", "92", "45%"), ("Unsafe", "112", "55%")],
    f"How safe are these? – Day{LIVE}, by ward": [
        ("Safe", "46", "23", "23"),
        ("Unsafe", "56", "28", "28"),
        BY_WARD,
    ],
    f"How safe are these? – Day{LIVE}, by how it came": [
        ("Safe", "72", "20"),
        ("Unsafe", "92", "20"),
        BY_WAY,
    ],
    f"How safe are these? – Night{LIVE}": [("Safe", "64", "31%"), ("Unsafe", "140", "69%")],
    f"How safe are these? – Night{LIVE}, by ward": [
        ("Safe", "32", "16", "16"),
        ("Unsafe", "70", "35", "35"),
        BY_WARD,
    ],
    f"How safe are these? – Night{LIVE}, by how it came": [
        ("Safe", "44", "20"),
        ("Unsafe", "120", "20"),
        BY_WAY,
    ],
    # lamps 72 + 48 + 20, dogs 48 + 44 + 20 + 12 + 8: all 40 on paper
    f"What worries you?{LIVE}": [("Lamps", "140", "69%"), ("Dogs", "132", "65%"), ("Else", *HIDDEN)],
    f"What worries you?{LIVE}, by ward": [
        ("Lamps", "70", "35", "35"),
        ("Dogs", "66", "33", "33"),
        ("Else", "hidden", "hidden", "hidden"),
        BY_WARD,
    ],
    f"What worries you?{LIVE}, by how it came": [
        ("Lamps", "120", "20"),
        ("Dogs", *HIDDEN),
        ("Else", *HIDDEN),
        BY_WAY,
    ],
    # 72 x 60 + 48 x 20 + 44 x 50 = 7,480 over 164; nobody shared out points on paper
    f"Share out 100 points{LIVE}": [("Wardens", "164", "100%", "45.6"), ("Paths", "164", "100%", "54.4")],
}

WORKING = {
    f"What ties you to the area?{COME}": [
        ("Live", *HIDDEN),
        ("Work", "15", "48%"),
        ("Study", "8", "26%"),
        ("Visit", "8", "26%"),
    ],
    f"What comes first? – In the first 3{COME}": [
        ("Roads", "15", "48%", "1.5"),
        ("Noise", "8", "26%", "0.8"),
        ("Fraud", "8", "26%", "0.8"),
    ],
    f"How safe are these? – Day{COME}": [("Safe", "15", "48%"), ("Unsafe", "16", "52%")],
    f"How safe are these? – Night{COME}": [("Safe", "16", "52%"), ("Unsafe", "15", "48%")],
    f"What worries you?{COME}": [("Lamps", "23", "74%"), ("Dogs", "16", "52%"), ("Else", *HIDDEN)],
    # 15 x 60 + 16 x 20 = 1,220 over 31
    f"Share out 100 points{COME}": [("Wardens", "31", "100%", "39.4"), ("Paths", "31", "100%", "60.6")],
}
