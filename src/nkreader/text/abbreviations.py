"""Words whose full stop need not end a sentence: data, in lower case, without that stop.

Titles, whose stop never does, are data of their own.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Between two things: their stop never ends a sentence.
CONNECTIVES = _words("approx ca cf e.g i.e incl v viz vs")

# Before a number only: `no.` is a word as well.
NUMBERED = _words("art arts ch fig figs no nos nr op p para paras pp res vol vols")

MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
WEEKDAYS = _words("mon tue tues wed thu thur thurs fri sat sun")

# In names and in mid-sentence: they end one only before a word that opens sentences.
SUSPENSIONS = _words(
    """
    assn assoc ave bldg blvd bros cie co corp dept dist div esp est etc ft govt inc inst intl
    jr ltd mfg min mt natl ph.d pt rd sec sr st univ
    """
)

# Of all these, the ones that are words or names too: with a small letter they are those.
PLAIN_WORDS = _words("art ch est fig jan jun mar min mon op res sat sec sun wed")

# Clock times end a sentence before a capital, unless it begins one of these.
CLOCKS = _words("a.m p.m")
AFTER_CLOCKS = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    beijing central china eastern greenwich japan korea moscow pacific pyongyang seoul tokyo
    """
)

# After these a single letter is a thing of its own (`on x.`), not a name's initial.
BEFORE_LETTERS = _words(
    "and class from grade group on option or plan section step than to type via vitamin war"
)

# Words that open sentences and seldom follow an abbreviation inside one.
OPENERS = _words(
    """
    a after again all also although an and another any are as at because before both but by can
    did do does during each even every few for from had has have he her here his how however i
    if in instead is it its just last later many meanwhile more moreover most my neither no
    nobody nor not nothing now of on once one only or other our perhaps several she since so
    some still such that the their then there therefore these they this those though thus to
    today tomorrow under until was we were what when where whether which while who whose why
    will with yes yesterday yet you your
    """
)
