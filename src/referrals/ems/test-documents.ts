// Documents of an ambulance service, written for tests and benches after the schema of NEMSIS 3.5.1 (250403CP1). Everybody in them is
// invented: the agency, its numbers, the people and their addresses.

/** A record with its elements by section; of a section that is not given a usual one. */
export type Written = {
  readonly uuid?: string
  readonly id?: string
  readonly agency?: string
  readonly times?: string
  readonly patient?: string
  readonly scene?: string
  readonly situation?: string
  readonly arrest?: string
  readonly medications?: string
  readonly disposition?: string
  readonly dispatch?: string
  readonly more?: string
}

/** An element with a text. */
export const el = (name: string, text: string, attributes = ''): string => `<${name}${attributes}>${text}</${name}>`

/** An element that says why it is empty. */
export const nil = (name: string, nv = '7701003'): string => `<${name} xsi:nil="true" NV="${nv}"/>`

/** A medication as a group: its code, and how the patient was after it. */
export const medication = (code: string, response = el('eMedications.07', '9916003')): string =>
  el('eMedications.MedicationGroup', code + response)

export const naloxone = el('eMedications.03', '7242', ' CodeType="9924003"')

export const record = (written: Written = {}): string => {
  const { uuid = '00000000-0000-4000-8000-000000000001', id = '24E0012', agency = '0042' } = written
  return el(
    'PatientCareReport',
    [
      el('eRecord', el('eRecord.01', id)),
      el(
        'eResponse',
        el('eResponse.AgencyGroup', el('eResponse.01', agency)) +
          el('eResponse.ServiceGroup', el('eResponse.05', '2205001')),
      ),
      el('eDispatch', written.dispatch ?? el('eDispatch.01', '2301067')),
      el(
        'eTimes',
        written.times ?? el('eTimes.01', '2026-11-02T23:40:10-05:00') + el('eTimes.03', '2026-11-02T23:41:00-05:00'),
      ),
      el('ePatient', written.patient ?? nil('ePatient.15')),
      el('eScene', written.scene ?? el('eScene.19', '27893') + el('eScene.21', '37195')),
      el('eSituation', written.situation ?? el('eSituation.11', 'R41.82')),
      el('eArrest', written.arrest ?? nil('eArrest.01')),
      el('eMedications', written.medications ?? medication(nil('eMedications.03'), nil('eMedications.07'))),
      el('eDisposition', written.disposition ?? el('eDisposition.19', '4219005')),
      written.more ?? '',
    ].join('\n'),
    ` UUID="${uuid}"`,
  )
}

export const header = (records: readonly string[], agency = '0042'): string =>
  el(
    'Header',
    el('DemographicGroup', el('dAgency.01', 'A-1') + el('dAgency.02', agency) + el('dAgency.04', '37')) +
      records.join('\n'),
  )

const spaces = 'xmlns="http://www.nemsis.org" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** A whole document of records of one agency, or of headers written out. */
export const emsDocument = (
  records: readonly string[],
  { headers = [header(records)] }: { headers?: readonly string[] } = {},
): string => `<?xml version="1.0" encoding="UTF-8"?>\n<EMSDataSet ${spaces}>${headers.join('\n')}</EMSDataSet>`
