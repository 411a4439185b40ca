"""The words by which a fact is known to be sensitive: health, belief, troubles of a family. All folded.

A word counts as it stands and so does each phrase; where a shop means it otherwise, the fact itself can be marked. What
only sometimes tells of such things ("church", "cross", "home") is left out: a mark too many hides what is needed.
"""

from __future__ import annotations


def _listed(phrases: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip())


KINDS = _listed("""
    allergy, allergies, intolerance, intolerances, health, illness, disease, diagnosis, medication, medicine, medical,
    disability, pregnancy, diet, therapy, addiction, religion, belief, faith, creed, denomination, politics,
    political party, trade union, sexuality, sexual orientation, mourning, bereavement, death, divorce, separation,
    custody, trouble, troubles, debt, debts, prison, allergie, allergien, unvertraglichkeit, gesundheit, krankheit,
    diagnose, medikament, medikamente, behinderung, schwangerschaft, glaube, konfession, politik, partei, trauer,
    todesfall, trennung, scheidung, sorgerecht, schulden, sante, maladie, medicament, traitement, handicap, grossesse,
    croyance, deuil, deces, dette, dettes, alergia, salud, enfermedad, medicacion, discapacidad, embarazo, creencia,
    luto, duelo, fallecimiento, separacion, divorcio, deuda, allergia, salute, malattia, farmaci, disabilita,
    gravidanza, credo, lutto, divorzio, separazione, gezondheid, ziekte, medicatie, zwangerschap, geloof, rouw,
    overlijden, scheiding, echtscheiding, schuld, saude, doenca, gravidez, religiao, crenca, divida, zdrowie, choroba,
    leki, ciaza, wyznanie, wiara, zaloba, rozwod
    """)
"""Of a fact whose kind has one of these words."""

VALUES = _listed("""
    allergic, intolerant, coeliac, celiac, diabetic, diabetes, epileptic, epilepsy, asthma, asthmatic, cancer, chemo,
    chemotherapy, dementia, alzheimer, alzheimers, parkinson, parkinsons, a stroke, heart attack, surgery, operation,
    in hospital, in the hospital, hospice, ill, sick, unwell, poorly, depression, depressed, anxiety, burnout,
    autistic, autism, adhd, hiv, pregnant, miscarriage, expecting a baby, ivf, disabled, wheelchair, blind, deaf,
    hard of hearing, colour blind, color blind, insulin, pacemaker, dialysis, rehab, alcoholic, in care, therapist,
    had a fall, halal, kosher, muslim, islamic, jewish, a christian, catholic, protestant, hindu, sikh, buddhist,
    atheist, ramadan, jehovah, mormon, gay, lesbian, transgender, divorced, divorcing, divorce, separated, separating,
    widowed, widow, widower, died, dead, passed away, funeral, mourning, grieving, custody, bankrupt, bankruptcy,
    in debt, in prison, in jail, lost her job, lost his job, lost their job, unemployed, broke up, left her, left him,
    allergisch, unvertraglich, diabetiker, diabetikerin, zuckerkrank, epilepsie, krebs, chemotherapie, demenz,
    demenzkrank, schlaganfall, herzinfarkt, im krankenhaus, krank, depressionen, schwanger, fehlgeburt, behindert,
    rollstuhl, taub, gehorlos, moslem, muslimin, judisch, evangelisch, katholisch, geschieden, getrennt, verwitwet,
    witwe, witwer, gestorben, verstorben, beerdigung, trauert, arbeitslos, insolvent, allergique, diabetique,
    a l hopital, malade, enceinte, handicape, musulman, musulmane, juif, juive, catholique, divorcee, veuf, veuve,
    decede, decedee, enterrement, chomage, alergico, alergica, diabetico, diabetica, enfermo, enferma, embarazada,
    musulmana, judio, judia, catolico, catolica, divorciado, divorciada, viudo, viuda, fallecido, allergico,
    allergica, ospedale, malato, malata, incinta, cattolico, cattolica, divorziato, divorziata, vedovo, vedova,
    zwanger, ziek, ziekenhuis, gescheiden, overleden, weduwe, weduwnaar, gravida, doente, viuva, cukrzyca, chory,
    chora, szpital, rozwiedziony, rozwiedziona, wdowa, wdowiec, zmarl, zmarla
    """)
"""Of a fact of any kind whose words have one of these."""
