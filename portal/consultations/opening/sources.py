"""The laws and the practice a finding of the gate rests on, as an officer can look them up."""

FORMATIVE = (
    "R v Brent LBC ex p Gunning (1985), first rule, approved in R (Moseley) v Haringey [2014] UKSC 56: "
    "ask while the proposal can still change"
)
REASONS = "Gunning, second rule: give reasons enough to think about the proposal and answer"
ANSWERABLE = "Gunning, second rule: people can answer only what they are led to"
TIME = "Gunning, third rule: give enough time; Cabinet Office, Consultation Principles 2018, E"
CONSIDERED = "Gunning, fourth rule: take the answers into account before deciding"
PROMISE = "The partnership’s own promise (its consultation_minimum_days)"
PRIVACY = "UK GDPR, article 13"
EQUALITY = "Equality Act 2010, section 149: due regard; an assessment is how it is usually shown"
DPIA = "UK GDPR, article 35: an assessment where the risk is likely to be high"
ELECTION = (
    "Local Government Act 1986, section 2, and the Code of Recommended Practice on Local Authority "
    "Publicity 2011: care in the time before an election; it does not set a duty to consult aside"
)
OTHERS = "SI 2007/1830, regulation 12(3): regard to other consultations on the same matters"
AFFECTED = "SI 2007/1830, regulation 12(2): as many groups as is reasonable, those most affected too"
PLAIN = "Cabinet Office, Consultation Principles 2018, A: clear and concise; Flesch-Kincaid measure"
