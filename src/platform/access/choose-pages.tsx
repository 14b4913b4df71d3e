import type { JSX } from 'preact'
import type { Actor, Refused } from '../http/route.ts'
import { Form, TextField } from '../ui/form.tsx'
import { OwnPage } from './account-pages.tsx'

/** Choosing where to work, for those who belong to several organisations or to none. */
export function ChoosePage({ actor }: { actor: Actor }): JSX.Element {
  return (
    <OwnPage actor={actor} title={actor.memberships.length === 0 ? 'No organization yet' : 'Where do you work today?'}>
      {actor.memberships.length === 0 && (
        <p>
          You are signed in as {actor.email} and belong to no organization. Ask an administrator of yours to invite this
          address.
        </p>
      )}
      <ul class="choices">
        {actor.memberships.map(({ slug, name, role }) => (
          <li key={slug}>
            <a href={`/team/${slug}`}>
              <strong>{name}</strong>
              <span class="quiet">as {role}</span>
            </a>
          </li>
        ))}
      </ul>
      {actor.isOperator && (
        <p>
          <a href="/team/organisations">Add an organization</a>
        </p>
      )}
    </OwnPage>
  )
}

export const AddOrganisationPage = ({
  actor,
  form,
  host,
}: {
  actor: Actor
  form: Refused
  host: string
}): JSX.Element => (
  <OwnPage actor={actor} title="Add an organization">
    <Form form={form} action="/team/organisations" save="Add organization" cancel="/team?choose">
      <TextField
        form={form}
        name="name"
        label="Name"
        help="As it stands above its public page, such as “Wilson County”."
        width="middle"
      />
      <TextField
        form={form}
        name="slug"
        label="Address"
        help={
          <>
            The last part of its public address, such as <strong>wilson</strong> in {host}/wilson. It stays as it is,
            since people link to it.
          </>
        }
        width="middle"
      />
    </Form>
  </OwnPage>
)
