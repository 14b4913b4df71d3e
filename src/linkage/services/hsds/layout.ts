// The tables of HSDS 3.0 that say what we hold (https://docs.openreferral.org, datapackage.json): their files, and the names of
// their fields in the published order. `*` is required, `:` a type other than text, `/` a format.
const specs = {
  organization:
    'organizations.csv id*/uuid name* alternate_name description* email/email website/uri tax_status tax_id year_incorporated:number legal_status logo uri/uri parent_organization_id/uuid',
  service:
    'services.csv id*/uuid organization_id*/uuid program_id/uuid name* alternate_name description url/uri email/email status* interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email/email licenses alert last_modified:datetime',
  attribute: 'attributes.csv id*/uuid link_id*/uuid taxonomy_term_id*/uuid link_type link_entity* value',
  service_at_location: 'service_at_location.csv id*/uuid service_id*/uuid location_id*/uuid description',
  location:
    'locations.csv id*/uuid location_type* url/uri organization_id/uuid name alternate_name description transportation latitude:number longitude:number external_identifier external_identifier_type',
  phone:
    'phones.csv id*/uuid location_id/uuid service_id/uuid organization_id/uuid contact_id/uuid service_at_location_id/uuid number* extension:number type description',
  address:
    'addresses.csv id*/uuid location_id/uuid attention address_1* address_2 city* region state_province* postal_code* country* address_type*',
  schedule:
    'schedules.csv id*/uuid service_id/uuid location_id/uuid service_at_location_id/uuid valid_from:date valid_to:date dtstart:date timezone:number until:date count:number wkst freq interval:number byday byweekno bymonthday byyearday description opens_at:time closes_at:time schedule_link/uri attending_type notes',
  language: 'languages.csv id*/uuid service_id/uuid location_id/uuid phone_id/uuid name code note',
  taxonomy_term:
    'taxonomy_terms.csv id*/uuid code name* description* parent_id/uuid taxonomy language taxonomy_id/uuid term_uri/uri',
  taxonomy: 'taxonomies.csv id*/uuid name* description* uri/uri version',
} as const

export type TableName = keyof typeof specs
export const tableNames = Object.keys(specs) as readonly TableName[] // its own keys

/** One record of a table: texts by field, those that say nothing left out. `line` is where its sender finds it. */
export type Row = Readonly<Record<string, string>>
export type Tables = Readonly<Partial<Record<TableName, readonly Row[]>>>

export const fileOf = (table: TableName): string => specs[table].split(' ')[0] ?? ''

type Field = {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly constraints: { readonly required: boolean; readonly unique: boolean; readonly enum?: readonly string[] }
}

const choices: Readonly<Record<string, readonly string[]>> = {
  status: ['active', 'inactive', 'defunct', 'temporarily closed'],
  location_type: ['physical', 'postal', 'virtual'],
  address_type: ['physical', 'postal', 'virtual'],
  freq: ['WEEKLY', 'MONTHLY'],
  wkst: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
}

export const fieldsOfTable = (table: TableName): readonly Field[] =>
  specs[table]
    .split(' ')
    .slice(1)
    .map((spec) => {
      const [, name = '', required, type = 'string', format] = /^(\w+)(\*)?(?::(\w+))?(?:\/(\w+))?$/.exec(spec) ?? []
      const allowed = choices[name]
      return {
        name,
        type,
        ...(format && { format }),
        constraints: { required: required === '*', unique: name === 'id', ...(allowed && { enum: allowed }) },
      }
    })

/** What describes a package of these tables (Tabular Data Package, as HSDS publishes it). Keys to tables that are not in it are left out. */
export const descriptorOf = (tables: readonly TableName[]) => ({
  name: 'human_services_data',
  profile: 'tabular-data-package',
  version: '3.0.0',
  homepage: 'http://docs.openreferral.org',
  resources: tables.map((table) => {
    const fields = fieldsOfTable(table)
    const keys = tables.filter((other) => fields.some(({ name }) => name === `${other}_id`))
    return {
      name: table,
      path: fileOf(table),
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        primaryKey: 'id',
        fields,
        ...(keys.length > 0 && {
          foreignKeys: keys.map((other) => ({
            fields: `${other}_id`,
            reference: { resource: other, fields: 'id' },
          })),
        }),
      },
    }
  }),
})
