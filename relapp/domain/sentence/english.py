"""English: the words the reader knows; patterns stand in the tables beside this one."""

from __future__ import annotations

from relapp.domain.sentence import english_chips, english_dates, english_kinds, english_reach
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.tokens import CURRENCY_MARKS


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {
    **{word: number for number, word in enumerate(_TO_TWELVE, start=1)},
    **{f"{number} dozen": 12 * number for number in range(1, 11)},
    "a": 1,
    "an": 1,
    "another": 1,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "a dozen": 12,
    "one dozen": 12,
    "dozen": 12,
    "two dozen": 24,
    "half a dozen": 6,
    "half dozen": 6,
    "fifteen": 15,
    "twenty": 20,
}
_RELATIONS = _words(
    "mother mum mom mummy father dad daddy parents parent daughter daughters son sons child children kid kids baby",
    "husband wife partner boyfriend girlfriend fiance fiancé fiancee fiancée spouse brother brothers sister sisters",
    "grandmother grandma gran granny nan nana grandfather grandpa grandad granddad grandson grandsons granddaughter",
    "granddaughters grandchild grandchildren aunt auntie uncle niece nephew cousin mother-in-law father-in-law",
    "son-in-law daughter-in-law brother-in-law sister-in-law stepson stepdaughter stepmother stepfather neighbour",
    "neighbor flatmate roommate twins twin in-laws family",
)
_PAST = _words(
    "called rang phoned telephoned texted messaged emailed e-mailed mailed whatsapped visited came popped dropped took",
    "bought sold paid got had ordered asked said told returned refunded complained booked rebooked wrote sent posted",
    "delivered collected picked spoke talked met saw loved liked hated praised thanked gave left promised agreed tried",
    "wanted needed brought exchanged swapped moved died started went forgot found mentioned enquired inquired answered",
    "replied reserved preordered pre-ordered charged spent chose purchased settled cancelled canceled waited looked",
    "wondered recommended introduced changed fixed repaired was were did stopped broke enjoyed turned became decided",
    "reported missed returned offered confirmed purchased treated ate drank knew thought felt",
)
_PRESENT = _words(
    "likes loves hates dislikes prefers enjoys adores detests wants needs has is are am takes wears buys shops works",
    "lives asks says thinks wishes waits waiting collects picks comes brings pays speaks plays studies teaches goes",
    "avoids eats drinks calls rings complains knows feels gets does promises hopes plans looks keeps owes can can't",
    "cannot cant could couldn't should shouldn't must mustn't will won't wont would wouldn't may might doesn't doesnt",
    "don't dont didn't didnt isn't isnt wasn't wasnt hasn't hasnt haven't allergic expecting moving visits rides sings",
    "turns reads makes bakes cycles runs volunteers intends",
)
_BASE = _words(
    "be come call ring phone text email mail message bring take buy get have need want ask tell send give let keep",
    "remind order deliver reserve check fix repair mend pick collect drop pop pay return visit know "
    "see make do go help",
    "follow book bake prepare write thank invite wait look find say think like love eat drink try change exchange swap",
    "cancel complain meet speak talk start stop leave decide also still not chase hold save arrange quote update show",
)
_FUNCTION = _words(
    "a an the this that these those some any no none nothing something anything everything it its to of in on at by",
    "for from with without about into over under after before until till since during via per as than then so too very",
    "up down out off back away again here there now just only also still already soon later maybe perhaps probably",
    "not never always often usually sometimes once twice ever yes ok okay please pls thanks thank hello hi bye sorry",
    "who whom whose which what when where why how if whether because while although though and or but nor both either",
    "all each every more most much many few less least own same other another such enough quite really good bad great",
    "nice happy sad better worse best fine ill sick well unwell new old big small first second third half free ready",
    "today tomorrow yesterday day days week weeks month months year years time times moment minute hour morning",
    "afternoon evening night am pm st nd rd th s ll re ve d m t o'clock answer reply voicemail call calls email text",
    "sms whatsapp letter message phone number mobile card cash money price refund complaint question appointment appt",
    "order orders delivery visit purchase sale usual size birthday bday anniversary allergy pickup pick-up collection",
    "broken faulty stale damaged upset angry unhappy disappointed pleased delighted interested going coming looking",
    "asking calling promised allergic vegan vegetarian left-handed pregnant retired yet almost nearly around together",
    "everyone nobody anyone someone luck chat shop store market online website instead therefore having being been",
    "done doing got unable able sure tired quiet busy late early kept quick long short high low half full empty",
    "whatsapp feedback note enquiry inquiry reminder callback cheaper dear expensive cheap lovely nicely",
)
_LABELS = _words(
    "size shoe birthday bday b'day anniversary allergy allergies likes dislikes loves hates prefers favourite favorite",
    "usual name-day nameday jubilee todo promise promised wish avoid address day todo",
)

ENGLISH = Language(
    code="en",
    clitics=("ll", "s", "re", "ve", "d", "m"),
    parts={
        **english_kinds.PARTS,
        **english_chips.PARTS,
        **english_reach.PARTS,
        "measure": "kg|g|gr|kilo|kilos|l|ml|cl|litre|litres|liter|liters|lb|lbs|oz|cm|mm|m|pcs|pc|x|×",
        "price_word": "euro|euros|eur|pound|pounds|gbp|quid|dollar|dollars|usd|cent|cents|p|pence",
    },
    and_words=_words("and & + plus und et"),
    splitters=_words("but because then so while although though however otherwise whereas"),
    verbs=_PAST | _PRESENT,
    base_verbs=_BASE,
    function_words=_FUNCTION | frozenset(english_chips.PARTS["pet"].split("|")),
    we=_words("we i staff"),
    they=_words("she he they customer client"),
    possessives=_words("her his their the my our your"),
    relations=_RELATIONS,
    fillers=_words(
        "and also just then again please quickly briefly only still already finally : ok okay so today yes later",
        "well actually apparently both urgent asap re",
    ),
    auxiliaries=_words("has have had ve s d did was were"),
    doubts=_words(
        "if whether might may maybe perhaps possibly probably could would should not never unsure wonder wonders",
        "wondering isn't wasn't didn't doesn't don't no longer hardly nobody neither without unless "
        "forgot n't dont doesnt",
        "didnt haven't hasn't wouldn't unlikely when once until till hope hopes hoping whenever",
    ),
    question_heads=(
        r"(?:do|does|did|is|are|was|were|can|could|will|would|should|may|has|have) (?:we|you|she|he|they|"
        r"it|there|the|this|that|i|"
        r"her|his|your) .*|(?:when|what|where|which|why|how|who|whose) .*|(?:%asked%)(?: .*)?|any "
        r"chance.*|.*(?:%asked%) "
        r"(?:if|whether|about|when|what|how|why|where|which|who) .*"
    ),
    labels=_LABELS,
    modal_months=_words("may march mar"),
    pronoun_values=_words(
        "it that this them him her us me you those these everything nothing anything something all both "
        "one ones not what to"
    ),
    weekdays=english_dates.WEEKDAYS,
    shy_weekdays=_words("mon wed sat sun weekend thu tue thur"),
    shy_before=_words("she he they we i who and the a in of under just it you my our has had got were was get is"),
    shy_after=_words(
        "at around about please pls or and if with she he they we visited called took bought rang phoned afternoon"
        " to will for morning evening ok"
    ),
    counted=_words(
        "am pm kg g gr kilo kilos l ml cl litre litres liter liters lb lbs oz cm mm m pcs pc x × % euro "
        "euros eur pound pounds",
        "gbp quid dollar dollars usd cent cents p pence minutes minute min mins hours hour days day weeks week months",
        "month years year people persons kids children dozen o'clock",
    ),
    months=english_dates.MONTHS,
    numbers=_NUMBERS,
    units=english_dates.UNITS,
    shifts=english_dates.SHIFTS,
    day_words=english_dates.DAY_WORDS,
    day_parts=english_dates.DAY_PARTS,
    dates=english_dates.DATES,
    clocks=english_dates.CLOCKS,
    afternoon=_words("pm"),
    morning=_words("am"),
    due_leads=_words("by to until till til before for from since due starting after") | {"due on", "not before"},
    habit_words=_words("every each most all black good easter ash most"),
    possessive_mark="s",
    leading=english_kinds.LEADING,
    leading_bare=english_kinds.LEADING_BARE,
    kinds=english_kinds.KINDS,
    channels=english_kinds.CHANNELS,
    sender=english_kinds.SENDER,
    receiver=english_kinds.RECEIVER,
    unanswered=english_kinds.UNANSWERED,
    unanswered_alone=english_kinds.UNANSWERED_ALONE,
    answered=english_kinds.ANSWERED,
    no_complaint=english_kinds.NO_COMPLAINT,
    mending=english_kinds.MENDING,
    spoken=_words("told said promised agreed offered gave showed"),
    asking=english_kinds.ASKING,
    past_verbs=english_kinds.PAST_VERBS,
    breakers=_words("she he they who which that if when because from since than it we i said bought was were is will"),
    to_come=english_kinds.TO_COME,
    past_tellings=english_kinds.PAST_TELLINGS,
    past_ends=english_kinds.PAST_ENDS,
    sale=english_kinds.SALE,
    sale_empty=_words(english_kinds.SALE_EMPTY),
    sale_bare=_words("bought purchased paid sold"),
    sale_weak=_words(
        "purchase sale",
        "got had collected picked gave went came spent charged left settled takes buys chose bagged treated",
    ),
    paying=_words("paid spent charged refund refunded credited"),
    after_sum=_words("cash card deposit total today now online already upfront by in on for towards as extra"),
    work=_words(
        "cut cuts haircut trim colour color highlights perm blow-dry blowdry facial massage manicure pedicure shave",
        "wax service repair repairs puncture alteration alterations fitting fitted tune-up valet mot",
    ),
    give_back=english_kinds.GIVE_BACK,
    gives=english_kinds.GIVES,
    quantity_of=_words("of more pieces pcs pc piece x × *"),
    times=_words("x × *"),
    measures=_words("kg kilo kilos l litre litres liter liters lb lbs m"),
    small_measures=_words("g gr ml cl oz cm mm"),
    articles=_words("the some her his their our my this that these those new"),
    unit_price=_words("at @ à"),
    each=_words("each apiece ea pp"),
    total_price=_words("for on = : - –"),
    price_words={
        **dict.fromkeys(CURRENCY_MARKS, 1),
        **dict.fromkeys(("euro", "euros", "eur", "pound", "pounds", "gbp", "quid", "dollar", "dollars", "usd"), 1),
        **dict.fromkeys(("cent", "cents", "p", "pence", "ct"), 100),
    },
    item_ends=_words(
        "for to which that because from again today by in via online after before when as instead on at "
        "since if who while"
    ),
    size_words=_words("size sizes no number nr # page room flat aged age table"),
    usual=english_kinds.USUAL,
    usual_change=english_kinds.USUAL_CHANGE,
    usual_less=_words("no without minus not except less w/o - –"),
    usual_more=_words("plus with extra more another + w"),
    usual_instead=_words("instead"),
    facts=english_chips.FACTS,
    date_kinds=english_chips.DATE_KINDS,
    size_guards_before=_words(english_chips.SIZE_GUARDS_BEFORE),
    size_guards_after=english_chips.SIZE_GUARDS_AFTER,
    promises=english_chips.PROMISES,
    they_do=english_chips.THEY_DO,
    we_do=english_chips.WE_DO,
    no_promise=english_chips.NO_PROMISE,
    unsaid=_words("order away open closed holiday gone back here there no not none usual called thanks table"),
    wants=english_chips.WANTS,
    no_wish=_words(english_chips.NO_WISH),
    no_wish_heads=_words(english_chips.NO_WISH_HEADS),
    reaching=english_reach.REACHING,
    wish_tail=english_chips.WISH_TAIL,
    value_tail=english_chips.VALUE_TAIL,
    cancelled=english_chips.CANCELLED,
    not_names=_words(
        "usual yes no not ok note nb ps re todo fyi tel price total sum cash card order offer info hello hi thanks",
        "she he they we i it you her him them us me this that there who what when where why how everyone nobody",
        "someone anyone today tomorrow yesterday tonight and or but to at on in by with without for about size",
        "whatsapp sms email mail phone text call visit letter voicemail delivery appointment complaint "
        "enquiry feedback",
        "purchase return refund question answer reply birthday anniversary allergy wish promise if because as",
    ),
    name_or_verb=_words("will may mark bill rob pat sue drew grace wade chase"),
    name_links=_words("from to with"),
    contact_verbs=_words(
        "called rang phoned telephoned texted messaged emailed mailed whatsapped visited met saw call "
        "text email phone ring",
    ),
)
