import { loadCompetencies } from './coaches/competencies/sample.ts'
import { loadCredentials } from './coaches/credentials/sample.ts'
import { mergeCoaches, unmergeCoaches } from './coaches/merging/actions.ts'
import type { Pair } from './coaches/merging/model.ts'
import { loadPaths } from './coaches/path/sample.ts'
import { coachesRoutes } from './coaches/routes.tsx'
import { loadSample as loadCoaches } from './coaches/sample.ts'
import { coachNeeds } from './coaches/test-room.ts'
import { ok } from './core/result.ts'
import { countFacts, rebuild } from './measures/cells.ts'
import { loadSample as loadMeasures } from './measures/sample.ts'
import { typedResponse } from './measures/test-typed.ts'
import { mergeNeeds } from './merge-needs.ts'
import { loadSample as loadPartners } from './partners/sample.ts'
import { freshDb, type TestDb } from './platform/db/test-db.ts'
import { type TestTeam, teamOn } from './platform/http/test-team.ts'
import { loadSample as loadShifts } from './shifts/sample.ts'
import { loadSample as loadSupport } from './support/sample.ts'
import { loadSample as loadTraining } from './training/sample.ts'

const today = '2025-01-15'
const now = new Date('2025-01-15T17:00:00Z')

export type MergingCounty = {
  readonly db: TestDb
  readonly team: TestTeam
  merge(pair: Pair, choices?: Readonly<Record<string, string>>): ReturnType<typeof mergeCoaches>
  unmerge(mergeId: string): ReturnType<typeof unmergeCoaches>
  /** Every table, row by row, but for what only says that something was done. */
  everyRow(): Promise<Readonly<Record<string, readonly string[]>>>
  /** The counters as they were moved along the way, and as a rebuild gives them. */
  counters(): Promise<{ readonly along: unknown; readonly anew: unknown }>
  coach(name: string, more?: Readonly<Record<string, string>>): Promise<string>
}

/** Wilson County with the team of the sample, or without, on 15 January 2025. */
export async function county({ withSample = false } = {}): Promise<MergingCounty> {
  const db = await freshDb()
  const team = await teamOn(db, coachesRoutes({ ...coachNeeds, counted: countFacts, merging: mergeNeeds }))
  const act = (name: string, work: Parameters<TestDb['act']>[2]) => db.act(team.scope, name, work)
  await act('test.load', async (tx) => {
    if (withSample) {
      const partners = await loadPartners(tx)
      const coaches = await loadCoaches(tx)
      await loadTraining(tx, { partners, coaches, now })
      await loadPaths(tx, coaches)
      await loadCredentials(tx, { now })
      await loadCompetencies(tx, { now })
      await loadSupport(tx, { coaches, now })
      await loadShifts(tx, { coaches, now })
    }
    await loadMeasures(tx, { today: '2025-01-15', instead: typedResponse })
    return ok(await rebuild(tx))
  })
  const shown = async (): Promise<unknown> =>
    (
      await db.owner(
        `select measure_id, dimension, category, month, counts_from, numerator::float8, denominator::float8 from cell
         where org_id = $1 and (numerator <> 0 or denominator <> 0) order by 1, 2, 3, 4, 5`,
        [team.org],
      )
    ).rows
  return {
    db,
    team,
    merge: (pair, choices = {}) => mergeCoaches({ db, scope: team.scope, today }, { pair, choices, needs: mergeNeeds }),
    unmerge: (mergeId) => unmergeCoaches({ db, scope: team.scope, today }, { mergeId, needs: mergeNeeds }),
    everyRow: () => everyRow(db),
    counters: async () => {
      const along = await shown()
      await act('test.rebuild', async (tx) => ok(await rebuild(tx)))
      return { along, anew: await shown() }
    },
    coach: async (name, more = {}) => {
      const form = { name, language: 'English', isSomebodyElse: 'yes', ...more }
      const added = await team.as('coordinator')('/coaches/add', form)
      return /coaches\/([0-9a-f-]{36})/.exec(added.headers.get('location') ?? '')?.[1] ?? 'refused'
    },
  }
}

async function everyRow(db: TestDb): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await db.owner(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'
      and c.relname not in ('history', 'mail', 'migration', 'migration_lock', 'cell', 'cell_value', 'written') order by 1`)
  const all: Record<string, readonly string[]> = {}
  for (const { name } of tables.rows) {
    const { rows } = await db.owner(`select (to_jsonb(t) - 'version')::text as line from "${name}" t order by 1`)
    all[String(name)] = rows.map(({ line }) => String(line))
  }
  return all
}

/**
 * Two coaches who both have a record of every kind, and of each that one coach can have only once: a path, a credential with its
 * papers, mentor and pairs, also with each other. Only the one who signs in has an account. Answers their ids.
 */
export async function twoWithEverything(made: MergingCounty): Promise<Pair> {
  const pair = {
    kept: await made.coach('Ida Moss', { email: 'ida@example.org', zone: 'North' }),
    gone: await made.coach('Ida K. Moss', { email: 'moss@example.org', phone: '252 555 0142', zone: 'South' }),
  }
  const other = await made.coach('Cy Dow')
  const third = await made.coach('Eli Fox')
  const { rows } = await made.db.owner('select id from person order by email limit 2')
  const about = { org: made.team.org, ...pair, other, third, person: rows[0].id, second: rows[1].id }
  const filled = statements.replace(
    /:(\w+)/g,
    (whole, name: string) => (name in about ? `'${about[name as keyof typeof about]}'` : whole), // `in` has just said so
  )
  await made.db.owner(
    `select set_config('app.org', '${made.team.org}', false), set_config('app.act', 'test.fill', false)`,
  )
  await made.db.owner(filled)
  return pair
}

const statements = `
  insert into course (org_id, id, title, kind, is_coach_course) values (:org, gen_random_uuid(), 'Ethics of coaching', 'ethics', true);
  insert into course_version (org_id, id, course_id, number, required_hours, effective_on)
    select org_id, gen_random_uuid(), id, 1, 6, '2020-01-01' from course where title = 'Ethics of coaching';
  insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, place, cost_cents)
    select c.org_id, gen_random_uuid(), c.id, v.id, d::date, d::date, 'Library', 90000
    from course c join course_version v on v.course_id = c.id, unnest(array['2024-03-04', '2024-04-04']) d where c.title = 'Ethics of coaching';
  insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on, outcome, outcome_on, attended_hours)
    select s.org_id, gen_random_uuid(), c, s.course_id, s.id, '2024-01-01', 'completed', s.ends_on, 6
    from training_session s cross join unnest(array[:kept, :gone, :other]::uuid[]) c where s.starts_on = '2024-03-04';
  insert into enrolment (org_id, id, coach_id, course_id, session_id, outcome, outcome_on)
    select s.org_id, gen_random_uuid(), :gone, s.course_id, s.id, 'completed', s.ends_on from training_session s where s.starts_on = '2024-04-04';
  insert into enrolment (org_id, id, coach_id, course_id, outcome, outcome_on)
    select c.org_id, gen_random_uuid(), :kept, c.id, 'completed', '2024-06-01' from course c where c.title = 'Ethics of coaching';
  insert into class_place (org_id, id, session_id, name, email, arrived_at, state, coach_id)
    select org_id, gen_random_uuid(), id, 'Ida', 'moss@example.org', now(), 'withdrawn', :gone from training_session;
  insert into membership (org_id, id, person_id, role, coach_id)
    select :org, gen_random_uuid(), p.id, 'coach', :gone from person p where p.email = 'neighbour@example.org';
  insert into invitation (org_id, id, email, role, coach_id, token_hash, expires_at, revoked_at, invited_by)
    select :org, gen_random_uuid(), 'moss@example.org', 'coach', :gone, '\\x01', now(), now(), :person;
  insert into coach_stage (org_id, id, coach_id, stage, from_on, position) values
    (:org, gen_random_uuid(), :kept, 'applicant', '2024-01-01', 1), (:org, gen_random_uuid(), :kept, 'active', '2024-02-01', 2),
    (:org, gen_random_uuid(), :gone, 'active', '2023-02-01', 1), (:org, gen_random_uuid(), :gone, 'on leave', '2024-05-01', 2);
  insert into coach_engagement (org_id, id, coach_id, kind, from_on) values
    (:org, gen_random_uuid(), :kept, 'volunteer', '2024-02-01'), (:org, gen_random_uuid(), :gone, 'stipended', '2023-02-01');
  insert into program (org_id, id, title) values (:org, gen_random_uuid(), 'Response team');
  insert into opening (org_id, id, program_id, slug, does_en, does_not_en, does_es, does_not_es, steps, reference_count, is_checked)
    select org_id, gen_random_uuid(), id, 'team', '', '', '', '', '', 0, false from program where title = 'Response team';
  insert into application (org_id, id, opening_id, sent_as, submitted_on, page_language, name, email, language, coach_id)
    select org_id, gen_random_uuid(), id, gen_random_uuid(), '2023-01-01', 'en', 'Ida K. Moss', 'moss@example.org', 'English', :gone from opening where slug = 'team';
  insert into credential_kind (org_id, id, name, required_from) values (:org, gen_random_uuid(), 'NC CPSS', '2024-01-01');
  insert into credential (org_id, id, coach_id, kind_id, begun_on, number)
    select k.org_id, gen_random_uuid(), c, k.id, '2024-01-01', 'N' || at
    from credential_kind k cross join unnest(array[:kept, :gone]::uuid[]) with ordinality u (c, at) where k.name = 'NC CPSS';
  insert into credential_term (org_id, id, credential_id, position, from_on, notice_from, expires_on, late_until)
    select org_id, gen_random_uuid(), id, 1, '2024-01-01', '2024-12-01', case when coach_id = :gone then '2025-06-30' else '2024-12-31' end::date, '2025-07-31'
    from credential;
  insert into credential_notice (org_id, id, credential_id, kind, expires_on, queued_at)
    select org_id, gen_random_uuid(), id, '30 days', '2024-12-31', now() from credential;
  insert into credential_file (org_id, id, coach_id, credential_id, name, type, bytes, added_on)
    select org_id, gen_random_uuid(), coach_id, id, 'Paper of ' || number, 'image/png', 4, '2024-01-01' from credential;
  insert into credential_file_content (org_id, file_id, content) select org_id, id, '\\x00ff' from credential_file;
  insert into hours_entry (org_id, id, coach_id, earned_on, hours, ethics_hours, title, recorded_on)
    select :org, gen_random_uuid(), c, '2024-03-03', 2.5, 1, 'A talk', '2024-03-04' from unnest(array[:kept, :gone]::uuid[]) c;
  insert into competency_rating (org_id, id, coach_id, area, rater, level, rated_on)
    select :org, gen_random_uuid(), c, 1, 'self', 3, '2024-03-03' from unnest(array[:kept, :gone]::uuid[]) c;
  insert into competency_goal (org_id, id, coach_id, area, what) values (:org, gen_random_uuid(), :gone, 1, 'Listen');
  insert into coach_free_time (org_id, id, coach_id, parts) values
    (:org, gen_random_uuid(), :kept, '{weekday mornings}'), (:org, gen_random_uuid(), :gone, '{weekend mornings}');
  insert into mentor (org_id, id, coach_id, most) values (:org, gen_random_uuid(), :kept, 2), (:org, gen_random_uuid(), :gone, 3), (:org, gen_random_uuid(), :other, 3);
  insert into mentor_pair (org_id, id, mentor_id, coach_id, from_on, to_on, end_reason) values
    (:org, gen_random_uuid(), :gone, :other, '2024-04-01', null, ''), (:org, gen_random_uuid(), :other, :gone, '2024-03-20', null, ''),
    (:org, gen_random_uuid(), :kept, :gone, '2023-04-01', '2023-05-01', 'over'), (:org, gen_random_uuid(), :gone, :kept, '2024-03-01', null, '');
  insert into mentor_decline (org_id, id, mentor_id, coach_id, declined_by, declined_on) values
    (:org, gen_random_uuid(), :kept, :gone, 'mentor', '2024-01-01'), (:org, gen_random_uuid(), :other, :gone, 'coach', '2024-01-01'),
    (:org, gen_random_uuid(), :other, :kept, 'coach', '2024-01-01'), (:org, gen_random_uuid(), :gone, :other, 'coach', '2024-01-01'),
    (:org, gen_random_uuid(), :third, :gone, 'coach', '2024-01-01');
  insert into supervisor (org_id, id, coach_id, person_id, from_on) values
    (:org, gen_random_uuid(), :kept, :person, '2024-01-01'), (:org, gen_random_uuid(), :gone, :second, '2024-01-01');
  insert into supervision_session (org_id, id, coach_id, supervisor_id, held_on, minutes)
    select :org, gen_random_uuid(), c, :person, '2024-03-20', 45 from unnest(array[:kept, :gone]::uuid[]) c;
  insert into supervision_note (org_id, session_id, coach_id, supervisor_id, words)
    select org_id, id, coach_id, supervisor_id, 'Theirs alone' from supervision_session;
  insert into supervision_month (org_id, id, coach_id, ends_on, interval_days) values
    (:org, gen_random_uuid(), :kept, '2024-03-31', 30), (:org, gen_random_uuid(), :gone, '2024-03-31', 30), (:org, gen_random_uuid(), :gone, '2023-03-31', 30);
  insert into check_in (org_id, id, coach_id, author_id, supporter_id, made_on, feeling) values
    (:org, gen_random_uuid(), :gone, :person, :second, '2024-01-01', 3);
  insert into peer_group (org_id, id, title) values (:org, gen_random_uuid(), 'Mondays');
  insert into peer_group_member (org_id, id, group_id, coach_id, from_on)
    select org_id, gen_random_uuid(), id, c, '2024-01-01' from peer_group cross join unnest(array[:kept, :gone]::uuid[]) c;
  insert into peer_meeting (org_id, id, group_id, held_on, minutes)
    select org_id, gen_random_uuid(), id, d::date, 60 from peer_group cross join unnest(array['2024-02-05', '2024-02-12']) d;
  insert into peer_attendance (org_id, id, meeting_id, coach_id)
    select org_id, gen_random_uuid(), id, c from peer_meeting cross join unnest(array[:kept, :gone]::uuid[]) c where c = :gone or held_on = '2024-02-05';
  insert into leadership_role (org_id, id, coach_id, title, from_on) values (:org, gen_random_uuid(), :gone, 'Lead', '2024-01-01');
  insert into leadership_step (org_id, id, coach_id, what, taken_on) values (:org, gen_random_uuid(), :gone, 'Led a class', '2024-01-01');
  insert into shift (org_id, id, day, starts_at, ends_at, mode, coaches, place)
    select :org, gen_random_uuid(), d::date, d::date + interval '14 hours', d::date + interval '18 hours', 'in person', 1, 'Library'
    from unnest(array['2024-05-01', '2024-05-02', '2024-05-03']) d;
  insert into shift_place (org_id, id, shift_id, number, state, coach_id, hours, passed_on)
    select org_id, gen_random_uuid(), id, 1, 'completed', case when day = '2024-05-02' then :kept else :gone end::uuid, 4, day from shift where day < '2024-05-03';
  insert into shift_place (org_id, id, shift_id, number, state, coach_id)
    select org_id, gen_random_uuid(), id, 1, 'confirmed', :other::uuid from shift where day = '2024-05-03';
  insert into shift_release (org_id, id, place_id, coach_id, released_at, is_late) select org_id, gen_random_uuid(), id, :gone::uuid, now(), false from shift_place limit 1;
  insert into shift_offer (org_id, id, place_id, from_coach_id, to_coach_id, taken_by, state, made_at, settled_at)
    select p.org_id, gen_random_uuid(), p.id, f.from_id::uuid, f.to_id::uuid, f.by_id::uuid, 'taken', now(), now()
    from (select * from shift_place limit 1) p, (values (:gone, :other, :other), (:kept, :gone, :gone), (:other, :gone, :gone)) f (from_id, to_id, by_id);
  insert into shift_feed (org_id, id, coach_id, token_hash, made_at) values
    (:org, gen_random_uuid(), :kept, '\\x0a', now()), (:org, gen_random_uuid(), :gone, '\\x0b', now());
  insert into virtual_session (org_id, id, coach_id, held_on, minutes, kind) values (:org, gen_random_uuid(), :gone, '2024-05-05', 30, 'video');
  insert into meeting_link (org_id, id, coach_id, link) values
    (:org, gen_random_uuid(), :kept, 'https://example.org/a'), (:org, gen_random_uuid(), :gone, 'https://example.org/b');
  insert into coach_merge (org_id, id, kept_id, gone_id, gone_name, gone_search, kept_before, kept_after, merged_on)
    values (:org, gen_random_uuid(), :gone, gen_random_uuid(), 'Ida Berg', 'ida berg', '{}', '{}', '2024-01-01');
  insert into person_served (org_id, id) values (:org, gen_random_uuid());
  insert into referral (org_id, id, person_id, source, received_at, received_on, clock_from, due_at)
    select org_id, gen_random_uuid(), id, 'ems', '2024-05-01', '2024-05-01', 'receipt', '2024-05-04' from person_served;
  insert into referral_assignment (org_id, id, referral_id, coach_id, from_at) select org_id, gen_random_uuid(), id, :gone, received_at from referral;
  insert into referral_offer (org_id, id, referral_id, coach_id, due_at, made_at) select org_id, gen_random_uuid(), id, :gone, due_at, received_at from referral;
  insert into referral_declined (org_id, id, referral_id, coach_id, why) select org_id, gen_random_uuid(), id, :gone, 'cannot' from referral;
  insert into attempt (org_id, id, referral_id, coach_id, companion_id, attempted_at, attempted_on, mode, outcome)
    select r.org_id, gen_random_uuid(), r.id, t.by, t.beside, '2024-05-02', '2024-05-02', 'phone', 'engaged'
    from referral r cross join (values (:gone::uuid, :other::uuid), (:other, :gone)) t (by, beside);
  insert into supply_item (org_id, id, name, kind) values (:org, gen_random_uuid(), 'Kit', 'naloxone kit');
  insert into supply_lot (org_id, id, item_id, lot) select org_id, gen_random_uuid(), id, 'A' from supply_item;
  insert into supply_move (org_id, id, lot_id, place, coach_id, quantity, why, moved_on)
    select org_id, gen_random_uuid(), id, 'bag', :gone, 5, 'received', '2024-05-01' from supply_lot;
  insert into trip (org_id, id, coach_id, driven_on, miles) values (:org, gen_random_uuid(), :gone, '2024-05-02', 12.5);
  insert into claim (org_id, id, coach_id, kind, happened_on, amount_cents, miles, tenths_a_mile, trip_id)
    select org_id, gen_random_uuid(), coach_id, 'mileage', driven_on, 175, miles, 140, id from trip;
  insert into claim (org_id, id, coach_id, kind, happened_on, amount_cents, enrolment_id)
    select e.org_id, gen_random_uuid(), e.coach_id, 'stipend', e.outcome_on, 6000, e.id from enrolment e join training_session s on s.id = e.session_id
    where s.starts_on = '2024-03-04' and e.coach_id in (:kept, :gone);
  insert into phone (org_id, id, person_id, coach_id, token_hash, device, made_at, seen_at)
    select :org, gen_random_uuid(), id, :gone, decode('00', 'hex'), 'Chrome on Android', '2024-05-01', '2024-05-01' from person limit 1;
`
