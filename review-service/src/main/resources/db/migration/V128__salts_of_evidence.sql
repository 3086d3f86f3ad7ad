-- A digest of small counts would let whoever may not see them try which counts have it. One salt of a version goes into the
-- digests of such counts, so that the same counts are still the same data. Digests of before this stay as they are, and so does
-- every set that they are part of.
--
-- Locks: none but on the new table. Cost: one row for each version with small counts.

create table evidence_salt (
  version_id uuid not null,
  salt text not null,
  constraint evidence_salt_pk primary key (version_id),
  constraint evidence_salt_salt_ck check (salt ~ '^[0-9a-f]{32}$')
);

grant select, insert on evidence_salt to ${service_role};
