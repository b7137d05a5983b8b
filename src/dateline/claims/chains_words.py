"""Word lists for naming people and organisations within a report.

Closed classes of English as news reports use it: ranks and titles, offices, nouns for armed and civil bodies,
nouns for documents that speak. Collected from general usage (ranks: NATO and police rank tables; offices:
CAMEO/PLOVER agent lists), not from particular texts. All entries are lower case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = [
    "ANONYMOUS",
    "ARMED_ADJECTIVES",
    "ARMED_BODIES",
    "BACKING",
    "COLLECTIVES",
    "DESCRIBED_BODIES",
    "DOCUMENTS",
    "FIGHTERS",
    "LEADING",
    "MEDIA_WORDS",
    "MINISTER_BODIES",
    "NAME_TAILS",
    "OPENED_BY_PLACE",
    "ORGANISATION_WORDS",
    "PERSON_LABELS",
    "PLACE_LABELS",
    "PLAIN_BODIES",
    "RANKS",
    "ROLES",
    "STATE_WORDS",
    "TITLES",
    "ORGANISATION_LABELS",
]

PERSON_LABELS: Final = frozenset({"PERSON", "PER"})
ORGANISATION_LABELS: Final = frozenset({"ORG", "ORGANISATION", "ORGANIZATION", "GROUP"})
PLACE_LABELS: Final = frozenset({"LOC", "GPE", "LOCATION", "FAC"})

_TITLES = """mr mr. mrs mrs. ms ms. dr dr. sgt sgt. lt lt. col col. gen gen. maj maj. capt capt. cpl cpl. brig brig. adm
adm. cmdr cmdr. cdr cdr. insp insp. supt supt. const const. det det. sheikh sheik shaikh mullah maulana mawlawi maulvi
imam ayatollah hajji haji prof prof. rev rev. sen sen. rep rep. gov gov. sir lord lady prince princess king queen pope
father sister brother bishop archbishop cardinal hon hon. pvt pvt. spc spc. dep dep. asst asst. pres pres. dy dy.
lt.col lt.gen maj.gen brig.gen sp dsp ssp asp dcp acp sho sdpo dpo dgp adgp igp dig ccpo rpo msgr msgr. cllr fr fr.
hon eng eng. engr engr. atty atty. u daw bro sis"""
_RANKS = """general colonel major captain lieutenant sergeant corporal brigadier admiral marshal commander commodore
constable inspector superintendent commissioner commandant patrolman trooper detective deputy sheriff private
lieutenant-colonel sub-inspector warden ranger sp dsp ssp asp dcp acp sho sdpo dpo dgp adgp igp dig ccpo rpo sdo ddc
pfc pfc. sfc sfc. sepoy havildar naik subedar rifleman lance-corporal naib-subedar"""
_ROLES = """spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons official officer officers officials
chief director minister president vice-president premier governor mayor leader head member secretary prosecutor
attorney judge magistrate adviser advisor aide envoy ambassador diplomat diplomats coordinator representative delegate
chairman chairwoman chairperson chair negotiator analyst correspondent reporter journalist photographer editor
coroner examiner medic doctor nurse surgeon physician paramedic lawyer counsel lawmaker legislator deputy senator
councillor councilman councilwoman mp mla parliamentarian administrator manager supervisor guard soldier policeman
policewoman fighter militant witness resident villager activist elder cleric priest pastor imam relative survivor
worker volunteer driver teacher student farmer trader shopkeeper fisherman neighbor neighbour source commander
commanders co-ordinator secretary-general rapporteur commissioner superintendent inspector sheriff detective founder
defector deserter refugee monitor ombudsman marshal adviser scholar professor researcher expert historian captain
brigadier general colonel major lieutenant sergeant patriarch bishop chieftain warlord emir ameer kingpin
prefect sub-prefect subprefect headman alderman mufti sultan barangay sarpanch provost vicar bourgmestre
councilor eyewitness bystander campaigner dissident exile
treasurer operative investigator bureaucrat undersecretary collector magistrate zonal naib consul attache premier"""
_COLLECTIVES = """officials sources witnesses residents villagers activists authorities police policemen soldiers
troops fighters militants rebels insurgents medics doctors rescuers relatives neighbors neighbours locals observers
diplomats analysts experts investigators prosecutors detectives reporters journalists workers survivors commanders
spokesmen officers eyewitnesses bystanders inhabitants campaigners monitors people reports media newspapers agencies
leaders elders refugees lawyers friends parents families passengers aides clerics students protesters protestors
demonstrators critics opponents supporters negotiators guerrillas paramilitaries personnel staff firefighters
paramedics nurses shopkeepers traders farmers drivers lawmakers counterparts deputies representatives volunteers
guests tourists hostages prisoners captors kidnappers nationals civilians teams partners crews herders
prefects governors mayors ministers bishops priests pastors chiefs survivors wounded eyewitnesses captives"""
_ORGANISATION_WORDS = """ministry department army police forces force front party state office agency union movement
corps guard guards brigade brigades council committee court commission command division battalion regiment squadron
organization organisation observatory coalition alliance league federation network association foundation institute
university hospital school clinic bank bureau centre center service services administration authority government
parliament congress senate assembly navy military militia militias cartel mafia gang group company corporation inc
ltd news times post press tribune herald telegraph express daily journal gazette radio television tv channel nations
cross crescent fund mission embassy consulate prison jail directorate secretariat board society rifles constabulary
gendarmerie intelligence sheriff legion jihad taliban hezbollah hamas palace presidency chamber tribunal watch
international sentinel dawn reporter-general reuters monitor fighters caliphate emirate resistance militants unit wing
headquarters laboratory campaign municipality governorate prefecture diocese chiefdom parish mayoralty collective
forum platform defence defense taskforce consortium cooperative synod archdiocese ngo charity monastery clinic trust
cluster initiative programme program project tracker"""
_STATE_WORDS = """ministry department army police court commission office government parliament congress senate
assembly navy university hospital school clinic bank bureau administration authority embassy consulate prison jail
directorate secretariat constabulary gendarmerie nations cross crescent press news times post tribune herald telegraph
express daily journal gazette radio television tv channel reuters agency observatory corps guard rifles board county
association council federation service services institute centre center sheriff league watch company corporation inc
ltd coalition sentinel intelligence presidency palace house"""
_MEDIA_WORDS = """news times post press tribune herald telegraph express daily journal gazette radio television tv
channel reuters dawn sentinel interfax xinhua efe afp ap bbc cnn sana tass itar-tass anadolu upi dpa ansa kyodo ians pti
reporter guardian independent observer chronicle standard star nation hindu pioneer statesman mirror mail telegram
inquirer bulletin examiner dispatch courier globe sun economist spiegel monde pais universal tiempo milenio jornada
reforma excelsior semana espectador agence-france-presse newspaper magazine broadcaster network cbs nbc abc fox npr
heraldo eco voz prensa diario noticias correo universo journal figaro gazeta folha nacion razon imparcial siglo
agencia agence wire record review weekly courrier presse expreso hoy ahora correo diario semanario vocero listin
prensa jornal estado globo manana trabuna insider online gazetteer newswire voice voz citizen times monitor sun
barometer confidencial informador norte debate excélsior hurriyet milliyet sabah haaretz"""
_ARMED = """group groups militia militias organization organisation movement faction factions outfit outfits rebels
insurgents militants terrorists extremists jihadists guerrillas gang cartel network separatists army force forces
fighters paramilitaries band cell"""
_PLAIN_BODIES = """police army navy military government authorities ministry militia coalition court prosecution
parliament marines coastguard gendarmerie presidency opposition regime administration company department agency
observatory hospital council embassy governorate intelligence junta armed air"""
_DESCRIBED = """group militia organization organisation movement faction outfit force forces rebels insurgents ministry
department agency coalition alliance company party gang cartel observatory council committee army police hospital
network union court office commission institute university charity watchdog monitor body newspaper broadcaster outlet
channel station daily military navy government brigade battalion corps mission embassy jail prison bank"""
_FIGHTERS = """fighter fighters militant militants force forces troop troops soldier soldiers member members gunman
gunmen rebel rebels insurgent insurgents guerrilla guerrillas commander commanders unit units terrorist terrorists
jihadist jihadists cadre cadres operative operatives men hitman hitmen assassin assassins militiaman militiamen
paramilitary paramilitaries supporter supporters loyalist loyalists extremist extremists combatant combatants
personnel officer officers policeman policemen agent agents patrol convoy column bomber bombers attacker attackers
warplane warplanes aircraft jets artillery snipers sniper militia group organization organisation movement outfit gang
cartel faction network activist activists suspect suspects"""
_DOCUMENTS = """statement statements report reports communique communiqué bulletin release tweet tweets post posts
message note letter video recording announcement briefing document documents account dispatch press-release fir
affidavit complaint warrant census survey study update sitrep summary audio text leaflet declaration interview
indictment dossier memo memorandum log cable records figures data tally toll count filing transcript testimony
publication article story advisory notice list roll register broadcast speech remarks comments words email"""
_LEADING = """the a an this that these those its his her their our my your another other some any each every both
all several many few two three four five six seven eight nine ten one senior top former ex ex- unnamed unidentified
anonymous local chief deputy acting outgoing veteran leading key more most least at about of nearby respective said
same such no multiple various numerous separate so-called self-styled alleged certain"""

TITLES: Final = frozenset(_TITLES.split())
RANKS: Final = frozenset(_RANKS.split())
ROLES: Final = frozenset(_ROLES.split()) | RANKS
COLLECTIVES: Final = frozenset(_COLLECTIVES.split())
ORGANISATION_WORDS: Final = frozenset(_ORGANISATION_WORDS.split())
STATE_WORDS: Final = frozenset(_STATE_WORDS.split())
MEDIA_WORDS: Final = frozenset(_MEDIA_WORDS.split())
OUTLET_WORDS: Final = frozenset(
    "newspaper newspapers paper daily weekly magazine broadcaster channel station outlet website portal".split()
)


def names_outlet(words: Sequence[str]) -> bool:
    """True for a body that the name finder may take for a person: "El Correo del Sur", "Radio Omega", "General Staff"."""
    opens = words[:1] and words[0] in ("el", "la", "le", "los", "las", "o", "al", "il", "the", "der", "die")
    first = words[:1] and words[0] in ("radio", "diario", "agencia", "agence", "televisa", "canal", "tele")
    if list(words[:2]) in (["general", "staff"], ["joint", "staff"]):
        return True
    return len(words) > 1 and bool((opens and any(w in MEDIA_WORDS for w in words[1:])) or first)


ARMED_BODIES: Final = frozenset(_ARMED.split())
PLAIN_BODIES: Final = frozenset(_PLAIN_BODIES.split()) - {"armed", "air"}
DESCRIBED_BODIES: Final = frozenset(_DESCRIBED.split())
FIGHTERS: Final = frozenset(_FIGHTERS.split())
DOCUMENTS: Final = frozenset(_DOCUMENTS.split())
LEADING: Final = frozenset(_LEADING.split())
OPENED_BY_PLACE: Final = frozenset(
    {"police", "fire", "department", "county", "city", "sheriff", "metropolitan", "municipal"}
)
ANONYMOUS: Final = frozenset({"source", "sources", "official", "officials", "witness", "witnesses"})
# "U.S.-backed", "Saudi-led": who stands behind a party.
BACKING: Final = frozenset(
    {"backed", "led", "allied", "aligned", "linked", "supported", "affiliated", "dominated", "sponsored", "funded"}
)
# Adjectives that say what an armed body is, not which.
ARMED_ADJECTIVES: Final = frozenset(
    """paramilitary rebel jihadist jihadi islamist militant armed insurgent extremist terrorist separatist guerrilla communist
    radical hardline outlawed banned shadowy secessionist leftist maoist""".split()
)
# Names that hold a preposition: the words that may follow the body's first words, lower case.
NAME_TAILS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "qaida": (("in", "iraq"), ("in", "the", "islamic", "maghreb"), ("in", "the", "arabian", "peninsula"),
              ("in", "the", "indian", "subcontinent"), ("in", "yemen"), ("in", "mesopotamia")),
    "qaeda": (("in", "iraq"), ("in", "the", "islamic", "maghreb"), ("in", "the", "arabian", "peninsula"),
              ("in", "the", "indian", "subcontinent"), ("in", "yemen"), ("in", "mesopotamia")),
    "state": (("in", "the", "greater", "sahara"), ("in", "the", "sahara"), ("in", "west", "africa"), ("of", "iraq"),
              ("in", "iraq", "and", "syria"), ("in", "iraq", "and", "the", "levant"), ("of", "iraq", "and", "syria"),
              ("of", "iraq", "and", "the", "levant"), ("in", "somalia"), ("in", "khorasan"), ("in", "mozambique")),
}  # fmt: skip
# Offices that stand at the head of a body whose name is made of the same words ("Interior Minister").
MINISTER_BODIES: Final = {
    "minister": "Ministry",
    "sheriff": "Sheriff's Office",
}
