-- A file that was evaluated for a version stays while that version is under review, approved, released or deprecated, and for
-- twelve months after each decision to release it: what is released is compared with, and a decision can be looked into. A legal
-- hold keeps it besides, until somebody lifts it; who placed and lifted it, and why, stays.
--
-- Locks: access exclusive on artifact_use for a moment, to add a column without a default. Cost: one row a hold; the index by
-- version is read for each use that is over.

alter table artifact_use add column version_id uuid;
comment on column artifact_use.version_id is 'The version that the file was evaluated for, which may be gone; null where nobody said';

create table artifact_use_hold (
  id uuid not null,
  use_id uuid not null,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  lift_reason text,
  lifted_by text,
  lifted_at timestamptz,
  constraint artifact_use_hold_pk primary key (id),
  constraint artifact_use_hold_use_fk foreign key (use_id) references artifact_use (id),
  constraint artifact_use_hold_lifted check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null))
);
create unique index artifact_use_hold_standing on artifact_use_hold (use_id) where lifted_at is null;
comment on table artifact_use_hold is 'Why a file in use is kept though its use is over, and until when it was';

grant select, insert on artifact_use_hold to ${service_role};
grant update (lift_reason, lifted_by, lifted_at) on artifact_use_hold to ${service_role};
