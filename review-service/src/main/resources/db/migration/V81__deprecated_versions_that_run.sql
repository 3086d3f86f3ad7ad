-- A deprecated version may go on running where it ran, until its last day; so both are copied. What is reported after the
-- version was deprecated counts for nothing: whoever reports could let it run anew by that.
--
-- Locks: ACCESS EXCLUSIVE on version_copy for a moment, no row is rewritten. Versions deprecated and deployments reported before
-- this are not known here, and stay denied.

alter table version_copy add column last_day date;
comment on column version_copy.last_day is 'Until the end of which day (UTC) a deprecated version may run where it runs';

create table deployment_copy (
  id uuid not null,
  version_id uuid not null,
  digest text not null,
  environment text not null,
  allowed boolean not null,
  ended boolean not null,
  constraint deployment_copy_pk primary key (id)
);
create index deployment_copy_version_ix on deployment_copy (version_id) where allowed and not ended;
comment on table deployment_copy is 'Copy of the deployments of known versions; one that ended is never taken up again';
comment on column deployment_copy.allowed is 'Whether it is of the version''s bytes, and was reported before the version was deprecated';
grant select, insert, update on deployment_copy to ${service_role};
