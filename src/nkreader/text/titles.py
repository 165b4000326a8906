"""Titles: what stands before a person's name and is no part of it. Data, in lower case."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Written short, here without the full stop.
SHORT_TITLES = _words(
    """
    adm amb brig capt cmdr col cpl cpt dr ens gen gov hon lt maj messrs mme mr mrs ms mx
    pfc pres prof pvt rep reps rev sen sens sgt spc supt vice-adm
    """
)

# Words of titles written out.
FULL_TITLES = _words(
    """
    ambassador analyst chairman chancellor chief commander correspondent defence defense deputy
    director envoy ex expert former general host leader marshal minister officer pope premier
    president professor reporter researcher secretary senator sir spokesman spokesperson
    spokeswoman under vice
    """
)
