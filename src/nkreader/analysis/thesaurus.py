"""Words that news uses for the same thing, and names that stand for a government: data."""

# Each line is one sense; its first word stands for all of it.
_SENSES = """
    arms ammunition ammo armament armaments artillery bomb bombs bullets cannon drone drones gun
        guns hardware howitzer howitzers missile missiles mortar munition munitions rocket rockets
        rounds shell shells tanks warhead warheads weapon weaponry weapons
    transfer buy bought deliver delivered deliveries delivery export exports fed feed feeding gave
        give given gives giving import imports obtain procure provide provided provides providing
        purchase purchases receive received sell selling send sending sends sent shipment shipments
        shipped shipping sold supplied supplies supply supplying transferred transferring transfers
    troops army battalion battalions brigade brigades contingent deploy deployed deployment fighters
        forces infantry mercenaries mercenary personnel servicemen soldier soldiers troop units
    alliance accord agreement agreements alliances allied allies ally bloc deal pact treaties treaty
        trilateral
    cooperation alignment cooperate cooperating friendship partner partners partnership
        rapprochement relations ties
    aid aided assist assistance assisted backed backing help helped helping helps support supported
        supporting supports
    attack aggression airstrike assault attacked attacks bombardment bombed bombing incursion invade
        invaded invasion offensive raid shelled shelling strike strikes struck
    kill casualties dead death deaths died execute executed execution killed killing massacre murder
        murdered victims
    test fire fired fires firing launch launched launches tested testing tests
    summit meet meeting meetings met negotiate negotiated negotiation negotiations trip visit
        visited visits
    sanctions ban banned curbs embargo penalties penalty punish punished punishment restrictions
        sanction
    abuse abuses crackdown detention oppression persecution prison repression rights torture
        violation violations
    industry commerce commercial economic economy factories factory industrial industries
        manufacture manufacturing produce produced producing production trade
    technology capabilities capability expertise knowhow technical technological technologies
    money cash currency funds paid pay payment payments revenue revenues
    aircraft airplane flight jet jets plane planes
    ship boat boats fleet navy ships tanker tankers vessel vessels
    poison chemical gas nerve poisoned poisoning toxic
    vote ballot ballots election elections polls voted voters votes voting
    hacking cyber cyberattack cyberattacks hack hacked hackers
    espionage intelligence reconnaissance spied spies spy spying surveillance
    protest demonstration demonstrations protesters protests rallies rally riot riots unrest
    bribery bribe bribes corrupt corruption embezzled embezzlement laundering
    hunger famine food grain shortage shortages starvation
    virus covid disease epidemic infection infections outbreak pandemic
"""

# The capital or the seat of a government, and whose it is.
_SEATS = """
    Russia: Moscow; Kremlin
    North Korea: Pyongyang
    South Korea: Seoul; Blue House
    United States: Washington, D.C.; White House; Pentagon; State Department
    China: Beijing
    Japan: Tokyo
    Ukraine: Kyiv; Kiev
    European Union: Brussels
    United Kingdom: London; Downing Street
    France: Paris
    Germany: Berlin
    Iran: Tehran
    Israel: Jerusalem; Tel Aviv
    Vietnam: Hanoi"""


def _senses() -> dict[str, str]:
    found: dict[str, str] = {}
    sense = ""
    for line in _SENSES.strip("\n").splitlines():
        words = line.split()
        if not line.startswith(" " * 8):
            sense = words[0]
        found |= {word: found.get(word, sense) for word in words}
    return found


def _seats() -> dict[str, str]:
    lines = (line.partition(":") for line in _SEATS.strip().splitlines())
    return {
        seat.strip(): country.strip() for country, _, seats in lines for seat in seats.split(";")
    }


SENSE_OF = _senses()
GOVERNMENT_AT = _seats()
