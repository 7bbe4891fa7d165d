import importlib.util

import pytest

from lantoa.conversations.logic.sorting import model, sort_text, training

TRAINING = importlib.util.find_spec("sklearn") is not None


@pytest.mark.skipif(not TRAINING, reason="scikit-learn is a development package and is not installed")
def it_is_rebuilt_from_the_carried_messages_with_the_same_figures():
    rebuilt = model.parse(training.train([*training.carried(), *training.own()]))
    shipped = model.weights()

    assert rebuilt.total == shipped.total
    for row in training.carried()[::5]:
        ours = sort_text(row.text, channel=row.channel, held=rebuilt)
        theirs = sort_text(row.text, channel=row.channel, held=shipped)
        assert (ours.kind, ours.category, ours.urgency) == (theirs.kind, theirs.category, theirs.urgency)
        assert ours.scores == pytest.approx(theirs.scores, abs=0.03)


def it_carries_no_words():
    text = model.FILE.read_text(encoding="ascii")

    assert not any(len(part) > 9 for line in text.splitlines() if line[0] != "#" for part in line.split())


def it_never_trains_on_the_blind_set():
    known = {row.text for row in [*training.carried(), *training.own()]}

    assert not known & {row.text for row in training.blind()}
    assert len(training.blind()) >= 200


def it_sorts_by_word_rules_when_the_weights_are_gone(monkeypatch, tmp_path):
    monkeypatch.setattr(model, "FILE", tmp_path / "gone.txt")
    model.weights.cache_clear()

    try:
        fire = sort_text("cháy nhà rồi, tới lẹ mấy anh ơi")
        blame = sort_text("Anh công an trực ban quát má tôi, kêu mày tao")
        other = sort_text("thu 7 co lam can cuoc ko")
    finally:
        model.weights.cache_clear()

    assert [got.kind for got in (fire, blame, other)] == ["emergency", "complaint_about_police", "admin_question"]
    assert not any(got.sure for got in (fire, blame, other))


def it_names_the_line_of_a_damaged_file():
    with pytest.raises(ValueError, match="Line 2"):
        model.parse(["# messages 3", "zz A1"])


def it_asks_a_person_when_no_kind_stands_out():
    nothing_learnt = model.Weights({}, {}, 1)

    assert not sort_text("chuyện đó ra sao", held=nothing_learnt).sure
