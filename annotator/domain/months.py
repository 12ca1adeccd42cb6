"""The names of the months in the languages that news is written in, and of the Persian year.

Names are spelt as `folded` gives them, with “_” for a blank. Left out are names that mean another
month in another language (“listopad”), since a date does not say which it is in. Data alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c\u200d]")
_ALIKE = str.maketrans("يىكıھہ", "ییکiهه")


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """A text without what keyboards and capitals make of the same letters."""
    if text.isascii():
        return text.casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_ALIKE)


_GREGORIAN = (
    "јануара jan januar january janvier janv enero ene janeiro gennaio gen januari janner"
    " jann gener xaneiro xan ianuarie ian janar tammikuuta tammi tammikuu jaanuar jaan"
    " janvaris sausio saus sausis sijecnja sij sijecanj ledna led leden januara stycznia sty"
    " styczen ocak oca yanvar yan yanwar rebendan rbn janaayo jannaayo amajjii ama janairu"
    " janoary января янв январь січня січ січень студзеня сту студзень януари яну јануари"
    " јан јануар јанвар январ қаңтар қаң гыинвар гыин جنوری ینایر کانون_الثانی جانفی ژانویه"
    " جنو کانوونی_دووەم یانۋار հունվարի հնվ հունվար জানুয়ারি জানু জানুৱাৰী जनवरी जन॰"
    " जानेवारी जाने ጃንዋሪ ጃን იანვარი იან ιανουαριου ιαν ιανουαριοσ જાન્યુઆરી જાન્યુ ਜਨਵਰੀ ਜਨ"
    " ינואר ינו׳ ಜನವರಿ ಜನ មករា ມັງກອນ ມກ ജനുവരി ജനു ဇန်နဝါရီ ဇန် ଜାନୁଆରୀ ஜனவரி ஜன జనవరి జన"
    " มกราคม มค",
    "фебруара feb februar february fevrier fevr febrero fevereiro febbraio februari fev"
    " febrer febr febreiro februarie shkurt shk helmikuuta helmi helmikuu veebruar veebr"
    " februaris vasario vas vasaris veljace velj veljaca unora uno unor februara lutego lut"
    " luty subat sub fevral fewral few sibat sbt pebrero peb febraayo guraandhala gur"
    " faburairu fab febroary февраля февр февраль лютого лют лютии лютага люты февруари фев"
    " фебруар феб феврал ақпан ақп فبروری فوریه فبرایر شباط فیفری فېبروری فروری شوبات فېۋرال"
    " فیبروری փետրվարի փտվ փետրվար ফেব্রুয়ারি ফেব ফেব্ৰুৱাৰী ফেব্ৰু फ़रवरी फ़र॰ फेब्रुअरी"
    " फेब्रुवारी फेब्रु ፌብሩዋሪ ፌብ თებერვალი თებ φεβρουαριου φεβ φεβρουαριοσ ફેબ્રુઆરી ફેબ્રુ"
    " ਫ਼ਰਵਰੀ ਫ਼ਰ פברואר פבר׳ ಫೆಬ್ರವರಿ ಫೆಬ್ರ កុម្ភៈ ກຸມພາ ກພ ഫെബ്രുവരി ഫെബ്രു ဖေဖော်ဝါရီ ဖေ"
    " ଫେବୃଆରୀ பிப்ரவரி பிப் ఫిబ్రవరి ఫిబ్ర กุมภาพันธ์ กพ",
    "marta mar marz march mars marzo marco maart mrt mrz marc martie marts maaliskuuta"
    " maalis maaliskuu kovo kov kovas marcius mart ozujka ozu ozujak marec brezna bre brezen"
    " marca marzec adar adr maret mac marso machi maarso bitootessa maris martsa марта мар"
    " март березня бер березень сакавіка сак сакавік наурыз нау مارچ مارس اذار یازار مارت"
    " մարտի մրտ մարտ মার্চ মাৰ্চ मार्च ማርች მარტი მარ μαρτιου μαρ μαρτιοσ માર્ચ ਮਾਰਚ מרץ"
    " ಮಾರ್ಚ್ មីនា ມີນາ ມນ മാർച്ച് മാർ မတ် ମାର୍ଚ୍ଚ மார்ச் மார் మార్చి มีนาคม มีค",
    "априла apr april avril avr abril abr aprile aprilie prill pri huhtikuuta huhti"
    " huhtikuu aprill aprilis balandzio bal balandis travnja tra travanj dubna dub duben"
    " aprila kwietnia kwi kwiecien nisan nis aprel nsn aprili abriil eebila elb afirilu afi"
    " aprily апреля апр апрель квітня квіт квітень красавіка кра красавік април апрел сәуір"
    " сәу اپریل ابریل نیسان افریل اوریل یاپرېل ապրիլի ապր ապրիլ এপ্রিল এপ্রি এপ্ৰিল अप्रैल"
    " अप्रिल एप्रिल एप्रि ኤፕሪል ኤፕሪ აპრილი აპრ απριλιου απρ απριλιοσ એપ્રિલ ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ"
    " אפריל אפר׳ ಏಪ್ರಿಲ್ ಏಪ್ರಿ មេសា ເມສາ ມສ ഏപ്രിൽ ഏപ്രി ဧပြီ ଅପ୍ରେଲ ஏப்ரல் ஏப் ఏప్రిల్"
    " ఏప్రి เมษายน เมย",
    "маја may mai mayo maio maggio mag mei maig maj toukokuuta touko toukokuu maijs geguzes"
    " geg geguze majus svibnja svi svibanj kvetna kve kveten maja mayis gulan gln maayo"
    " caamsaa cam mayu mey мая маи травня трав травень мај мамыр мам می مه مایو ایار مای مۍ"
    " میی یایار մայիսի մյս մայիս মে মে’ मई मे ሜይ მაისი მაი μαιου μαι μαιοσ મે ਮਈ מאי ಮೇ"
    " ឧសភា ພຶດສະພາ ພພ മേയ് မေ ମଇ மே మే พฤษภาคม พค",
    "јуна jun juni june juin junio junho giugno giu juny xuno iunie iun qershor qer"
    " kesakuuta kesa kesakuu juuni junijs birzelio birz birzelis junius lipnja lipanj junij"
    " cervna cvn cerven juna czerwca cze czerwiec haziran haz iyun iyn heziran hzr hunyo hun"
    " juun waxabajjii wax yuni yun jona jon июня июн июнь червня черв червень чэрвеня чэр"
    " чэрвень юни јуни јун ијун ијн маусым мау جون یونیو یونیه حزیران جوان ژوین حوزەیران"
    " یییۇن հունիսի հնս հունիս জুন जून जुन ጁን ივნისი ივნ ιουνιου ιουν ιουνιοσ જૂન ਜੂਨ יוני"
    " ಜೂನ್ មិថុនា ມິຖຸນາ ມິຖ ജൂൺ ဇွန် ଜୁନ ஜூன் జూన్ มิถุนายน มิย",
    "јула jul juli july juillet juil julio julho luglio lug juliol xullo xul iulie iul"
    " korrik korr heinakuuta heina heinakuu juuli julijs liepos liep liepa julius srpnja"
    " srpanj julij cervence cvc cervenec jula lipca lipiec temmuz tem iyul iyl tirmeh trm"
    " julai hulyo hul luulyo lul adoolessa ado yuli yul jolay jol juill июля июл июль липня"
    " лип липень ліпеня ліп ліпень юли јули јул ијул ијл шілде шіл جولای یولیو یولیه یولیوز"
    " تموز جویلیة ژوییه جول جولایی تەمووز یییۇل جولاء հուլիսի հլս հուլիս জুলাই জুল जुलाई"
    " जुल॰ जुलै ጁላይ ივლისი ივლ ιουλιου ιουλ ιουλιοσ જુલાઈ ਜੁਲਾਈ ਜੁਲਾ יולי ಜುಲೈ កក្កដា"
    " ກໍລະກົດ ກລ ജൂലൈ ဇူလိုင် ဇူ ଜୁଲାଇ ஜூலை జులై กรกฎาคม กค",
    "avgusta aug august aout agosto ago augustus agost gusht gush augusti elokuuta elo"
    " elokuu augusts rugpjucio rugp rugpjutis augusztus agust agu avgust avg kolovoza kol"
    " kolovoz srpna srpen augusta sierpnia sie sierpien agustos avqust avq awgust awg tebax"
    " tbx agustus ogos ogo agosti ogs ogosto hagayya hag agusta aogositra aog августа авг"
    " август серпня серп серпень жніуня жні жнівень тамыз там اگست اگوست غشت اغسطس اوت اب"
    " اغشت اګست یاب یاۋغۇست اگسٽ օգոստոսի օգս օգոստոս আগস্ট আগ আগষ্ট अगस्त अग॰ अगस्ट ऑगस्ट"
    " ऑग ኦገስት ኦገስ აგვისტო აგვ αυγουστου αυγ αυγουστοσ ઑગસ્ટ ਅਗਸਤ ਅਗ אוגוסט אוג׳ ಆಗಸ್ಟ್ ಆಗ"
    " សីហា ສິງຫາ ສຫ ഓഗസ്റ്റ് ഓഗ ဩဂုတ် ଅଗଷ୍ଟ ஆகஸ்ட் ஆக ఆగస్టు ఆగ สิงหาคม สค",
    "септембра sep sept september septembre septiembre setiembre setembro settembre set"
    " setembre septembrie shtator sht syyskuuta syys syyskuu septembris rugsejo rugs"
    " rugsejis szeptember szept septembar rujna ruj rujan zari zar septembra wrzesnia wrz"
    " wrzesien eylul eyl sentyabr sen sentabr ilon iln setyembre septemba sebtembar seb"
    " sebteembar fulbaana ful satumba sat septambra сентября сент сентябрь вересня вер"
    " вересень верасня верасень септември сеп септембар сентјабр сен сентябр қыркүиек қыр"
    " سپتمبر سپتامبر شتنبر سبتمبر ایلول شتمبر سېپتمبر ستمبر یەیلوول سېنتەبیر سیپٽمبر"
    " սեպտեմբերի սեպ սեպտեմբեր সেপ্টেম্বর সেপ সেপ্ট ছেপ্তেম্বৰ ছেপ্তে सितंबर सित॰ सेप्टेम्बर"
    " सप्टेंबर सप्टें ሴፕቴምበር ሴፕቴ სექტემბერი სექ σεπτεμβριου σεπ σεπτεμβριοσ સપ્ટેમ્બર સપ્ટે"
    " ਸਤੰਬਰ ਸਤੰ ספטמבר ספט׳ ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ កញ្ញា ກັນຍາ ກຍ സെപ്റ്റംബർ സെപ്റ്റം စက်တင်ဘာ"
    " စက် ସେପ୍ଟେମ୍ବର செப்டம்பர் செப் సెప్టెంబర్ సెప్టెం กันยายน กย",
    "октобра oct okt oktober october octobre octubre outubro out ottobre ott octombrie"
    " tetor tet lokakuuta loka lokakuu oktoober oktobris spalio spal spalis oktobar rijna"
    " rij rijen oktobra pazdziernika paz pazdziernik ekim eki oktyabr oktabr cotmeh cot"
    " oktubre oktoba oktoobar onkoloolessa onk октября окт октябрь жовтня жовт жовтень"
    " кастрычніка кас кастрычнік октомври октобар октјабр октябр қазан қаз اکتوبر اکتبر"
    " تشرین_الاول تشرینی_یەکەم یۆکتەبیر اڪٽوبر հոկտեմբերի հոկ հոկտեմբեր অক্টোবর অক্টো"
    " অক্টোবৰ अक्टूबर अक्टू॰ अक्टोबर ऑक्टोबर ऑक्टो ኦክቶበር ኦክቶ ოქტომბერი ოქტ οκτωβριου οκτ"
    " οκτωβριοσ ઑક્ટોબર ઑક્ટો ਅਕਤੂਬਰ ਅਕਤੂ אוקטובר אוק׳ ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ តុលា ຕຸລາ ຕລ"
    " ഒക്ടോബർ ഒക്ടോ အောက်တိုဘာ အောက် ଅକ୍ଟୋବର அக்டோபர் அக் అక్టోబర్ అక్టో ตุลาคม ตค",
    "новембра nov november novembre noviembre novembro noiembrie nentor nen marraskuuta"
    " marras marraskuu novembris lapkricio lapkr lapkritis novembar studenoga stu studeni"
    " listopadu novembra kasim kas noyabr noy mijdar mjd nobyembre nob novemba noofeembar"
    " nof sadaasa nuwamba nuw novambra ноября нояб ноябрь листопада лист листопад лістапада"
    " ліс лістапад ноември ное новембар нов нојабр ној ноябр ноя қараша қар نومبر نوامبر"
    " نونبر نوفمبر تشرین_الثانی تشرینی_دووەم نویابیر նոյեմբերի նոյ նոյեմբեր নভেম্বর নভে"
    " নৱেম্বৰ নৱে नवंबर नव॰ नोभेम्बर नोव्हेंबर नोव्हें ኖቬምበር ኖቬም ნოემბერი ნოე νοεμβριου νοε"
    " νοεμβριοσ નવેમ્બર નવે ਨਵੰਬਰ ਨਵੰ נובמבר נוב׳ ನವೆಂಬರ್ ನವೆಂ វិច្ឆិកា ພະຈິກ ພຈ നവംബർ നവം"
    " နိုဝင်ဘာ နို ନଭେମ୍ବର நவம்பர் நவ నవంబర్ నవం พฤศจิกายน พย",
    "децембра dec dez dezember december decembre diciembre dic dezembro dicembre desembre"
    " des decembro decembrie dhjetor dhj desember joulukuuta joulu joulukuu detsember dets"
    " decembris gruodzio gruod gruodis decembar prosinca pro prosinac prosince prosinec"
    " decembra grudnia gru grudzien aralik ara dekabr dek berfanbar brf disember dis"
    " disyembre desemba diseembar mudde mud disamba desambra декабря дек декабрь грудня груд"
    " грудень снежня сне снежань декември децембар дец декабр желтоқсан жел دسمبر دسامبر"
    " دجنبر دیسمبر کانون_الاول دجمبر دسم کانونی_یەکەم دېکابیر ڊسمبر դեկտեմբերի դեկ դեկտեմբեր"
    " ডিসেম্বর ডিসে ডিচেম্বৰ ডিচে दिसंबर दिस॰ डिसेम्बर डिसेंबर डिसें ዲሴምበር ዲሴም დეკემბერი დეკ"
    " δεκεμβριου δεκ δεκεμβριοσ ડિસેમ્બર ડિસે ਦਸੰਬਰ ਦਸੰ דצמבר דצמ׳ ಡಿಸೆಂಬರ್ ಡಿಸೆಂ ធ្នូ ທັນວາ"
    " ທວ ഡിസംബർ ഡിസം ဒီဇင်ဘာ ဒီ ଡିସେମ୍ବର டிசம்பர் டிச డిసెంబర్ డిసెం ธันวาคม ธค",
)

# As Iran and Afghanistan name them, there in Dari and in Pashto.
_SOLAR = (
    "فروردین حمل وری",
    "اردیبهشت ثور غویی",
    "خرداد جوزا غبرگولی غبرګولی",
    "تیر سرطان چنگاش چنگاښ چنګاښ",
    "مرداد امرداد اسد زمری",
    "شهریور سنبله وږی",
    "مهر میزان تله",
    "ابان عقرب لړم",
    "اذر قوس لیندی لیندۍ",
    "دی جدی مرغومی",
    "بهمن دلو سلواغه",
    "اسفند حوت کب",
)


def _numbered(table: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, names in enumerate(table, 1) for name in names.split()}


GREGORIAN = _numbered(_GREGORIAN)
SOLAR = _numbered(_SOLAR)
TWO_WORDS = re.compile("|".join(name.replace("_", " ") for name in GREGORIAN if "_" in name))
"""Names of months that have a blank in them."""
