-- Evidence as records: what is claimed about a version, each by the digest of its bytes. A record never changes; a
-- correction supersedes it. Reviews, and so approvals, are bound to the digest of the whole set.
--
-- Locks: access exclusive on assessment, review and review_decision for a moment; a constant default rewrites no row.
-- Cost: one index build over the standing approvals.

create table evidence (
  id uuid not null,
  version_id uuid not null,
  model_id uuid not null,
  project_id uuid not null,
  kind text not null,
  origin text not null,
  digest text not null,
  note_id uuid not null,
  supersedes uuid,
  collected_at timestamptz,
  valid_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  constraint evidence_pk primary key (id),
  constraint evidence_version_uq unique (version_id, id),
  constraint evidence_supersedes_uq unique (supersedes),
  constraint evidence_supersedes_fk foreign key (version_id, supersedes) references evidence (version_id, id),
  constraint evidence_note_fk foreign key (note_id) references note (id),
  constraint evidence_kind_ck check (kind in ('DOCUMENT')),
  constraint evidence_origin_ck check (origin in ('CLAIMED', 'COMPUTED')),
  constraint evidence_digest_ck check (digest ~ '^sha256:[0-9a-f]{64}$')
);
comment on table evidence is 'Insert-only; a record is current while no other supersedes it, which at most one of the same version does';
comment on column evidence.note_id is 'Its title';

create table evidence_set (
  version_id uuid not null,
  digest text not null,
  constraint evidence_set_pk primary key (version_id)
);
comment on table evidence_set is 'The digest of a version''s current evidence, changed with it in one transaction under the lock of version_copy; no row means the empty set';

-- What is older was decided on no evidence at all: the default is the SHA-256 of nothing.
alter table assessment add column evidence_digest text not null
  default 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
alter table review add column evidence_digest text not null
  default 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
alter table review_decision add column evidence_digest text not null
  default 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
comment on column review.evidence_digest is 'The evidence set it is bound to; an approval counts while it was given for that';

-- Whose approval was dropped by a change of the set may approve anew.
drop index review_decision_approval_uq;
create unique index review_decision_approval_uq on review_decision (review_id, subject, evidence_digest)
  where decision = 'APPROVED' and retracted_at is null;

grant select, insert on evidence to ${service_role};
grant select, insert, update on evidence_set to ${service_role};
grant update (evidence_digest) on assessment, review to ${service_role};
