-- A review names the approved one that it goes on from, so that it shows what changed since and proposes the answers whose
-- evidence is the same. What was approved is kept when it is approved: which records of evidence, which questions, which tier.
-- Reviews that were approved before this are nobody's basis, since nothing of that was kept of them.
--
-- Locks: share on release_decision while the index is built, which reads the table once; after that access exclusive on
-- review, checklist_answer and version_copy for a moment, no row is rewritten.

create index release_decision_model_ix on release_decision (model_id, decided_at) where revocation_id is null;

alter table review
  add column approved_at timestamptz,
  add column basis_id uuid,
  add constraint review_basis_fk foreign key (basis_id) references review (id) not valid;
comment on column review.approved_at is 'Since when it is approved, kept when it is voided or expires; none once it is in progress again';
comment on column review.basis_id is 'The approved review of the same kind that it goes on from';

create table review_basis (
  review_id uuid not null,
  evidence uuid[] not null,
  asked text[] not null,
  tier text,
  classification_id uuid,
  kind text,
  federated boolean,
  unit text,
  constraint review_basis_pk primary key (review_id),
  constraint review_basis_review_fk foreign key (review_id) references review (id)
);
comment on table review_basis is 'What a review was approved on; it is a basis while review.approved_at is set';
comment on column review_basis.evidence is 'The records of the evidence set that the approvals were bound to';
comment on column review_basis.asked is 'The questions that the checklist asked of the version';

alter table checklist_answer
  add column carried_from uuid,
  add constraint checklist_answer_carried_fk foreign key (carried_from) references checklist_answer (id) not valid;
comment on column checklist_answer.carried_from is 'The answer of an earlier review that the reviewer confirmed by this one';

alter table version_copy add column supersedes integer;
comment on column version_copy.supersedes is 'The number of the version of the model whose place it takes, where it names one';

grant select, insert on review_basis to ${service_role};
grant update (evidence, asked, tier, classification_id, kind, federated, unit) on review_basis to ${service_role};
grant update (approved_at) on review to ${service_role};
