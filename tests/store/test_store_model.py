"""Whatever is done in whatever order, a store holds what a dictionary would."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from harness.store_samples import KINDS, Model, chance, plain, records, standing
from nkreader.store.annotations import AnnotationStore


class Storing(RuleBasedStateMachine):
    """A store and a model side by side; every step is followed by a look at both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.model = Model()
        self.store = AnnotationStore.open(self.folder, "ann")

    @rule(
        kind=st.sampled_from(sorted({*KINDS})),
        seed=st.integers(0, 99),
    )
    def change(self, kind: str, seed: int) -> None:
        self.model.take(chance(seed), kind, self.store)

    @rule()
    def reopen(self) -> None:
        before = list(self.store.annotations)
        self.store.close()
        self.store = AnnotationStore.open(self.folder, "ann")
        assert list(self.store.annotations) == before
        assert self.store.notices == ()

    @rule()
    def read_beside(self) -> None:
        with AnnotationStore.open(self.folder, "ann") as beside:
            assert beside.read_only
            assert standing(beside) == standing(self.store)

    @invariant()
    def is_as_the_model(self) -> None:
        assert standing(self.store) == self.model.live
        assert plain(self.folder) == records(self.model.live)

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestStoring = Storing.TestCase
TestStoring.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
