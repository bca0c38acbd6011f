"""What somebody may type, paste or send who is careless, curious or up to no good."""

from urllib.parse import quote_plus

PRODUCT = "1787569"
"""What a template engine would make of `{{ 1337*1337 }}`."""

TEXTS: dict[str, str] = {
    "braces": "{{ 1337*1337 }} {{ config }} {{ ''.__class__.__mro__ }}",
    "statements": "{% raw %}{% for x in range(9) %}{# note #}{% endraw %} {%",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)> \"' </textarea></title>",
    "formula": '=HYPERLINK("https://example.org","x")',
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "turned around": "abc \u202egnp.exe\u202c \u2066hidden\u2069 \u200f",
    "unseen": "a\u200bb\u00adc\ufeffd\u2060 \U000e0041\U000e0042",
    "nul": "before\x00after",
    "bell": "a\x07b\x1b[31mred\x7f",
    "emoji": "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20,
    "combining": "Z" + "\u0301" * 200,
    "line ends": "one\r\ntwo\rthree\u2028four\x85five",
    "quotes": "'; DROP TABLE concerns; --",
    "paths": "../../../../etc/passwd%00.html",
    "noncharacters": "\ufffe\uffff\ufdd0 end",
    "letters of five scripts": "ﷺ मानक 汉字 עברית العربية",
}
"""Short enough to be taken everywhere."""

BYTES: dict[str, bytes] = {
    "latin-1": b"caf%E9",
    "cut utf-8": b"%F0%9F%98",
    "surrogate": b"%ED%A0%80",
    "raw bytes": b"\xff\xfe\x80",
    "broken percent": b"%ZZ%",
    "overlong": b"%C0%AF",
}
"""Parts of a form's body in no encoding of ours."""

NUMBERS = ("1e400", "-1e400", "NaN", "inf", "-inf", "9" * 5000, "0x10", "1_0", "²", "٣", "-0", "", " ")
"""What may come where a number is meant."""


def body(fields: dict[str, object], name: str, raw: bytes) -> bytes:
    """The form's body with one field as these very bytes."""
    others = [f"{key}={quote_plus(str(value))}".encode() for key, value in fields.items() if key != name]
    return b"&".join([*others, name.encode() + b"=" + raw])
