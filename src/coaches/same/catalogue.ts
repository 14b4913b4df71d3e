// Words around and inside of names, in plain letters (as `searchKey` writes them).

/** What people write before a name. */
export const honorifics: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof rev pastor sr sra srta dra'.split(' '),
)

/** Which one of a family: two who differ in it may be parent and child. */
export const generations: ReadonlySet<string> = new Set('jr sr ii iii iv junior senior 2nd 3rd'.split(' '))

/** Degrees and credentials that are no names: they fall away wherever they end a name. */
export const credentials: ReadonlySet<string> = new Set(
  (
    'cpss nccpss cprs cprc crss cps cpsp cpc rcp crc msw bsw lcsw lcswa lmsw lcas lcasa lpc lpca lcmhc lcmhca lmft ccs csac cadc ' +
    'cdac ncac mac aadc chw phd edd psyd dnp mph mpa mba mdiv bsn msn aprn fnp emt aemt nremt paramedic lpn cna'
  ).split(' '),
)

/** Degrees that are also names (Yo-Yo Ma, Ana Do): they fall away only behind a comma. */
export const credentialsAfterComma: ReadonlySet<string> = new Set('ma ba bs ms md do rn np pa jd aa'.split(' '))

/** Small words of surnames: two names are not alike because they share one. */
export const particles: ReadonlySet<string> = new Set(
  'de la las los del da das do dos di du des le van von der den ter ten el al bin ibn y e st san santa'.split(' '),
)

/** Given names that one person may go by, English and Spanish. A name may stand in several lines. */
const shortForms = `
abigail abby gail|albert al bert|alexander alex al sandy xander|alexandra alex sandra sandy lexi|alfred al fred|alejandro alex ale
alicia ali|amanda mandy|andrew andy drew|andres andy|angela angie|anthony tony|antonio tony tono|arthur art|barbara barb babs
benjamin ben benny|beverly bev|bradley brad|caroline carol carrie|catherine cathy cat kate katie|katherine kathy kat kate katie
charles charlie chuck chas|christina chris tina chrissy|cristina cris tina|christine chris chrissy tina|christopher chris kit topher
cynthia cindy|daniel dan danny|daniela dani|david dave davey|deborah deb debbie debra|dennis denny|donald don donny|dolores lola
dorothy dot dottie|douglas doug|edward ed eddie ted ned|eduardo lalo eddie edu|eleanor ellie nora|elena nena
elizabeth liz lizzie beth betty betsy eliza libby|eugene gene|eva evita|evelyn evie|ernesto neto ernie|ezekiel zeke
frances fran frankie|francis frank|francisco paco pancho frank cisco|francisca paca paquita|franklin frank|frederick fred freddy
gabriel gabe|gabriela gaby|gerald jerry gerry|gloria glo|graciela chela|gregory greg|guadalupe lupe lupita|guillermo memo
harold hal harry|henry hank harry|ignacio nacho|isabel isa chabela|isabella bella izzy|jacob jake|jacqueline jackie
james jim jimmy jamie|janet jan|jeffrey jeff|geoffrey geoff jeff|jennifer jen jenny|jessica jess jessie|jesus chuy|joan joanie
john johnny jack jon|jonathan jon john|joseph joe joey|jose pepe chepe|josefina pepa fina|joshua josh|juan juanito|juana juanita
judith judy|julian jules|julia julie|kenneth ken kenny|kimberly kim|lawrence larry|leonard leo len lenny|leticia lety
lillian lil lily|luis lucho|manuel manny manolo|manuela manoli|margaret maggie meg peggy marge margie greta|margarita rita mago
maria mari mary|mario mayo|matthew matt|maximilian max|melissa mel missy|mercedes meche|michael mike mickey mick|miguel migue
michelle shelly|mohammed mohamed muhammad|nancy nan|natalie nat|nathan nate|nathaniel nate nat|nicholas nick nicky|nicolas nico
nicole nikki nicky|norman norm|pamela pam|patricia pat patty tricia trish paty|patrick pat paddy|pedro perico|peter pete
philip phil|phillip phil|priscilla cilla|rafael rafa|ramon moncho|randall randy|raymond ray|rebecca becky becca|ricardo rico ricky
richard rick ricky rich dick|robert bob bobby rob robbie bert|roberto beto|ronald ron ronnie|rosario charo|roxanne roxy|rudolph rudy
russell russ|samantha sam sammy|samuel sam sammy|sandra sandy|sebastian seb|sergio checo|sharon shari|stephanie steph|stephen steve
steven steve|stuart stu|susan sue susie suzy|teresa tere teri|theresa terry tess|terrence terry|theodore ted teddy theo
thomas tom tommy|timothy tim timmy|tobias toby|valerie val|vanessa nessa|veronica vero ronnie|victor vic|victoria vicky tori
vincent vince vinny|virginia ginny|walter walt wally|wendell wen|william will bill billy willie liam|zachary zach zack`

/** The lines a given name stands in; two names with a line in common may be one person's. */
export const shortFormLines: ReadonlyMap<string, readonly number[]> = linesByName()

function linesByName(): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>()
  for (const [at, line] of shortForms.trim().split(/[|\n]/).entries())
    for (const name of line.trim().split(' ')) lines.set(name, [...(lines.get(name) ?? []), at])
  return lines
}
