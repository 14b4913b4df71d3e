import { needWords } from '../../outreach/model.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import type { LinkageNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { linkageTabs } from '../words.ts'
import { addService, changeService } from './actions.ts'
import { type Service, serviceForm } from './model.ts'
import { partnersNamed, service, services } from './store.ts'

const trail = [{ name: 'Services', path: '/linkage/services' }]

/** Where people can be sent on to. */
export const serviceRoutes = (needs: LinkageNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/linkage/services',
    may: access.set,
    title: 'Services',
    tabs: linkageTabs,
    act: { to: '/linkage/services/add', name: 'Add service', may: access.set },
    read: async (tx) => ({ rows: await services(tx) }),
    above: (_, visit) => (
      <p>
        <a href={visit.to('/linkage/services/directory')}>Bring in or take out the directory</a>
      </p>
    ),
    list: allServices,
  }),
  ...formDoor({
    path: '/linkage/services/add',
    may: access.set,
    read: async (tx) => ({ partners: await partnersNamed(tx) }),
    title: 'Add service',
    trail,
    form: serviceForm,
    code: 'linkage.service-wrong',
    start: () => ({ isOpen: true }),
    choices: ({ partners }) => ({ partnerId: partners }),
    save: 'Add service',
    send: addService,
    back: '/linkage/services',
    said: 'added',
  }),
  ...formDoor({
    path: '/linkage/services/:serviceId',
    may: access.set,
    read: async (tx, { params }) => {
      const found = await service(tx, params.serviceId ?? '')
      return found && { found, partners: await partnersNamed(tx) }
    },
    title: ({ found }) => found.name,
    trail,
    history: ({ found }) => [found.id],
    form: serviceForm,
    code: 'linkage.service-wrong',
    start: ({ found }) => found,
    choices: ({ partners }) => ({ partnerId: partners }),
    version: ({ found }) => found.version,
    save: 'Save service',
    send: (visit, form, { shown, typed }) =>
      changeService(visit, { id: shown.found.id, version: typed.version(), form, needs }),
    back: '/linkage/services',
    said: 'saved',
  }),
]

const allServices: List<Service> = {
  caption: 'Services',
  columns: [
    [
      'Service',
      ({ name, isSample }) => (
        <span>
          {name} {isSample && <span class="sample">sample</span>}
        </span>
      ),
    ],
    ['Helps with', ({ need }) => needWords[need]],
    ['Partner', ({ partner }) => partner],
    ['Now', ({ isOpen }) => (isOpen ? 'takes people' : 'full or closed')],
  ],
  to: ({ id }) => `/linkage/services/${id}`,
  empty: 'No service yet. Add those that people are sent on to most: treatment, recovery support, housing.',
}
