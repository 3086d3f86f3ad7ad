-- A file whose evaluation came to nothing is let go: it may be replaced or removed at once, and is removed thirty days later,
-- which leaves time to ask again. What was promised of uses before stays as it was said.
--
-- Who lifts a legal hold depends on who placed it. Of those that stand nobody noted as what they were placed, so they are taken
-- for an auditor's. Events tell why by a salted digest; what was said before has none.
--
-- Locks: access exclusive on artifact_use and artifact_use_hold for a moment, and while the uses that did not end are indexed.
-- Cost: one index over them, in the place of another.

alter table artifact_use add column erase_from timestamptz;
comment on column artifact_use.erase_from is 'From when the file is removed whatever was stated, since its evaluation came to nothing; null while the use stands as stated';

drop index artifact_use_over;
create index artifact_use_over on artifact_use (least(keep_until, erase_from), id) where ended_at is null;

alter table artifact_use_hold add column placed_as text not null default 'AUDITOR';
alter table artifact_use_hold alter column placed_as drop default;
alter table artifact_use_hold add column salt bytea;
alter table artifact_use_hold add column lift_salt bytea;
alter table artifact_use_hold add constraint artifact_use_hold_placed_as_known check (placed_as in ('AUDITOR', 'LEAD'));
comment on column artifact_use_hold.placed_as is 'What nobody but an auditor lifts: AUDITOR; what a lead of the project lifts too: LEAD';

create index artifact_use_hold_of_use on artifact_use_hold (use_id, id);

grant update (erase_from) on artifact_use to ${service_role};
grant update (lift_salt) on artifact_use_hold to ${service_role};
