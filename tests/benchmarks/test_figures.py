"""The figures: what is drawn, enlarged and written, on small shops made up for it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks import backtest, figures, figures_text, small_shops
from tests.benchmarks.costs import enlarged
from tests.benchmarks.figures_text import Found
from tests.benchmarks.measuring import Figure

HEAD = "customer,date,item,qty,amount\n"


def scored(task: str, **scores: float) -> dict[str, object]:
    return {"task": task, "customers": 50, "who_base": 0.4, **scores}


def page(small_of_another: dict[str, object]) -> str:
    engines = ("relapp", "items", "bgnbd", "hgb", "upcf", "upcf_new", "tifuknn", "tifuknn_new")
    run = {"cpu_s": 2.5, "rss_mib": 90}
    scores = {name: [scored("uci_a_1", who_auc=0.7, **run), scored("uci_a_2", who_auc=0.8, **run)] for name in engines}
    scores["upcf_new"] = [scored("uci_a_1", new_hit5=0.2), scored("uci_a_2", new_hit5=0.3)]
    small = {name: [scored("uci_a_1_of_50_0", who_auc=0.6), small_of_another] for name in ("relapp", "bgnbd", "hgb")}
    small["hgb"] = small["hgb"][:1]
    found = Found(scores, small, [("items", 5_000, 2.25, 99.6)], {"scipy": "1.18"}, quick=False)
    return figures_text.page(found, date(2026, 3, 14), minutes=7.2)


def test_a_page_holds_means_goals_and_what_is_not_known() -> None:
    text = page(scored("uci_a_1_of_50_1", who_auc=0.1))
    assert "| gift shop | AUC, all customers | 0.750 | 0.750 | 0.750 |" in text
    assert "| gift shop | five new items, one of them taken | – | 0.250 | – | must .295, ahead .31 |" in text
    assert "| 5,000 | 2.25 s | 100 MiB | must 6 s and 300 MiB, ahead 3 s and 150 MiB |" in text
    assert "| BG/NBD | gift shop | 2.5 s | 90 MiB |" in text
    assert "Made on 2026-03-14 in 7 minutes" in text


def test_the_section_on_import_and_export_is_made_anew_and_the_rest_left() -> None:
    text = page(scored("uci_a_1_of_50_1", who_auc=0.1))
    first = figures_text.with_transfer(text, [Figure("take in", 300, raw=100, goal=3)], date(2026, 3, 15))
    assert "| take in | 300 ms CPU | 100 ms CPU | 3.00 | ≤ 3 × |" in first
    again = figures_text.with_transfer(first, [Figure("a gap", 40, "ms", goal=50, of="value")], date(2026, 3, 16))
    assert "take in" not in again
    assert "| a gap | 40 ms |  |  | ≤ 50 |" in again
    assert figures_text.with_transfer(again, [], date(2026, 3, 16)).split() == text.split()


def test_small_shops_count_only_where_every_engine_answered() -> None:
    text = page(scored("uci_a_1_of_50_1", who_auc=0.1))
    assert "| 50 customers | AUC | 0.600 | 0.600 | 0.600 |" in text


def test_small_shops_are_drawn_with_their_truth(tmp_path: Path) -> None:
    task, truth = tmp_path / "tasks" / "one", tmp_path / "truth" / "one"
    for folder in (task, truth):
        folder.mkdir(parents=True)
    lines = "".join(f"{customer},2026-01-02,tea,1,2.5\n" for customer in range(600) for _ in range(2))
    (task / "history.csv").write_text(HEAD + lines, "utf-8")
    (truth / "future.csv").write_text(HEAD + lines, "utf-8")
    (task / "task.json").write_text(json.dumps({"cutoff": "2026-01-05", "what": True}), "utf-8")
    small, hidden = small_shops.draw(task.parent, truth.parent, tmp_path, 2)
    for size in small_shops.SIZES:
        shops = []
        for number in range(2):
            name = f"one_of_{size}_{number}"
            with (small / name / "history.csv").open("r", encoding="utf-8", newline="") as file:
                customers = [row["customer"] for row in csv.DictReader(file)]
            assert len(customers) == 2 * len(set(customers)) == 2 * size
            assert (hidden / name / "future.csv").read_text("utf-8") == (small / name / "history.csv").read_text(
                "utf-8"
            )
            assert json.loads((small / name / "task.json").read_text("utf-8"))["what"] is False
            shops.append(customers)
        assert shops[0] != shops[1]


def test_a_shop_is_enlarged_to_so_many_customers(tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    lines = [
        f"{customer},2026-0{month}-{day},tea {day},1,2\n"
        for customer in range(9)
        for month in (1, 3)
        for day in (11, 25)
    ]
    file.write_text(HEAD + "".join(lines), "utf-8")
    few, many = enlarged(file, 4), enlarged(file, 30)
    assert set(few["customer"].tolist()) == set(range(4))
    assert len(few["day"]) == 16
    assert 25 <= len(set(many["customer"].tolist())) <= 30
    assert date.fromordinal(int(many["day"].max())) == date(2026, 3, 25)
    assert [column.tolist() for column in many.values()] == [column.tolist() for column in enlarged(file, 30).values()]


def test_without_a_harness_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["figures", "--shared", str(tmp_path)])
    with pytest.raises(SystemExit) as refused:
        figures.main()
    assert str(refused.value).startswith(f"There is no harness in {tmp_path}: give the folder")


def test_relapp_answers_a_task(tmp_path: Path) -> None:
    history, task = tmp_path / "history.csv", tmp_path / "task.json"
    days = [f"2026-0{month}-{day}" for month in (1, 2) for day in (10, 17, 24)]
    lines = [
        f"{customer},{day},{item},1,2\n" for customer in range(8) for day in days for item in ("tea  black", "rye")
    ]
    history.write_text(HEAD + "".join(lines), "utf-8")
    asked = {"cutoff": "2026-02-28", "horizon_days": 30, "next_visit_days": 60, "value_days": 60, "top_items": 3}
    for what in (False, True):
        task.write_text(json.dumps({**asked, "what": what}), "utf-8")
        backtest.main(history, task, tmp_path)
        assert (tmp_path / "what.csv").exists() == what
    with (tmp_path / "what.csv").open("r", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["customer"] for row in rows} == {str(customer) for customer in range(8)}
    assert {row["item"] for row in rows} == {"tea  black", "rye"}
    assert {row["rank"] for row in rows} == {"1", "2"}
