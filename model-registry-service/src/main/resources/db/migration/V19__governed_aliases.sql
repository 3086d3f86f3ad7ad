-- Policies name aliases that move only with a decision, as champion does; so what review-service publishes and retires is
-- copied as far as it names them. Of each name of a policy the newest number counts, and a name stays in its scope; so there
-- is one row a name, at most ten in a scope.
--
-- The newest number is kept though it names none, since it takes back what an older one named.
--
-- Locks: none but on the new table.

create table governing_policy (
  name text not null,
  number integer not null,
  scope_kind text not null,
  scope_key text,
  retired boolean not null,
  aliases text[] not null,
  constraint governing_policy_pk primary key (name),
  constraint governing_policy_scope_known check (scope_kind in ('ORGANISATION', 'UNIT', 'PROJECT')),
  constraint governing_policy_scope_keyed check ((scope_kind = 'ORGANISATION') = (scope_key is null)),
  constraint governing_policy_aliases_bounded check (cardinality(aliases) <= 100)
);
create index governing_policy_scope_ix on governing_policy (scope_kind, scope_key);
comment on table governing_policy is 'Copy of the newest number of each policy, as far as it names aliases that move only with a decision';
grant select, insert, update on governing_policy to ${service_role};
