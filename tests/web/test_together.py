"""Many who ask at once, while somebody adds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from starlette.testclient import TestClient

from evaluation.generated import readings
from herodotus.ledger import Ledger
from herodotus.web import Settings, make_app

ADDRESSES = (
    "/claims.json",
    "/claims.csv",
    "/claims.json?sort=-number&limit=5",
    "/claims.json?text=shelling",
    "/claims/facets.json",
    "/account.json?conflict=Nagorno-Karabakh",
    "/reports.json",
    "/about.json",
)


def test_everybody_gets_a_whole_answer(client: TestClient, filled: Ledger) -> None:
    new = list(readings(60))

    def ask(number: int) -> int:
        if number % 10 == 0 and new:
            filled.add(new.pop())
        return client.get(ADDRESSES[number % len(ADDRESSES)]).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(80))) == {200}
    told = client.get("/claims.json").json()
    assert told["total"] == len(filled.claims())


def test_a_ledger_in_memory_answers_one_at_a_time() -> None:
    with (
        Ledger(":memory:") as ledger,
        TestClient(make_app(ledger, Settings()), "http://127.0.0.1") as client,
        ThreadPoolExecutor(8) as pool,
    ):
        ledger.add_all(readings(60))
        answers = pool.map(client.get, ADDRESSES * 5)
        assert {answer.status_code for answer in answers} == {200}
