"""Word lists: what tells a name from a word by its neighbours. Data, folded, not code."""

from nkreader.text.titles import FULL_TITLES, SHORT_TITLES

_COMMON = """
able angel art august ban bell bill bird bishop black bond brook brooks brown buck burns bush
butler carter case cash chance chase chip christian church close cook cooper cross cruz daily dale
dawn day dean doo drew duke earl early east easter fair fan field fish fisher flowers ford forest
foster fox frank free french friend frost gates gen gene gold good grace grant gray green grey gun
guy hall hand hard harm heard hill him hint hooker hope house hunt hunter iron jack jean joy judge
june just justice kid kind king knight lair lake land lane law lay lead lean light little long
love low mark marsh mason may mercy mike mill mills mine moon more moss must new nice north now
oak old pace page paper park parks pat path pence penny perry pole pond pool poor pope post pound
powell power powers price pride prince queen rain ray real reed rest rice rich rivers rob rock
roman rose rush rusk rust sad said sand savage seal shade she shed shield ship short sick silver
sin small smart smith snow son song south spring stark steel stern still stone story strong sue
summer sun sung sweet tall temple terry thin thing tide town trump turner uncle wade walker wall
ward waters weaver well wells west white wild will wise wit wolf wood woods worth wright yen yet
young
"""

_BEFORE_A_FAMILY_NAME = """
admiral adviser advisor agent analysts captain chair colonel comrade congressman congresswoman
counterpart defector diplomat doctor editor governor judge justice lady late lieutenant madam major
official rapporteur representative sergeant sister strongman undersecretary
a about according after against although among an and as at because before both but by did does
during either ex for former from had has have he her his host how i if in is it its like meanwhile
nor not now of on once or our she since so still than that the their then these they this though
to under unlike until was we were what when where whereas whether which while who whom whose why
will with without yes yet
"""

_OF_A_STATE = """
administration aggression aid aide aides air aircraft airstrike airstrikes allied allies ally
ambassador ambassadors arms army artillery assets attack attorney backed backing base based bases
bomber bombers budget businesses carrier carriers central citizen citizens civilian civilians
coast command commander commanders companies company congress congressional congressman consulate
court customs defence defences defense defenses delegation democrats department deputy deterrence
diplomacy diplomat diplomats dollar dollars drill drills drone drones economic economy efforts
election elections embassy envoy envoys exercises federal fighter fighters firm firms fleet forces
foreign general generals government hegemony house imperialism imperialist imperialists indo
influence intelligence interest interests journalist journalists justice lawmaker lawmakers lead
leader leaders leadership led mainland marine marines media military missile missiles national
nationals navy negotiator negotiators nuclear official officials policy political politician
politicians politics position presence president presidential presidents prosecutor prosecutors
public rep representative republicans response sanctions secretary security senate senator
senators servicemen side soldier soldiers source sources special spokesman spokesperson
spokeswoman spy state strategic strategy strike strikes submarine submarines supplied supreme
tariff tariffs taxpayer taxpayers technology territory think threat threats trade treasury troops
undersecretary vice warning warnings warplane warplanes warship warships weapons
"""

_DONE_TO_SOMEBODY = """
allow ask asked asking asks bring bringing brings brought buy call called cost costs for from
forward gave get gets give given gives giving got help helped helping helps hurt join joined
joining joins keep keeps kill killed know leave leaves leaving let lets made make makes of offer
offered offers on owe put remind reminded reminds save see send sending sends sent show showed
showing shown shows take takes taking taught teach tell telling tells to told took trust walk want
wants watch watching with
"""

_BY_COMPASS = """
africa african africans america american americans asia asian atlantic australia bank bound branch
carolina caucasus china chinese coast coastal coasts dakota east eastern eastward edge end
entrance facing flank front gate german germany half indies macedonia of ossetia pacific part
parts point pole sea shore side slope sudan tower ukraine ukrainian virginia wall west western
wind wing
"""

# Words that are given or family names too: in captions, which have no capitals, words.
COMMON = frozenset(_COMMON.split())
# Words of these that are Korean family names, which come first.
KOREAN_FAMILY_NAMES = frozenset({"ban", "moon", "park", "son", "song", "sung"})
# What may stand with a capital before a family name: titles, and what opens a sentence.
BEFORE_A_FAMILY_NAME = SHORT_TITLES | FULL_TITLES | frozenset(_BEFORE_A_FAMILY_NAME.split())
# What belongs to a state, and so follows its name and no pronoun.
OF_A_STATE = tuple(_OF_A_STATE.split())
# After these "us" is whom something is done to or with.
DONE_TO_SOMEBODY = tuple(_DONE_TO_SOMEBODY.split())
# Before these "north", "south" and "west" are directions.
BY_COMPASS = tuple(_BY_COMPASS.split())
# Countries, and what is theirs, as they stand beside "us" in a list.
COUNTRIES = (
    "south korea", "south korean", "north korea", "north korean", "japan", "japanese", "rok",
    "dprk", "china", "chinese", "russia", "russian", "ukraine", "ukrainian", "israel", "israeli",
    "britain", "british", "uk", "europe", "european", "eu", "nato", "canada", "canadian",
    "australia", "australian", "iran", "iranian", "germany", "german", "france", "french",
)  # fmt: skip
# Weapons that are called by a common word, and what follows their names.
WEAPONS = ("abrams", "bradley", "grad", "javelin", "lancet", "patriot", "stinger", "taurus")
OF_A_WEAPON = (
    "missile", "missiles", "tank", "tanks", "battery", "batteries", "launcher", "launchers",
    "system", "systems", "interceptor", "interceptors", "air", "rocket", "rockets", "drone",
    "drones", "cruise", "anti", "fighting",
)  # fmt: skip
