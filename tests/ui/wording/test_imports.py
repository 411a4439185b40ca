from relapp.services.transfer.rows import Content
from relapp.services.transfer.storing.tally import Tally
from relapp.ui.wording.imports import counted


def tally(**counts: int) -> Tally:
    return Tally(lambda _rows: True, **counts)  # type: ignore[arg-type]


def test_one_is_not_several() -> None:
    one = tally(new=1, people=1, doubtful=1, bad=1)
    assert counted(one, Content.SALES) == (
        "1 new sales line, 1 new customer and 1 line that could mean several people. 1 bad row left out."
    )
    several = tally(new=1200, people=2)
    assert counted(several, Content.SALES) == "1,200 new sales lines and 2 new customers."
