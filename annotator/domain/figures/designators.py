"""Words that number what follows them: Hill 421, Route 1, Resolution 1701. Data only."""

from __future__ import annotations

from annotator.domain.figures.numerals import word_set

_KINDS = word_set(
    "Top Big"
    " Resolution Resolutions Article Articles Chapter Chapters Flight Channel Route Routes Highway"
    " Highways Motorway Autoroute Freeway Interstate Number No Page Pages Room Rooms Section"
    " Sections Paragraph Phase Version Case Class Level Category Grade Type Tier Annex Protocol"
    " Decree Law Title Block Blocks Gate Gates Terminal Unit Units Camp Camps Group Force Area"
    " Areas Zone Zones Rule Part Parts Volume Track Model Exit Pier Order Act Vol Fig Figure Table"
    " Psalm Mark Mk Studio Sector Sectors Form Ward Wards Station Episode Hill Hills Checkpoint"
    " Checkpoints Junction Battalion Battalions Regiment Regiments Squadron Squadrons Brigade"
    " Brigades Division Divisions Code Line Bus Platoon Outpost Outposts Objective Platform Clause"
    " Appendix Stage Round Matchday Operation Reactor Runway Berth Hangar Lot Parcel Plot Height"
    " Km PK Kilometre Kilometer Milepost Borehole Portal Shaft Depot Directive Ordinance Bill"
    " Schedule Front Fronts Barrio UNSCR COP SDG SOS TRY CUP IPC Photo Slide Image Art Goal Verse"
    " Paragraphs Clauses Phases Surah Pillar Priority Window Frame"
)
_ABBREVIATIONS = word_set(
    "EO Nos No. Nos. Vol. Fig. Brig. Bn. Div. Art. Sec. Ch. Pt. Bldg. Apt. Rte. Hwy."
)
_MAKES = word_set(
    "AK AKM MiG Mi MI F A B C T G P U M S PSLV GSLV Sukhoi Antonov Tupolev Il Tu UH CH MQ AH P5"
    " Ka Su An DC MD BMP BTR BRDM BM BMD MT RPG SA Kh FAB KAB Shahed Geran Orlan Tochka Falcon"
    " Dragon Ares Atlas Delta ISS STS Soyuz Shenzhou Expedition Boeing Boeing-747 Airbus Apollo"
    " Formula Windows Xbox iPhone Kaitai Tropic Bloc Schengen Radio FM Web Box Leopard Challenger"
    " Merkava Alpha Bravo Charlie Echo Foxtrot Tango LID LIB"
)
_LOWER = word_set(
    "resolution article articles chapter channel number no no. nos. page pages section paragraph"
    " sections secs sec Secs Sec clauses docket"
    " phase version class level category grade type vol. telephone act form district-no number-"
    " magnitude front ranked seeded Telephone Tel Fax Day"
)
DESIGNATORS = _KINDS | _ABBREVIATIONS | _MAKES | _LOWER
"""What stands before a number that is part of a name or a reference."""

PLACES = word_set(
    "Bridge House Building Tower Tunnel Post Position Point Company Army Corps Legion Road"
    " Squad Team Crew Detachment Wing District Districts Week Mile Train Apartment Flat Cell Bay"
    " Dock Well FOB COB IB BOP Comuna Precinct Sitio Purok Chapel Ring Lane Tehsil Bureau"
    " Department Wave Street Site Commune Kebele Woreda Chak Colonia Vereda Manzana Arrondissement"
    " Retweets retweets Likes likes Views Shares Replies"
    " Comments Reposts Quotes CP PB OP BP FARP LZ HLZ MSR SRO Checkpost Cantonment Cluster Barrack"
    " rule regulation Regulation ss Barangay Brgy Brgy. Taluka Desa"
    " Quartier Boma Payam Div GO GOs EOs SROs GSR RA SI LN PD AO UU PP Ms Perppu Perpres Keppres"
)
"""Words that do so only where nothing is counted behind: at Allenby Bridge 12 people died."""

LOWER = word_set(
    "day week ward zone line row camp sector age aged number no. page article unit hill"
    " checkpoint brigade battalion district block route highway road hall gate point position"
    " outpost room hangar apartment platform terminal junction"
)
"""Words in lower case that number what follows, so that no blank groups its digits."""

READ = frozenset(word for word in _KINDS if len(word) > 2)
"""The designators before which no value is read, whoever marked the number."""

UNSURE = word_set("hill checkpoint brigade battalion district sector zone ward camp highway block")
"""Behind these nobody knows what "3 soldiers" are: near checkpoint 3 soldiers died."""
