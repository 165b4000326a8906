"""Words of English reported speech: data, not rules."""

from nkreader.text.titles import FULL_TITLES, SHORT_TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Who can speak without a name.
ROLES = _words("""
    administration adviser advisers advisor advisors agencies agency aide aides alliance allies
    ambassador analyst analysts army assessment authorities cabinet chairman chief command
    commander commanders commentators commission committee company correspondent council critics
    defector defectors delegation department diplomat diplomats document documents editorial
    embassy envoy envoys expert experts forces general government governments group head
    historian historians intelligence investigators journalist king lawmaker lawmakers leader
    leaders mayor media military minister ministers ministry mission monitor monitors navy
    negotiator negotiators newspaper newspapers observers office officer officers official
    officials outlet outlets panel paper parliament party police premier president professor
    regime report reporter reporters reports representative representatives researcher
    researchers scholar scholars secretary senator senators service sister source sources
    spokesman spokesmen spokesperson spokespersons spokeswoman statement studies study survey
    survivors think-tank union university witness witnesses
""")

# What stands before a person's name and is no part of it.
TITLES = (
    SHORT_TITLES
    | FULL_TITLES
    | _words("""
    acting chairwoman commentator foreign head historian journalist king lord mayor miss
    presenter prime secretary-general senior state supreme
""")
)

ARTICLES = _words("the a an")
DETERMINERS = _words("my our your his her its their some many several most two three one other")
PRONOUNS = _words("he she it they")

PREPOSITIONS = _words("""
    about after against amid among at before behind between by during for from in into like near
    of on over since than through to toward towards under with within without
""")

# Prepositions by which one thing belongs to another: `office of X`, `envoy to X`.
BINDING = _words("of from for at in to")

# By which a clause hangs on another: who speaks in it does not say the sentence.
SUBORDINATE = _words("""
    although because if neither nor that though unless when where whereas whether which while
    who whom whose
""")

# `Secretary of State`: what is of these is a title.
OFFICES = _words("defence defense foreign staff state unification war")

# After these a clause begins with whom it is about: `both X and Y deny it`.
OPENERS = _words("and both but now so that yet")

# What a phrase never reaches over.
STOPS = (
    PREPOSITIONS
    | SUBORDINATE
    | _words("""
    added also although and are as be because been being both but can could did do does earlier
    either had has have he him how however i if is it last later may me meanwhile might month
    must next nor not now or said say says she should so such that them then there these they
    this those though today told unless until us via was we week were what when where which
    while who whom whose why will without would year years yesterday yet you
""")
)

DATES = _words("""
    april august december february friday january july june march monday november october
    saturday september sunday thursday tuesday wednesday
""")

# May stand between the one who speaks and the verb.
FILLERS = _words("""
    again also basically clearly consistently earlier even famously firmly flatly formally
    further had has have just later now officially often once only openly previously publicly
    recently repeatedly reportedly separately simply since still strongly subsequently then
    usually
""")

SPEECH = _words("""
    accuse accused accuses acknowledge acknowledged acknowledges add added adds admit admits
    admitted allege alleged alleges announced announces argue argued argues asked asserted
    asserts believe believed believes claim claimed claims concluded concludes condemned
    condemns confirm confirmed confirms criticised criticises criticized criticizes declared
    declares denied denies deny described describes dismissed dismisses emphasised emphasises
    emphasized emphasizes estimated estimates explain explained explains expressed expresses
    hailed hails hinted hints insist insisted insists maintained maintains noted pledged pledges
    pointed praised praises predict predicted predicts reaffirmed reaffirms recalled recalls
    refuted refutes reiterated reiterates rejected rejects remarked replied replies reported
    responded revealed reveals said say says stated stressed stresses suggest suggested suggests
    summarised summarises summarized summarizes tell tells testified testifies thanked think
    thinks told urged urges voiced vowed vows warn warned warns write writes wrote
""")

# After a form of `be`: `she was warning that …`.
SAYING = _words("""
    alleging arguing citing claiming denying insisting predicting reporting saying suggesting
    telling warning
""")

# By which one passes on what another says: `Yonhap reported that the ministry said …`.
REPORTS = _words("reported reports said says told writes wrote")

# May stand before the one who speaks: `…, said X`.
INVERTED = _words("""
    added adds admits admitted argued argues asked claimed claims concluded concludes explained
    explains insisted insists noted notes predicted predicts recalled recalls remarked replied
    replies reported reports said says summarised summarises summarized summarizes warned warns
    writes wrote
""")

# End a name that is read forwards.
CUTS = (
    _words("""
    after as at because before during earlier in last late on this to today when where which
    while who whose with yesterday
""")
    | DATES
)
