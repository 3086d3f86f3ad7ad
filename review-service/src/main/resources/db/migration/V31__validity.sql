-- Approvals and releases are valid for as long as their policy says. Until when is written down with each of them, so that
-- every question is judged by the instant it is asked at; a job only tells what the clock has ended.
--
-- What was approved or released before has no end: its policy said none.
--
-- Locks: access exclusive on review, review_decision and release_decision for a moment, no row is read. Cost: an index over
-- nothing, which grows by what will end.

alter table review_decision add column valid_until timestamptz;
alter table review add column valid_until timestamptz;
alter table release_decision
  add column valid_until timestamptz,
  add column grace_until timestamptz,
  add column renewed_by uuid,
  add constraint release_decision_renewed_fk foreign key (renewed_by) references release_decision (id),
  add constraint release_decision_grace_ck check ((grace_until is null) = (valid_until is null)
    and grace_until >= valid_until);
create index review_validity_ix on review (valid_until) where state in ('APPROVED', 'APPROVED_WITH_CONDITIONS');
create index release_decision_grace_ix on release_decision (grace_until)
  where revocation_id is null and renewed_by is null;
comment on column review.valid_until is 'When the first of the approvals it rests on ends; of an approved review';
comment on column release_decision.grace_until is 'When the version is revoked unless it was renewed; nothing is allowed from valid_until on';
comment on column release_decision.renewed_by is 'The later decision for the same environment that took its place';

grant update (valid_until) on review to ${service_role};
grant update (renewed_by) on release_decision to ${service_role};
