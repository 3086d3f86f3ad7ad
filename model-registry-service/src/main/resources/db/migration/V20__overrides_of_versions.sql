-- Whoever reads a version sees which requirements people let it pass, for ever: what review-service tells of overrides is copied,
-- so that it stands with the version also when they ended. Overrides are decisions of two people, so a version has few.
--
-- What was told before is taken from the copies of review-service's events.
--
-- Locks: none but on the new table. Cost: one pass over review_event.

create table version_override (
  id uuid not null,
  version_id uuid not null,
  requirement text not null,
  digest text not null,
  policy_version_id uuid not null,
  approvers text[] not null,
  state text not null,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  revision bigint not null,
  constraint version_override_pk primary key (id),
  constraint version_override_version_fk foreign key (version_id) references model_version (id),
  constraint version_override_state_known check (state in ('GRANTED', 'EXPIRED', 'WITHDRAWN')),
  constraint version_override_ended check ((state = 'GRANTED') = (ended_at is null))
);
create index version_override_of_version on version_override (version_id, id);
comment on table version_override is 'Copy of what review-service told of the overrides of a version, those that ended too';

insert into version_override (id, version_id, requirement, digest, policy_version_id, approvers, state, granted_at,
  expires_at, ended_at, revision)
select distinct on (cast(g.data ->> 'override_id' as uuid))
       cast(g.data ->> 'override_id' as uuid), g.version_id, g.data ->> 'requirement_id', g.data ->> 'model_digest',
       cast(g.data ->> 'policy_version_id' as uuid),
       (select coalesce(array_agg(a.value order by a.position), '{}')
          from jsonb_array_elements_text(g.data -> 'approvers') with ordinality a (value, position)),
       coalesce(e.state, 'GRANTED'), g.occurred_at, cast(g.data ->> 'expires_at' as timestamptz), e.occurred_at,
       case when e.state is null then 1 else 2 end
  from review_event g
  left join lateral (
    select l.data ->> 'state' as state, l.occurred_at
      from review_event l
     where l.version_id = g.version_id
       and l.type in ('org.assay.review.override.expired.v1', 'org.assay.review.override.withdrawn.v1')
       and l.data ->> 'override_id' = g.data ->> 'override_id'
     order by l.position limit 1) e on true
 where g.type = 'org.assay.review.override.granted.v1'
 order by cast(g.data ->> 'override_id' as uuid), g.position;

grant select, insert, update (state, ended_at, revision) on version_override to ${service_role};
