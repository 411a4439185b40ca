"""English patterns for what they say about being reached: by which way, when, and when not at all."""

from __future__ import annotations

from relapp.domain.consents import REACH, Purpose
from relapp.domain.interactions import Channel
from relapp.domain.sentence.language import QuietRule, ReachRule, ReachWords, Sense


def _each(words: str, *channels: Channel) -> dict[str, tuple[Channel, ...]]:
    return dict.fromkeys(words.split(), channels)


WAYS = {
    **_each("call calls calling called ring rings ringing rung phone phoning phoned telephone", Channel.PHONE),
    **_each("text texts texting texted message messages messaging messaged whatsapp sms", Channel.MESSAGE),
    **_each("email emails emailing emailed e-mail e-mails e-mailed mail mails mailing", Channel.EMAIL),
    **_each("newsletter newsletters", Channel.EMAIL),
    **_each("letter letters post", Channel.POST),
    **_each("write writing written", Channel.EMAIL, Channel.POST),
    **_each("contact contacting contacted", *REACH),
}
PARTS = {
    "way_verb": "call|ring|phone|telephone|text|message|whatsapp|email|e-mail|mail|write|contact",
    "way_doing": "calling|ringing|phoning|texting|messaging|emailing|writing|contacting",
    "way_done": "called|rung|phoned|texted|messaged|emailed|e-mailed|written|contacted",
    "way_thing": "calls|phone calls|texts|text messages|messages|whatsapp|sms|emails|e-mails|mails|letters",
    "by_what": "phone|call|text|message|whatsapp|sms|email|e-mail|mail|letter|post",
    "whom": "her|him|them|me|us",
    "or": "or|and|nor|/|&",
    "reach_end": (
        r"(?: (?:%whom%|please|pls|again|any more|anymore|ever|thanks|thank you|at all|now|to|anytime|any time))*$"
    ),
    "news": r"(?:the |our )?(?P<ways>newsletters?|mailing list)",
    "offers": "advertising|ads|adverts|marketing|offers|promotions",
    "quiet_verb": r"(?:%do_not%|not to|not) (?:be )?(?:%way_verb%|%way_done%|disturb|disturbed)(?: %whom%)?",
    "quiet_head": r"(?:%quiet_verb%|no calls|no contact|not|never|please not|nothing)",
    "clock": r"(?:%date%|\d{1,2}(?: : | ?[.:])?\d{0,2}|%number%|noon|midday)",
    "days_named": r"(?:%date%|%weekday%s?|weekends)(?:(?: (?:%or%))? (?:%weekday%s?|weekends))*",
}
_VERBS = r"(?P<ways>(?:%way_verb%)(?: (?:%or%) (?:%way_verb%))*)"
_DONE = r"(?P<ways>(?:%way_done%)(?: (?:%or%) (?:%way_done%))*)"
_THINGS = r"(?P<ways>(?:%way_thing%)(?: (?:%or%) (?:no )?(?:%way_thing%))*)"
_BY = r"(?P<ways>(?:by |via |on )?(?:%by_what%)(?: (?:%or%) (?:by )?(?:%by_what%))*)"
_NOT_WANTED = r"(?:doesn't|does not|doesnt|don't|do not|dont|didn't) (?:want|like|wish)"

REACHING = ReachWords(
    ways=WAYS,
    rules=(
        ReachRule(rf"no (?:more )?(?:%offers%)(?: {_BY})?%reach_end%", Sense.NO, Purpose.IDEAS),
        ReachRule(r"(?:no (?:more )?|unsubscribed? from |off )%news%%reach_end%", Sense.NO, Purpose.IDEAS),
        ReachRule(r"(?:wants|would like|signed up for) %news%%reach_end%", Sense.YES, Purpose.IDEAS),
        ReachRule(rf"only (?:by |via |wants |write )?{_THINGS}%reach_end%", Sense.ONLY),
        ReachRule(rf"(?:only|just) {_BY}%reach_end%", Sense.ONLY),
        ReachRule(rf"{_THINGS} only%reach_end%", Sense.ONLY),
        ReachRule(rf"(?:%way_done%|contact|reach)(?: %whom%)? only {_BY}%reach_end%", Sense.ONLY),
        ReachRule(rf"(?:by )?{_BY} only%reach_end%", Sense.ONLY),
        ReachRule(rf"(?:%do_not%|not to|please not) (?:be )?{_VERBS}%reach_end%", Sense.NO),
        ReachRule(rf"(?:not to|not) be {_DONE}%reach_end%", Sense.NO),
        ReachRule(r"(?:stop|no more) (?P<ways>(?:%way_doing%)(?: (?:%or%) (?:%way_doing%))*)%reach_end%", Sense.NO),
        ReachRule(rf"{_NOT_WANTED} (?:us to )?(?:to be )?(?:{_DONE})%reach_end%", Sense.NO),
        ReachRule(rf"{_NOT_WANTED} (?:any |our |more )?{_THINGS}%reach_end%", Sense.NO),
        ReachRule(rf"no (?:more )?{_THINGS}%reach_end%", Sense.NO),
        ReachRule(rf"(?:we|you|u) (?:may|can|could) {_VERBS}(?: to)? %whom%%reach_end%", Sense.YES),
        ReachRule(rf"(?:happy|ok|okay|fine|glad) (?:to be {_DONE})%reach_end%", Sense.YES),
        ReachRule(rf"(?:agreed to|agrees to|happy with|ok with|okay with|fine with) {_THINGS}%reach_end%", Sense.YES),
    ),
    peace=(
        r"(?:leave|left) (?:%whom% )?(?:alone|in peace|be)(?: please)?(?: %date%)?%reach_end%|"
        r"(?:%do_not%|not to) (?:be )?(?:contact|contacted|disturb|disturbed|bother|bothered)(?: %whom%)? %date%|"
        r"no (?:contact|calls or letters) %date%"
    ),
    until=("until", "till", "til", "before"),
    mourning=(
        r"(?:(?:%her% )?%relation%(?: [^\W\d]+)?(?: (?:has|have|had|just|sadly|suddenly|recently))* "
        r"(?:died|passed away|passed(?! \w))|lost (?:her|his|their) %relation%|"
        r"(?:is|are|s|in) (?:mourning|grieving|bereaved)|(?:was |been |recently )?widowed|"
        r"funeral of (?:her|his|their) %relation%)(?: .*)?"
    ),
    quiet=(
        QuietRule(r"%quiet_head% (?:between|from) (?P<start>%clock%) (?:and|to|until) (?P<end>%clock%)%reach_end%"),
        QuietRule(r"%quiet_head% (?:before|until|till|earlier than) (?P<end>%clock%)%reach_end%"),
        QuietRule(r"only (?:call |ring |phone )?(?:%whom% )?after (?P<end>%clock%)%reach_end%"),
        QuietRule(r"%quiet_head% (?:after|past|later than) (?P<start>%clock%)%reach_end%"),
        QuietRule(r"%quiet_head% (?:on |at )?(?:an? |the )?(?P<days>%days_named%)%reach_end%"),
    ),
    weekends=frozenset({"weekend", "weekends"}),
    midday=frozenset({"noon", "midday"}),
)
