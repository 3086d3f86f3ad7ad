-- Review-service keeps more of models, deployments and withdrawn data than it did, and takes in no event twice: what was told
-- before it did so is told again, once. Here stands how far that got. Only what is there already is told again; a new
-- installation has nothing to tell.
--
-- Locks: none but on the new table. Cost: three looks at the end of a primary key; the events come later, some hundred a
-- transaction.

create table restatement (
  what text not null,
  after_id uuid not null,
  last_id uuid,
  done_at timestamptz,
  constraint restatement_pk primary key (what),
  constraint restatement_known check (what in ('MODELS', 'DEPLOYMENTS', 'WITHDRAWN_DATA'))
);
comment on table restatement is 'How far the registry got with telling again what was told before others kept it';
comment on column restatement.last_id is 'Up to where; absent where there is nothing to tell';

insert into restatement (what, after_id, last_id)
values ('MODELS', '00000000-0000-0000-0000-000000000000', (select id from model order by id desc limit 1)),
       ('DEPLOYMENTS', '00000000-0000-0000-0000-000000000000', (select id from deployment order by id desc limit 1)),
       ('WITHDRAWN_DATA', '00000000-0000-0000-0000-000000000000', (select version_id from version_withdrawn_data order by version_id desc limit 1));
update restatement set done_at = now() where last_id is null;

grant select, update (after_id, done_at) on restatement to ${service_role};

-- What comes from a version that is revoked has to be looked at again. Each revocation is kept until every descendant was told,
-- and with each descendant which of its ancestors were revoked, so that what is registered from it later knows.
--
-- Those before are taken from the copies of review-service's events. Cost: one pass over review_event.

create table ancestor_revocation (
  revocation_id uuid not null,
  version_id uuid not null,
  principal text not null,
  flagged boolean not null default false,
  constraint ancestor_revocation_pk primary key (revocation_id),
  constraint ancestor_revocation_version_fk foreign key (version_id) references model_version (id)
);
create index ancestor_revocation_to_flag on ancestor_revocation (revocation_id) where not flagged;
create index ancestor_revocation_of_version on ancestor_revocation (version_id, revocation_id);
comment on table ancestor_revocation is 'The revocations of versions; flagged once every version knows that comes from it';

create table version_revoked_ancestor (
  id uuid not null default uuidv7(),
  version_id uuid not null,
  ancestor_id uuid not null,
  revocation_id uuid not null,
  constraint version_revoked_ancestor_pk primary key (version_id, revocation_id),
  constraint version_revoked_ancestor_version_fk foreign key (version_id) references model_version (id),
  constraint version_revoked_ancestor_revocation_fk foreign key (revocation_id)
    references ancestor_revocation (revocation_id)
);
comment on table version_revoked_ancestor is 'Which revocations hit what a version comes from, however far; insert-only';

insert into ancestor_revocation (revocation_id, version_id, principal)
select distinct on (cast(e.data ->> 'revocation_id' as uuid))
       cast(e.data ->> 'revocation_id' as uuid), e.version_id, coalesce(e.on_behalf_of, e.actor)
  from review_event e
 where e.type = 'org.assay.review.revocation.decided.v1';

grant select, insert, update (flagged) on ancestor_revocation to ${service_role};
grant select, insert on version_revoked_ancestor to ${service_role};
