"""Every screen, and how a person gets to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from relapp.domain.cases import Cause, NewCase, Remedy
from relapp.domain.consents import NewWord, Purpose
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Channel, Direction, Kind, NewInteraction, NewPurchaseLine
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise
from relapp.domain.question_bank import NewBankQuestion, PutAnswer
from relapp.domain.question_splits import Split, Told
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.model import Reason, Refusal, Suggestion, SuggestionKind
from relapp.domain.wishes import NewWish
from relapp.services import answers, consents, customers, facts, interactions, merging, relations
from relapp.services import cases as case_verbs
from relapp.services import questions as question_verbs
from relapp.services.pages import questions as questions_page
from relapp.storage import cases, questions
from relapp.storage import customers as stored_customers
from relapp.storage.transaction import Transaction
from relapp.ui.customer.around_sheet import RelationForm
from relapp.ui.duplicates import acts as merging_acts
from relapp.ui.duplicates.sheet import DuplicatesSheet
from relapp.ui.exporting.copy_sheet import CopySheet
from relapp.ui.questions.ask_sheet import AskSheet
from relapp.ui.questions.bank_sheet import BankSheet
from relapp.ui.widgets.sheet import Sheet
from tests.journeys.conftest import NOW, Desk
from tests.journeys.screens_of_insights import OF_INSIGHTS
from tests.journeys.screens_of_keeping import backup, passphrase, pin, recovery_code, restore

ANA = 1
"""Her id: she is the first."""

TILL = "Date;Receipt;Customer;Item;Quantity;Total\r\n13/04/2025;1;Ana Moreira;Wholemeal;2;6,40\r\nx;2;;Rye;1;3\r\n"


def one_of_all(tx: Transaction) -> None:
    """Ana with something in every part of her page, Ben with whom a look-alike may be confused."""
    phone = NewContactPoint(ContactKind.PHONE, "07700 904417")
    mail = NewContactPoint(ContactKind.EMAIL, "ana.moreira@example.org", "home")
    ana = customers.add(tx, NewCustomer("Ana Moreira", "Ana", contacts=(phone, mail)))
    ben = customers.add(tx, NewCustomer("Ben Osei"))
    line = (NewPurchaseLine("Small wholemeal, sliced", Decimal(2), 320, 0, 640),)
    for week in range(9, 3, -1):
        interactions.log(tx, NewInteraction((ana,), Kind.PURCHASE, NOW - timedelta(weeks=week), "", lines=line))
    asked = NewInteraction(
        (ana, ben), Kind.ENQUIRY, NOW - timedelta(days=12), "Does the spelt come on Fridays, or only on Saturdays?",
        Channel.PHONE, facts=(NewFact("allergy", "rye"), NewFact("buys for", "her mother, who likes a soft crust")),
        promises=(NewPromise("ring her about the spelt", (NOW - timedelta(days=5)).date()),),
        wishes=(NewWish("spelt, and the walnut knife"),),
    )  # fmt: skip
    interactions.log(tx, asked)
    again = NewInteraction((ana,), Kind.ENQUIRY, NOW - timedelta(days=11), "And does it keep?", Channel.PHONE)
    interactions.log(tx, again)
    guess = NewFact("dog", "a poodle called Bella", "", Certainty.GUESSED)
    interactions.log(tx, NewInteraction((ana,), Kind.NOTE, NOW, "\n".join(["Measured."] * 30), facts=(guess,)))
    interactions.log(tx, NewInteraction((ben,), Kind.CALL, NOW, "", Channel.PHONE, Direction.OUT))
    never_thank(tx, ana)
    facts.learn(tx, ana, NewFact("size", "39"), learned=(NOW - timedelta(days=1200)).date())


def never_thank(tx: Transaction, customer_id: int) -> None:
    one = Suggestion(customer_id, SuggestionKind.THANK, Reason("act"), Reason("why"), (), None, None, "e")
    answers.refuse(tx, one, Refusal.NEVER)


# -- the screens, each opened by its keys --


def today(desk: Desk) -> QWidget:
    desk.press("Ctrl+1")
    return desk.window


def with_card(desk: Desk, key: str) -> QWidget:
    desk.press("Ctrl+1")
    desk.wait(lambda: bool(desk.session.today.cards))
    desk.session.today.cards[0].setFocus()
    desk.press(key)
    return sheet(desk)


def which_receipt(desk: Desk) -> QWidget:
    page = desk.session.today
    desk.press("Ctrl+1")
    card = next(one for one in page.cards if len(set(one.item.suggestion.receipts)) > 1)
    card.setFocus()
    desk.press("X")
    desk.press("2")
    return sheet(desk)


def customer(desk: Desk) -> QWidget:
    desk.session.open_customers(desk.session.customers.current_id or ANA)
    return desk.window


def customer_list(desk: Desk) -> QWidget:
    customer(desk)
    desk.press("Escape")
    return desk.window


def states(desk: Desk) -> QWidget:
    customer_list(desk)
    desk.wait(lambda: desk.session.states.now is not None)
    desk.session.customers.list.ask_state()
    return sheet(desk)


def by_fact(desk: Desk) -> QWidget:
    customer_list(desk)
    desk.session.customers.list.ask_fact()
    return sheet(desk)


def evidence(desk: Desk) -> QWidget:
    customer(desk)
    settle(desk)
    next(line for line in desk.view.brief.lines() if line.line.receipts).setFocus()
    desk.press("Return")
    assert desk.view.evidence.isVisible()
    return desk.window


def relationship(desk: Desk) -> QWidget:
    """The card with the rule of each sentence."""
    customer(desk)
    desk.press("Ctrl+Shift+R")
    desk.press("?")
    return sheet(desk)


def edited(desk: Desk) -> QWidget:
    customer(desk)
    desk.view.focus_timeline()
    desk.press("Return")
    return sheet(desk)


def form(desk: Desk, begin: Callable[[], object]) -> QWidget:
    customer(desk)
    begin()
    return sheet(desk)


def pasted_number(desk: Desk) -> QWidget:
    desk.press("Ctrl+1")
    QApplication.clipboard().setText("07700 900123")
    desk.session.bringing.paste()
    return sheet(desk)


def log_line(desk: Desk) -> QWidget:
    desk.press("F2")
    desk.session.log.form.line.setPlainText(
        "ana m: took 2 wholemeal 6.40, will bring her daughter's size 39 on tuesday, wants spelt"
    )
    QApplication.processEvents()
    return sheet(desk)


def protected(desk: Desk) -> QWidget:
    """The log line with what Ana must not have, and what a discount stands against."""
    desk.press("F2")
    desk.session.log.form.line.setPlainText("ana m: bought 2 rye rolls 6.40, 10% off")
    QApplication.processEvents()
    return sheet(desk)


def palette(desk: Desk) -> QWidget:
    desk.press("Ctrl+K")
    desk.type("an")
    return sheet(desk)


def by_key(key: str) -> Callable[[Desk], QWidget]:
    def open_it(desk: Desk) -> QWidget:
        desk.press(key)
        open_sheets = [one for one in desk.window.findChildren(Sheet) if one.isVisible()]
        return open_sheets[0] if open_sheets else desk.window

    return open_it


def arrival(desk: Desk) -> QWidget:
    desk.press("Ctrl+Shift+A")
    desk.type("spelt")
    return sheet(desk)


def case(desk: Desk) -> QWidget:
    """Ana's complaint with all that its sheet can show."""
    editing = desk.session.editing
    if not editing.read(cases.every_unended):
        said = NewInteraction((ANA,), Kind.COMPLAINT, NOW - timedelta(days=2), "The knife came with a loose handle.")
        complaint = desk.do("log", lambda tx: interactions.log(tx, said))
        promise = NewPromise("send her a new handle", NOW.date())
        new = NewCase(Cause.FAULTY, 3, Remedy.REPLACE, 900, None, NOW.date(), promise)
        desk.do("case_open", lambda tx: case_verbs.open_case(tx, ANA, new, source_id=complaint))
        before = NewCase(Cause.FAULTY, 2, Remedy.REPAIR, ask_on=NOW.date())
        earlier = desk.do("case_open", lambda tx: case_verbs.open_case(tx, ANA + 1, before))
        desk.do("case_asked", lambda tx: case_verbs.asked(tx, earlier, all_right=True, said="holds"))
    customer(desk)
    first = editing.read(cases.every_unended)[0]
    desk.view.case_wanted.emit(Receipt(Source.CASE, first.id), ANA)
    return sheet(desk)


def open_cases(desk: Desk) -> QWidget:
    case(desk)
    desk.press("Escape")
    desk.press("Ctrl+Shift+O")
    return sheet(desk)


def question(desk: Desk) -> QWidget:
    """The one question to Ana; the bank is as every shop starts with it, and one more that she declined."""
    editing = desk.session.editing
    if not editing.read(questions.every):
        add = NewBankQuestion("Is there anything that you must not eat or drink?", "allergy")
        desk.do("question_add", lambda tx: question_verbs.add(tx, add))
        other = NewBankQuestion("Where else do you buy bread, and when?", "also buys at (share)")
        added = desk.do("question_add", lambda tx: question_verbs.add(tx, other))
        days = (NOW.date() - timedelta(days=900), NOW.date() - timedelta(days=300))
        for day in days:
            desk.do(
                "question_declined",
                partial(questions.put, customer_id=ANA, question_id=added, answer=PutAnswer.DECLINED, day=day),
            )
    customer(desk)
    desk.view.question_wanted.emit(ANA)
    return sheet(desk)


def questions_of_one(desk: Desk) -> QWidget:
    question(desk)
    found = sheet(desk)
    assert isinstance(found, AskSheet)
    found.others_wanted.emit()
    return sheet(desk)


def question_bank(desk: Desk) -> QWidget:
    question(desk)
    desk.press("Escape")
    desk.press("Ctrl+Shift+B")
    return sheet(desk)


def new_question(desk: Desk) -> QWidget:
    found = question_bank(desk)
    assert isinstance(found, BankSheet)
    found.new_wanted.emit()
    return topmost(desk)


def take_questions(desk: Desk) -> QWidget:
    found = question_bank(desk)
    assert isinstance(found, BankSheet)
    found.take_wanted.emit()
    return topmost(desk)


def taught(desk: Desk) -> QWidget:
    found = question_bank(desk)
    people = (Told("never", (ANA,), 1), Told("on Sundays, when the children come", (ANA + 1,), 0))
    split = Split(12, people, ("bought", "Small wholemeal, sliced"), 0.2)
    row = replace(desk.session.editing.read(lambda reader: questions_page.bank_page(reader, {}))[-1], split=split)
    assert isinstance(found, BankSheet)
    found.taught_wanted.emit(row)
    return topmost(desk)


def topmost(desk: Desk) -> Sheet:
    """The sheet that was opened over another one."""
    return [one for one in desk.window.findChildren(Sheet) if one.isVisible()][-1]


def duplicates(desk: Desk) -> QWidget:
    if desk.session.editing.read(stored_customers.count) < 3:
        phone = NewContactPoint(ContactKind.PHONE, "+44 7700 904417")
        desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("A. Moreira", contacts=(phone,))))
    desk.press("Ctrl+Shift+D")
    found = sheet(desk)
    assert isinstance(found, DuplicatesSheet)
    desk.wait(lambda: found.complete)
    return found


def merge(desk: Desk) -> QWidget:
    customer(desk)
    one = desk.session.customers.current_id or ANA
    merging_acts.compare(desk.session.editing, desk.window, one, one + 1 if one == ANA else one - 1)
    return sheet(desk)


def merge_with(desk: Desk) -> QWidget:
    customer(desk)
    desk.view.merge_customer()
    desk.type("a")
    return sheet(desk)


def around(desk: Desk) -> QWidget:
    """Ana with a relation of each kind of wording."""
    ben = ANA + 1
    for kind in ("mother of", "introduced by", "godmother of"):
        desk.do("relation_add", partial(relations.relate, from_customer_id=ANA, to_customer_id=ben, kind=kind))
    customer(desk)
    desk.view.show_around()
    return sheet(desk)


def relation(desk: Desk) -> QWidget:
    customer(desk)
    ana, ben = desk.session.editing.read(lambda reader: stored_customers.find(reader, [ANA, ANA + 1]))
    RelationForm(desk.window, ana, ben).open()
    return sheet(desk)


def take_apart(desk: Desk) -> QWidget:
    """Ben, of whom something was noted since somebody was merged into him."""
    ben, editing = ANA + 1, desk.session.editing
    if not editing.read(lambda reader: merging.known_as(reader, ben)):
        other = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Benjamin Osei-Bonsu")))
        desk.do("merge", lambda tx: merging.merge(tx, ben, other))
        asked = NewInteraction((ben,), Kind.VISIT, NOW, "Asked for walnut bread, and for the one with the seeds.")
        desk.do("log", lambda tx: interactions.log(tx, asked))
    once = editing.read(lambda reader: merging.known_as(reader, ben))[0]
    merging_acts.ask_whose(editing, desk.window, once.merge, "Ben Osei")
    return sheet(desk)


def own_copy(desk: Desk) -> QWidget:
    customer(desk)
    desk.press("Ctrl+Shift+P")
    copy = sheet(desk)
    assert isinstance(copy, CopySheet)
    desk.wait(copy.save.isEnabled)
    return copy


def correct_copy(desk: Desk) -> QWidget:
    copy = own_copy(desk)
    assert isinstance(copy, CopySheet)
    copy.correct.click()
    return sheet(desk)


def erase(desk: Desk) -> QWidget:
    customer(desk)
    desk.press("Ctrl+Shift+Del")
    return sheet(desk)


def licence(desk: Desk) -> QWidget:
    desk.press("Shift+F1")
    desk.press("Return")
    return sheet(desk)


def reach(desk: Desk) -> QWidget:
    """Every sort of answer: refused with words, only for what we owe, allowed, never asked; peace, hours and days."""
    customer(desk)

    def said(tx: Transaction) -> None:
        day = (NOW - timedelta(days=40)).date()
        consents.hear(tx, ANA, NewWord((), (Channel.PHONE,), how="no calls please, I work nights"), day)
        consents.hear(tx, ANA, NewWord((Channel.MESSAGE,), (), Purpose.OWED, "a text when it is ready"), day)
        consents.hear(tx, ANA, NewWord((), (Channel.MESSAGE,), Purpose.IDEAS), day)
        consents.hear(tx, ANA, NewWord((Channel.EMAIL,), ()), NOW.date())
        consents.hear(tx, ANA, NewPeace((NOW + timedelta(days=30)).date()), day)
        consents.hear(tx, ANA, NewQuiet(time(20), time(10), frozenset({6})))

    desk.do("consent", said)
    desk.view.focus_timeline()
    desk.press("W")
    return sheet(desk)


SCREENS: dict[str, Callable[[Desk], QWidget]] = {
    "today": today,
    "done": lambda desk: with_card(desk, "D"),
    "why": lambda desk: with_card(desk, "W"),
    "later": lambda desk: with_card(desk, "S"),
    "no": lambda desk: with_card(desk, "X"),
    "not true": which_receipt,
    "customers": customer_list,
    "states": states,
    "by fact": by_fact,
    "customer": customer,
    "evidence": evidence,
    "relationship": relationship,
    "what they bring": lambda desk: form(desk, desk.view.show_value),
    "edit entry": edited,
    "new customer": pasted_number,
    "edit customer": lambda desk: form(desk, desk.view.edit_customer),
    "fact": lambda desk: form(desk, lambda: desk.view.memory.acts.learn(ANA)),
    "promise": lambda desk: form(desk, lambda: desk.view.memory.acts.give(ANA)),
    "wish": lambda desk: form(desk, lambda: desk.view.memory.acts.wish_for(ANA)),
    "peace": lambda desk: form(desk, desk.view.reach.leave_in_peace),
    "reach": reach,
    "quiet hours": lambda desk: form(desk, desk.view.reach.change_quiet),
    "their word": lambda desk: form(desk, lambda: desk.view.reach.note_word(ANA, Channel.PHONE)),
    "dates": lambda desk: form(desk, desk.view.filter.choose_dates),
    "promises": by_key("Ctrl+3"),
    "settings": by_key("Ctrl+,"),
    **OF_INSIGHTS,
    "log": log_line,
    "log, protected": protected,
    "palette": palette,
    "arrival": arrival,
    "waiting": by_key("Ctrl+Shift+W"),
    "case": case,
    "open cases": open_cases,
    "question": question,
    "who did what": by_key("Ctrl+Shift+H"),
    "questions of one": questions_of_one,
    "question bank": question_bank,
    "new question": new_question,
    "take questions": take_questions,
    "taught": taught,
    "duplicates": duplicates,
    "merge": merge,
    "merge with": merge_with,
    "take apart": take_apart,
    "around": around,
    "relation": relation,
    "export": by_key("Ctrl+Shift+E"),
    "own copy": own_copy,
    "correct copy": correct_copy,
    "erase": erase,
    "staff": by_key("F4"),
    "pin": pin,
    "backups": backup,
    "restore": restore,
    "passphrase": passphrase,
    "recovery code": recovery_code,
    "keys": by_key("F1"),
    "about": by_key("Shift+F1"),
    "licence": licence,
}


def sheet(desk: Desk) -> Sheet:
    return next(one for one in desk.window.findChildren(Sheet) if one.isVisible())


def settle(desk: Desk) -> None:
    """Let the page share its room, once the signs of a relationship are read; words that wrap are measured often."""
    if "customers" in desk.session.__dict__:
        desk.wait(lambda: not desk.view.relationship.waits)
    for _ in range(6):
        desk.app.processEvents()
