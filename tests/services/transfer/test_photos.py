"""Pictures of customers: kept with their cards, never in the place of one that is there, and gone with an undo."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

from relapp.domain.customers import Photo
from relapp.services import customers as verbs
from relapp.services.pages import customer as customer_page
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Taken
from relapp.storage import customers, photos
from tests.builders import TODAY
from tests.services.transfer.test_vcards import PNG, card
from tests.shop import Shop

PICTURE = f"PHOTO;ENCODING=b;TYPE=PNG:{base64.b64encode(PNG).decode()}"


def take_in(shop: Shop, folder: Path, *cards: str) -> Taken:
    path = folder / "people.vcf"
    path.write_text("".join(cards), encoding="utf-8", newline="")
    return shop.run("import", lambda tx: importing.take_in(tx, importing.prepare(path)))


def pictures(shop: Shop) -> dict[str, Photo]:
    people = {one.id: one.name for one in shop.read(customers.every)}
    found = shop.read(lambda reader: photos.of_customers(reader, list(people)))
    return {people[one]: photo for one, photo in found.items()}


def test_a_card_brings_a_picture_to_somebody_new_and_to_somebody_known(shop: Shop, tmp_path: Path) -> None:
    shop.customer("Bo", email="bo@x.example")
    taken = take_in(
        shop, tmp_path, card("FN:Ana", PICTURE), card("FN:Bo", "EMAIL:bo@x.example", PICTURE), card("FN:Cy")
    )
    assert (taken.tally.new, taken.tally.changed) == (2, 1)
    assert pictures(shop) == {"Ana": Photo("image/png", PNG), "Bo": Photo("image/png", PNG)}


def test_the_same_file_again_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    take_in(shop, tmp_path, card("FN:Ana", PICTURE), card("FN:Ana"))
    again = take_in(shop, tmp_path, card("FN:Ana", PICTURE))
    assert (again.tally.new, again.tally.changed, again.tally.same) == (0, 0, 1)


def test_a_picture_that_is_there_stays(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana")
    shop.run("photo", lambda tx: photos.add(tx, ana, Photo("image/gif", b"GIF89a")))
    take_in(shop, tmp_path, card("FN:Ana", PICTURE))
    assert pictures(shop) == {"Ana": Photo("image/gif", b"GIF89a")}


def test_undo_takes_a_picture_back_and_removing_somebody_takes_it_along(shop: Shop, tmp_path: Path) -> None:
    ana = shop.customer("Ana")
    take_in(shop, tmp_path, card("FN:Ana", PICTURE))
    shop.operations.undo()
    assert pictures(shop) == {}
    shop.operations.redo()
    assert pictures(shop) == {"Ana": Photo("image/png", PNG)}
    shop.run("remove", lambda tx: verbs.remove(tx, [ana]))
    assert shop.tables()["photo"] == []


def test_the_page_has_the_picture(shop: Shop) -> None:
    ana, bo = shop.customer("Ana"), shop.customer("Bo")
    shop.run("photo", lambda tx: photos.add(tx, ana, Photo("image/png", PNG)))
    pages = shop.read(lambda reader: [customer_page.page(reader, one, TODAY) for one in (ana, bo)])
    assert [page.photo if page else page for page in pages] == [Photo("image/png", PNG), None]


def test_real_files_come_in_whole(shop: Shop) -> None:
    files = Path(__file__).parent / "files"
    for name, people in (("cardbook.vcf", 2), ("outlook.vcf", 1), ("utf16.vcf", 2)):
        take_in = partial(importing.take_in, plan=importing.prepare(files / name))
        taken = shop.run("import", take_in)
        assert (taken.tally.new, taken.tally.bad) == (people, 0)
        again = shop.run("import", take_in)
        assert (again.tally.new, again.tally.changed) == (0, 0)
