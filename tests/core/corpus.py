"""Made-up reports: some with a personal detail planted in them, some without any.

Every person, number and address here is invented; phone numbers are from the ranges kept for drama.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from portal.core.words import DetailKind


@dataclass(frozen=True)
class Planted:
    """A text with one detail in it, and where it stands."""

    kind: DetailKind
    text: str
    detail: str


PEOPLE = (
    "Dave Smith", "Jane", "Oluwaseun Adébáyò-Ọlá", "Nguyễn Thị Lan", "José María García",
    "Siân O'Brien", "Agnieszka Kowalska", "Mohammed al Rashid", "Łukasz Wiśniewski", "van der Berg",
    "Zoë D’Arcy", "Priya Patel", "Ștefan Ionescu", "J. K. Marlow", "Chukwuemeka Okonkwo",
    "Björk Guðmundsdóttir", "Smith-Jones", "Kev", "Xin Yi Zhao", "Ioan-Mihai Popa", "McAllister",
    "Fatima bin Salim", "Tyrell", "Ekaterina Sokolova",
)  # fmt: skip
NAMED = (
    "The man who shouts every night is called {}.",
    "It is always my neighbour {} who starts it.",
    "I think Mr {} at the end is dealing.",
    "They say her name is {} and she sells from the car.",
    "Mrs {} has been throwing rubbish over the fence.",
    "One of the lads, named {}, kicked the door.",
    "The ringleader is known as {} round here.",
)
PHONES = (
    "07700 900123", "07700900456", "+44 7700 900 789", "+44 (0)7700 900111", "0044 7700 900222",
    "01632 960123", "(01632) 960 456", "01632.960.789", "020 7946 0123", "07700-900-333",
    "0 7 7 0 0 9 0 0 4 4 4", "oh seven seven double oh nine double oh one two three",
    "zero one six three two, nine six zero, five five five", "07seven00 nine00 one two three",
    "O77OO 9OO666", "7700 900555", "+353 20 910 1234",
)  # fmt: skip
SAID = (
    "You can ring me on {} after six.",
    "He deals from {}, everybody has it.",
    "Phone {} and ask for the boss.",
)
EMAILS = (
    "dave.smith@example.com", "kev_b99@mail.example.co.uk", "jane+noise@example.org",
    "dave at gmail dot com", "jane dot smith at hotmail dot co dot uk", "kev(at)example(dot)org",
    "kev [at] example [dot] com", "o'brien@example.com", "dave @ example.com",
    "lan.nguyen at gmail.com",
)  # fmt: skip
WRITE = ("Please write to {} about this.", "His address is {} if you need it.", "Contact: {}")
PLATES = (
    "AB12 CDE", "AB12CDE", "wx71 zzz", "LK63yhn", "AN 12 KDE", "R A 5 1 X Y Z", "P123 ABC", "T45 KLM",
    "KLM 45T", "RK70-VVT", "ABC 123D", "HJ08 FPX",
)  # fmt: skip
DRIVEN = (
    "A grey van, {}, parks here every night.",
    "They race past in {} at midnight.",
    "Plate seen: {}, twice.",
)
POSTCODES = ("BH1 1AA", "bh12 3jd", "SW1A 1AA", "RM10 7BN", "IG118FJ", "BH8  9ST", "DT11 7XX", "W1A 0AX")
NEAR = ("It happens near {} most weekends.", "I can see it from {}.", "Postcode {}, behind the shops.")
ADDRESSES = (
    "14 Sea Road", "flat 3", "Flat B", "23a Upper Fant Lane", "7 Saint Aldhelm's Close",
    "112 castle hill lane", "house number 9", "6-8 Old Coastguard Road", "Apartment 12b", "1 Quay Mews",
    "flat two", "205 WIMBORNE ROAD",
)  # fmt: skip
LIVES = (
    "The noise comes from {} every night.",
    "Whoever lives at {} is dealing.",
    "Look at {}, it is full of them.",
)
HANDLES = (
    "@bigdave_99", "snapchat: kevo.b", "insta dave.menace", "instagram account called poolebads",
    "tiktok @ragebait.uk", "his snap is davetheman", "facebook.com/dave.smith.77",
    "fb name dave_smithy", "ig: lanlan", "telegram user bluepills4u", "Snapchat - mad_tyrell",
)  # fmt: skip
POSTS = (
    "They boast about it, {}.",
    "You can find them online, {} and others.",
    "Look up {} for the videos.",
)
BIRTHS = (
    "12/03/1987",
    "4 March 1990",
    "the 4th of March 1990",
    "1-1-01",
    "2009-05-17",
    "May 17th, 2009",
    "1987",
)
BORN = ("He was born {}.", "Her dob: {}.", "Date of birth {} I believe.", "DOB {} going by his profile.")
ACCOUNTS = (
    "sort code 12-34-56", "account number 12345678", "a/c 1234 5678", "12-34-56 12345678",
    "4929 1234 5678 9012", "GB82 WEST 1234 5698 7654 32",
)  # fmt: skip
PAID = ("They made her pay into {}.", "Money goes to {}, she told me.")
NUMBERS = ("AB123456C", "AB 12 34 56 C", "qq 12 34 56 c", "NHS number 943 476 5919", "passport no 123456789")
CARRIED = ("He showed me {} to prove it.", "Her papers say {}, I copied it.")
FAMILIES = (
    (DetailKind.NAME, NAMED, PEOPLE),
    (DetailKind.PHONE, SAID, PHONES),
    (DetailKind.EMAIL, WRITE, EMAILS),
    (DetailKind.PLATE, DRIVEN, PLATES),
    (DetailKind.POSTCODE, NEAR, POSTCODES),
    (DetailKind.ADDRESS, LIVES, ADDRESSES),
    (DetailKind.HANDLE, POSTS, HANDLES),
    (DetailKind.BIRTH, BORN, BIRTHS),
    (DetailKind.ACCOUNT, PAID, ACCOUNTS),
    (DetailKind.PERSONAL_NUMBER, CARRIED, NUMBERS),
)


def planted() -> Iterator[Planted]:
    """Every detail in every sentence of its kind."""
    for kind, sentences, found in FAMILIES:
        for detail in found:
            for sentence in sentences:
                yield Planted(kind, sentence.format(detail), detail)


PLACES = (
    "Victoria Gardens", "the pier", "Castle Lane West", "Albert Road", "the bus station",
    "St Peter's Church", "the car park behind Boots", "Boscombe Chine", "Barking Town Centre",
    "Baiter Park", "Meyrick Park", "the underpass at the A338", "Sea View Road", "Queen's Park Avenue",
    "platform 2", "the skate park",
)  # fmt: skip
TIMES = (
    "about 9pm", "10:30 at night", "every Friday", "on 12/05/2026", "since last Christmas",
    "between 2 and 4am", "for 3 weeks", "on the 4th of July", "after school",
    "most nights in August 2025", "on 01.02.2026 at 10.30",
)  # fmt: skip
NUISANCE = (
    "Groups of teenagers gather at {place} {time} and drink.",
    "Loud motorbikes race along {place} {time}.",
    "The street lights at {place} have been out {time}.",
    "Fly-tipping near {place} {time}, 12 bags and 2 fridges.",
    "There was shouting and broken glass at {place} {time}.",
    "We called the police and 101 said to report it here. It was {place}, {time}.",
    "About 20 youths on e-scooters nearly hit my mum at {place} {time}.",
    "People drinking in {place} {time} leave rubbish and needles.",
    "Drivers do 50 mph in a 20 zone at {place} {time}, cars and vans.",
    "Kids knock on doors and run away near {place} {time}.",
    "I don't feel safe walking home through {place} {time}.",
)
TRICKY = (
    "I called Crimestoppers on 0800 555 111 and they were helpful.",
    "Crime reference 55260012345 was given to me by Dorset Police.",
    "Call 101 or 999, they said. I waited 40 minutes.",
    "The man called the council twice. The woman called them back.",
    "My neighbour plays loud music till 3am and the council does nothing.",
    "Our landlord will not fix the gate, so anyone can walk in.",
    "The A35 BMW drivers are the worst, and the M27 is no better.",
    "It is a 15 minute walk from the station, 2 miles in all.",
    "The number 3 bus stop has been smashed again, and the 1a too.",
    "They posted about it on Facebook and Instagram but nobody cares.",
    "Snapchat groups are how the fights get organised.",
    "The pub called The Rising Sun closes at 1am and then it starts.",
    "A shop called Sunny News sells to children.",
    "He is always drunk, 4 or 5 times a week, in front of the school.",
    "I miss the days when we had wardens. Miss them a lot.",
    "Mark my words, it will get worse in May and June. It may rise.",
    "There are 3 cars on the road without wheels, one since 2019.",
    "The bins were set on fire in Sea View Road, 5 of them.",
    "The John Lewis car park is full of boy racers.",
    "Two new street lights would help, and a 20 mph road sign.",
    "The noise was 85 dB at 2300 on 03-04-2026.",
    "A dog off the lead bit my dog, a Jack Russell came too close.",
    "Please could the Safer Neighbourhood Team visit on Mondays?",
    "Lidl and Tesco both have security, Asda does not.",
    "Someone sprayed graffiti on the church wall, 2 metres high.",
    "I am Deaf and cannot phone. Is there a text service?",
    "The Polish shop had its window broken, it's hate if you ask me.",
    "As a woman I don't run along the front after dark.",
    "We live here, 200 households, and 3 flats have moved out.",
    "Ward councillors were told in 2024 and again in 2025.",
    "NO ONE CARES ABOUT THE NOISE. IT IS EVERY NIGHT AT THE PARK.",
    "KIDS ON BIKES. AT 10 ALL THE TIME. POLICE DO NOTHING.",
    "It costs £1,200 a year and 07:30 is when it starts.",
    "The lift in the tower block, 14 floors, smells of cannabis.",
    "Boys and girls from the academy wait outside the chip shop.",
    "Vape shop, barber, phone shop: all on one parade.",
    "4 wheel drive cars park on the pavement, 2 lane road, no room.",
    "I have lived here 20 years and never seen it so bad.",
    "Dealing happens in the alley. A lad on a bike, a silver car, 5 minutes.",
    "The fence by plot 7 was pulled down on Saturday at 11pm.",
    "Beach huts were broken into last week, over 30 in one night.",
    "People are sleeping in the doorway, they need help, not fines.",
    "One two three, the whole row of bikes was gone.",
    "Our street has had six break-ins in 2 months.",
    "Swearing, spitting, littering at the bus station by stand 4.",
    "The estate is called Turlin Moor and it needs a youth club.",
    "Bonfire Night and Halloween were terrible, fireworks at people.",
    "The police station closed in 2016, so nobody comes.",
    "My son and daughter are afraid to use the underpass.",
    "They jump off the pier in summer and swear at the lifeguards.",
    "Children scream and play till ten, that is fine, but not the drinking.",
    "The school run is mad, kids cross between cars, someone will get hit.",
    "A bath bomb shop opened. The nail bar is busy. Nothing wrong.",
    "It is killing the high street and killing trade.",
    "The speeding is murder on the nerves, and the nail gun next door too.",
    "We found a knife in the hedge and gave it to the PCSO.",
    "There should be more knife bins and a gun amnesty.",
    "Water gun fights at the fountain soaked an old couple.",
    "Kids hit cars with footballs and threw eggs at windows.",
    "That alley is a death trap, dark and dangerous at night.",
)


def clean() -> list[str]:
    """Reports of ordinary nuisance, without anybody's details and without danger to a person."""
    where, when = cycle(PLACES), cycle(TIMES)
    filled = [text.format(place=next(where), time=next(when)) for text in islice(cycle(NUISANCE), 176)]
    return [*filled, *TRICKY]


# Parts that, repeated, are meant to make a careless pattern slow.
REPEATED = (
    "a", "0", "0 ", "Aa ", "@", "one.", "07", "a.", "called ", "Mr ", "at ", "dot ", "1-", "snap is ",
    "x at gmail ", "born on ", "has a big ", "flat no ", "J. ", "A B 1 ", "GB12 ABCD 1 ", "12 Sea Bay ",
    "() ", "+44(", "my son was ", "is being ", "the child very ", "they are really ", "took ", "1 /",
    "d.o.b. on in ", "@@@a", "name: ", "double ", "number is ", "account no: ", "sort code is ", "\n ",
    " ", "\u0301", "van der ", "1234-", "' - _ ", "Al-", "women ",
)  # fmt: skip
