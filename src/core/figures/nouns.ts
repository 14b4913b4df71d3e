// Words that stand beside numbers, in English and Spanish, as parts of regular expressions.

export const months =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)\\b\\.?'

/** People whom a text may tell on. Roles of the team, such as coaches, are not among them: their numbers are the team's own work. */
export const people =
  '(?:people|persons?|residents?|neighbou?rs?|m[ea]n|wom[ea]n|child(?:ren)?|kids?|boys?|girls?|teens?|teenagers?|adolescents?|youths?|minors?|adults?|seniors?|elders?|babies|baby|infants?|newborns?|mothers?|fathers?|moms?|dads?|parents?|brothers?|sisters?|siblings?|sons?|daughters?|husbands?|wife|wives|spouses?|twins|couples?|widow(?:er)?s?|famil(?:y|ies)|households?|patients?|clients?|participants?|survivors?|victims?|decedents?|cases|individuals?|citizens?|inmates?|veterans?|students?|pupils?|users?|callers?|tenants?|members?|loved ones?|friends?|personas?|residentes?|vecin[oa]s?|hombres?|mujer(?:es)?|niñ[oa]s?|chic[oa]s?|j[oó]ven(?:es)?|adolescentes?|menores|adult[oa]s?|ancian[oa]s?|bebés?|madres?|padres?|herman[oa]s?|hij[oa]s?|espos[oa]s?|familias?|hogares?|pacientes?|clientes?|participantes?|sobrevivientes?|supervivientes?|v[ií]ctimas?|fallecid[oa]s?|muert[oa]s?|casos|individuos?|ciudadan[oa]s?|veteran[oa]s?|alumn[oa]s?|estudiantes?|usuari[oa]s?|miembros?)\\b'

/** What happens to people, counted or told. */
export const events =
  '(?:deaths?|fatalit(?:y|ies)|overdoses?|suicides?|relapses?|arrests?|births?|hospitalizations?|infections?|died|overdosed|relapsed|were (?:arrested|hospitalized|revived|killed)|was (?:arrested|hospitalized|revived|killed)|passed away|muertes?|sobredosis|suicidios?|reca[ií]das?|arrestos?|nacimientos?|hospitalizaciones|infecciones|muri(?:ó|o|eron)|fallecieron|falleció|recayeron|recayó)\\b'

export const durations =
  '(?:hours?|hrs?|minutes?|mins?|seconds?|days?|nights?|weekends?|weeks?|months?|quarters?|years?|yrs?|decades?|horas?|minutos?|segundos?|d[ií]as?|noches?|semanas?|mes(?:es)?|trimestres?|años?|d[eé]cadas?)\\b'
