"""Place names of the gold, placed by our own resolution."""

from __future__ import annotations

from evaluation.places import resolved


def test_the_golds_own_names_are_placed_and_stay_where_they_are() -> None:
    text = "Shells fell on Donetsk and on Qqzzx, officials in Ukraine said."
    marked = [
        {"start": text.index(word), "end": text.index(word) + len(word)}
        for word in ("Ukraine", "Qqzzx", "Donetsk")
    ]
    row = resolved({"id": "a", "text": text, "toponyms": marked})
    assert row["id"] == "a"
    words = [text[one["start"] : one["end"]] for one in row["toponyms"]]
    assert words == ["Donetsk", "Qqzzx", "Ukraine"]
    donetsk = row["toponyms"][0]
    assert (round(donetsk["lat"]), round(donetsk["lon"])) == (48, 38)
