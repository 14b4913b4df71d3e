import type { TextForm } from './model.ts'

type Draft = Pick<TextForm, 'kind' | 'language' | 'body'>

/**
 * What a new organization starts from, in our own words, so that work can begin: each is marked to be checked with counsel
 * until somebody wrote where its wording is from. The notice is the short statement of 42 CFR 2.32.
 */
export const drafts: readonly Draft[] = [
  {
    kind: 'release',
    language: 'en',
    body: [
      'I let the team named here share what is checked here with the partner named here, for the purpose written here.',
      'I may take this back at any time: in writing, by telling a coach, or on this page. What was shared before stays shared.',
      'It ends on the day written here, if I do not end it before.',
      'Who receives it may have to share it again under other rules, and it may then not be protected as it is here. It may not be used against me in a court case unless I say so apart or a court orders it.',
      'Help from the team does not depend on my signing this.',
      'Notes of counseling and use in a court case are not part of this. Each needs a consent of its own.',
      'I may have a copy of this.',
    ].join('\n\n'),
  },
  {
    kind: 'release',
    language: 'es',
    body: [
      'Permito que el equipo nombrado aquí comparta lo que está marcado aquí con la organización nombrada aquí, para el fin escrito aquí.',
      'Puedo retirar este permiso en cualquier momento: por escrito, diciéndoselo a un acompañante o en esta página. Lo que ya se compartió queda compartido.',
      'Termina el día escrito aquí, si no lo termino antes.',
      'Quien reciba la información puede tener que compartirla según otras reglas, y entonces puede no estar protegida como aquí. No puede usarse contra mí en un proceso judicial, salvo que yo lo permita aparte o un tribunal lo ordene.',
      'La ayuda del equipo no depende de que yo firme.',
      'Las notas de consejería y el uso en un proceso judicial no son parte de este permiso. Cada uno necesita un permiso propio.',
      'Puedo recibir una copia.',
    ].join('\n\n'),
  },
  {
    kind: 'counseling notes',
    language: 'en',
    body: [
      'I let the team named here share notes of my counseling with the partner named here, for the purpose written here. This consent is for these notes alone.',
      'I may take this back at any time: in writing, by telling a coach, or on this page. What was shared before stays shared.',
      'It ends on the day written here. Help from the team does not depend on my signing this. I may have a copy.',
    ].join('\n\n'),
  },
  {
    kind: 'counseling notes',
    language: 'es',
    body: [
      'Permito que el equipo nombrado aquí comparta las notas de mi consejería con la organización nombrada aquí, para el fin escrito aquí. Este permiso es solo para esas notas.',
      'Puedo retirarlo en cualquier momento: por escrito, diciéndoselo a un acompañante o en esta página. Lo que ya se compartió queda compartido.',
      'Termina el día escrito aquí. La ayuda del equipo no depende de que yo firme. Puedo recibir una copia.',
    ].join('\n\n'),
  },
  {
    kind: 'legal proceedings',
    language: 'en',
    body: [
      'I let the team named here give records about me to the partner named here for the legal proceeding written here as the purpose. This consent is for that proceeding alone.',
      'I may take this back at any time: in writing, by telling a coach, or on this page. What was given before stays given.',
      'It ends on the day written here. Help from the team does not depend on my signing this. I may have a copy.',
    ].join('\n\n'),
  },
  {
    kind: 'legal proceedings',
    language: 'es',
    body: [
      'Permito que el equipo nombrado aquí entregue registros sobre mí a la organización nombrada aquí para el proceso judicial escrito aquí como fin. Este permiso es solo para ese proceso.',
      'Puedo retirarlo en cualquier momento: por escrito, diciéndoselo a un acompañante o en esta página. Lo que ya se entregó queda entregado.',
      'Termina el día escrito aquí. La ayuda del equipo no depende de que yo firme. Puedo recibir una copia.',
    ].join('\n\n'),
  },
  { kind: 'notice', language: 'en', body: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.' },
  {
    kind: 'notice',
    language: 'es',
    body: 'La norma federal 42 CFR parte 2 prohíbe el uso o la divulgación de estos registros sin autorización.',
  },
]
