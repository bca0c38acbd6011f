"""The one list of how each kind of question is drawn in a form."""

from forms.consultations.drawn import (
    Calendar,
    Drawn,
    Figure,
    Nothing,
    Parts,
    Radios,
    Text,
    Ticks,
    TicksAndOther,
)
from forms.consultations.ground import FourWays, ListAndPostcode
from forms.consultations.lines import Boxes, Places, Rows
from portal.consultations.questions.base import Kind

DRAWN: dict[Kind, Drawn] = {
    Kind.RELATION: Ticks(),
    Kind.WARD: ListAndPostcode(),
    Kind.PLACE: FourWays(),
    Kind.RANKING: Places(),
    Kind.RATING: Radios(),
    Kind.MATRIX: Rows(),
    Kind.ONE_CHOICE: Radios(),
    Kind.SEVERAL: TicksAndOther(),
    Kind.POINTS: Boxes(),
    Kind.NUMBER: Figure(),
    Kind.DATE: Calendar(),
    Kind.SHORT_TEXT: Text(),
    Kind.LONG_TEXT: Text(),
    Kind.STATEMENT: Nothing(),
    Kind.EQUALITY: Parts(),
}
"""How each kind is drawn, read back and refused."""
