"""The hand-over to the peers' environment: what is written, what comes back, and what is said when it is not there.

The environment is a real one that stands for it: this interpreter, with modules of the peers' names on its path whose
answers can be worked out by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks import slices, themes
from benchmarks.__main__ import main
from benchmarks.coded_sets import CodedSet
from benchmarks.peers import environment
from benchmarks.peers.environment import PeersAbsent, interpreter, made, peers_python
from benchmarks.peers.handover import BERTOPIC, EVOC, PeerGroups, Rows, Task, call_peer, run_tasks
from benchmarks.peers.plain import nearest_rows, word_vectors
from benchmarks.peers.runs import SEEDS, PeerRuns, run_peers, shuffled_places

# groups by the sign of the first column, outliers at zero; a seed of 3 swaps the numbers, an empty input fails
_BERTOPIC = """
class BERTopic:
    def __init__(self, umap_model=None):
        self.seed = umap_model.random_state if umap_model else None
    def fit_transform(self, texts, vectors):
        assert len(texts) == len(vectors)
        if not texts:
            raise TypeError("nothing to reduce")
        side = [-1 if x == 0 else int((x > 0) != (self.seed == 3)) for x in vectors[:, 0]]
        return side, None
    def reduce_outliers(self, texts, topics, strategy, embeddings):
        assert strategy == "embeddings" and len(embeddings) == len(texts)
        return [0 if topic < 0 else topic for topic in topics]
"""
_UMAP = """
class UMAP:
    def __init__(self, random_state, **settings):
        assert settings == dict(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False)
        self.random_state = random_state
"""
# the first row is its own group, whatever it holds: another order gives other groups
_EVOC = """
class EVoC:
    def __init__(self, random_state):
        pass
    def fit_predict(self, vectors):
        return [0] + [1] * (len(vectors) - 1)
"""
ROWS = Rows(["a", "b", "c", "d"], np.array([[1.0, 0], [-1, 0], [2, 0], [0, 1]], dtype=np.float32))


@pytest.fixture
def peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"bertopic": _BERTOPIC, "umap": _UMAP, "evoc": _EVOC}.items():
        (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return Path(sys.executable)


def test_labels_seeds_and_crashes_come_back_in_the_order_of_the_tasks(peers: Path) -> None:
    nothing = Rows([], np.zeros((0, 2), dtype=np.float32))
    tasks = [
        Task(BERTOPIC, ROWS, 1, times=2, reassign=True),
        Task(BERTOPIC, ROWS, 3),
        Task(EVOC, ROWS, None),
        Task(BERTOPIC, nothing, 1),
    ]
    first, swapped, evoc, failed = run_tasks(tasks, peers)
    assert first.groups == [1, 0, 1, None]
    assert first.reassigned == [1, 0, 1, 0]
    assert len(first.seconds) == 2
    assert swapped.groups == swapped.reassigned == [0, 1, 0, None]
    assert evoc.groups == evoc.reassigned == [0, 1, 1, 1]
    assert (failed.crashed, failed.groups, failed.seconds) == ("TypeError", [], ())


def test_a_peer_that_cannot_be_imported_has_crashed(tmp_path: Path) -> None:
    (found,) = run_tasks([Task(BERTOPIC, ROWS, None)], Path(sys.executable))
    assert found.crashed == "ModuleNotFoundError"
    assert found.groups == [None] * 4


def test_a_process_that_breaks_off_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"tasks\.json"):
        call_peer(Path(sys.executable), "group", tmp_path)


def test_shuffled_rows_are_compared_row_by_row(peers: Path) -> None:
    found = run_peers({"one": ROWS, "other": Rows(["x", "y"], ROWS.vectors[:2])}, peers)
    assert list(found) == ["one", "other"]
    assert len(found["one"][BERTOPIC].runs) == len(SEEDS)
    assert found["one"][BERTOPIC].order_agreement == 1.0  # what it says of a row hangs on the row alone
    assert shuffled_places(4)[0] != 0
    assert found["one"][EVOC].order_agreement < 1.0  # another row comes first
    assert found["other"][BERTOPIC].runs[2].groups == [0, 1]  # the third seed is 3
    assert found["one"][EVOC].crashed == 0


@pytest.mark.slow
def test_environment_is_made_once_and_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # as without a network
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    folder, wanted, constraints = tmp_path / "peers", tmp_path / "wanted.txt", tmp_path / "constraints.txt"
    wanted.write_text("there-is-no-such-package==1\n")
    constraints.write_text("")
    with pytest.raises(PeersAbsent, match=r"is there a network\?.*there-is-no-such-package"):
        made(folder, wanted, constraints)
    left = folder / "left by the first run"
    left.touch()
    wanted.write_text("")
    assert made(folder, wanted, constraints) == interpreter(folder)
    assert left.exists()
    assert "minutes" in capsys.readouterr().out
    wanted.write_text("there-is-no-such-package==1\n")
    made(folder, wanted, constraints)  # complete: pip is not asked again
    assert capsys.readouterr().out == ""


def test_environment_is_named_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIGHTMINE_PEERS", "none")
    with pytest.raises(PeersAbsent, match="left out"):
        peers_python()
    monkeypatch.setenv("INSIGHTMINE_PEERS", str(tmp_path))
    with pytest.raises(PeersAbsent, match="no environment"):
        peers_python()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = environment.default_folder()
    assert folder.parent == tmp_path / "insightmine-benchmarks"
    other = tmp_path / "requirements.txt"
    other.write_text("bertopic==0\n")
    monkeypatch.setattr(environment, "REQUIREMENTS", other)
    assert environment.default_folder() != folder


def test_every_version_of_the_peers_is_pinned_and_torch_only_by_the_constraints() -> None:
    lines = [line for line in environment.REQUIREMENTS.read_text().splitlines() if not line.startswith("#")]
    assert all(line.count("==") == 1 for line in lines)
    assert {"bertopic==0.17.4", "evoc==0.3.2"} <= set(lines)
    assert not any(line.startswith("torch==") for line in lines)
    assert "torch==2.13.0" in environment.CONSTRAINTS.read_text().splitlines()


def test_words_in_common_are_near() -> None:
    vectors = word_vectors(["save the file", "open a door", "the file saved", "file"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 1])
    # `file` is in three texts, `the` in two, `save` in one: idf = ln(5 / (1 + df)) + 1 (scikit-learn, smoothed)
    file, the, save = (np.log(5 / (1 + df)) + 1 for df in (3, 2, 1))
    expected = (file**2 + the**2) / (file**2 + the**2 + save**2)
    assert float(vectors[0] @ vectors[2]) == pytest.approx(expected, abs=1e-6)
    assert nearest_rows(vectors, 0, 2) == [2, 3]


def runs_of(*groups: list[int | None]) -> PeerRuns:
    return PeerRuns(BERTOPIC, tuple(PeerGroups(found, [1] * len(found), (), "") for found in groups), 1.0)


def test_the_middle_run_is_shown_and_multiples_are_of_its_figure() -> None:
    coded = CodedSet("set", "interviews", ("",) * 4, ("x", "x", "y", "y"))
    right: list[int | None] = [0, 0, 1, 1]
    wrong: list[int | None] = [0, 1, 0, 1]
    nothing: list[int | None] = [None] * 4
    part = themes._Scored(coded, "set", (0, 1, 2, 3), {themes.OURS: right})
    # agreement with the codes: 1, -0.5 (see the arithmetic) and 0
    runs = runs_of(right, wrong, nothing)
    shown = themes._peer_rows(part, {BERTOPIC: runs})
    assert [(row.method, row.ami, row.unplaced, row.k) for row in shown] == [
        (BERTOPIC, 0.0, 1.0, 0),
        (themes.REASSIGNED, 0.0, 0.0, 1),
    ]
    others = [themes._grouped(coded, method, right) for method in (themes.OURS, EVOC, themes.WARD)]
    multiple = themes._multiple(part, [*shown, *others], runs)
    assert (multiple.bertopic, multiple.best_seed, multiple.worst_seed, multiple.evoc) == (None, 1.0, None, 1.0)
    spread = themes._spread(part, runs)
    assert [spread.ami_lowest, spread.ami_middle, spread.ami_highest] == pytest.approx([-0.5, 0.0, 1.0])
    assert (spread.k_lowest, spread.k_highest, spread.ami_before) == (0, 2, None)


def test_bars_are_multiples_of_the_peer_of_the_same_run() -> None:
    coded = CodedSet("set", "interviews", ("",) * 4, ("x", "x", "y", "y"))
    part = themes._Scored(coded, "set", (0, 1, 2, 3), {})
    ours = themes._grouped(coded, themes.OURS, [0, 0, 1, None])
    theirs = themes._grouped(coded, BERTOPIC, [0, 0, 1, 1])
    bars = {bar.what: bar for bar in themes._bars(part, [ours, theirs])}
    assert bars["set: AMI as a multiple of BERTopic's"].measured == pytest.approx(ours.ami / theirs.ami)
    assert bars["set: AMI as a multiple of BERTopic's"].verdict == "floor missed"
    assert bars["set: share unplaced"].measured == pytest.approx(0.25)
    assert len(themes._bars(part, [ours])) == 2  # without peers, no multiple


def test_small_studies_fail_in_three_ways() -> None:
    results = [slices._Result(4, 0.0), slices._Result(1, 0.25), slices._Result(0, 1.0), slices._Result(0, 1.0, True)]
    row = slices._summed("set", "40 statements", "ours", results)
    assert (row.n, row.failed, row.crashed, row.only_unplaced, row.one_theme_for_everything) == (4, 3, 1, 1, 1)
    assert (row.themes, row.unplaced) == (0.5, 0.625)
    peer = slices._of_peer(PeerGroups([0, 0, 1, None], [0, 0, 1, 1], (0.1,), ""))
    assert (peer.themes, peer.unplaced, peer.crashed) == (2, 0.25, False)
    other = slices._summed("other", "40 statements", "ours", results[:1])
    assert slices.totals_of([row, other]) == (slices.Totals("40 statements", 5, "ours", 3, 2.25, 0.3125),)


def test_a_part_that_a_measure_does_not_have_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["polarity", "--only", "pdpilot"])
    assert "no such part" in capsys.readouterr().err
