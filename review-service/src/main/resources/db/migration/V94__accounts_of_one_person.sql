-- Which accounts belong to one person, as the identity provider told, and since when; only those that have a person. What
-- takes two people, or somebody without a part in a version, asks by this table, which holds while the provider is away.
-- A link that ended stays as a record of who was who.
--
-- Locks: none but on the new table. At some thousand accounts a link is found by its index, and all of them fit a page or two.

create table identity_link (
  subject text not null,
  person text not null,
  since timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  constraint identity_link_pk primary key (subject, since)
);
comment on table identity_link is 'Which accounts belong to one person, as the identity provider told';
comment on column identity_link.person is 'What the accounts of one person share';
comment on column identity_link.ended_at is 'When the provider said otherwise; none where it stands';

create unique index identity_link_subject_ux on identity_link (subject) where ended_at is null;
create index identity_link_person_ix on identity_link (person) where ended_at is null;

grant select, insert, update on identity_link to ${service_role};
