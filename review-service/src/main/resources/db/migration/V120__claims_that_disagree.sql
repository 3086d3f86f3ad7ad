-- A figure that somebody claimed and that Assay computed otherwise: found when the second of the two comes, and kept for good.
-- What becomes of it is a finding of a review.
--
-- Locks: none but on the new table. Cost: at most one row for each figure of a claim and record of computed evidence.

create table claim_disagreement (
  id uuid not null,
  version_id uuid not null,
  claim_id uuid not null,
  statistic text not null,
  group_name text,
  computed_id uuid not null,
  claimed double precision not null,
  computed double precision not null,
  ci_low double precision,
  ci_high double precision,
  of_groups boolean not null,
  small_counts boolean not null,
  found_at timestamptz not null,
  finding_id uuid,
  constraint claim_disagreement_pk primary key (id),
  constraint claim_disagreement_once_uq unique nulls not distinct (claim_id, statistic, group_name, computed_id),
  constraint claim_disagreement_claim_fk foreign key (version_id, claim_id) references evidence (version_id, id),
  constraint claim_disagreement_computed_fk foreign key (version_id, computed_id) references evidence (version_id, id),
  constraint claim_disagreement_finding_fk foreign key (finding_id) references finding (id),
  constraint claim_disagreement_interval_ck check ((ci_low is null) = (ci_high is null))
);
create index claim_disagreement_version_ix on claim_disagreement (version_id);
create index claim_disagreement_computed_ix on claim_disagreement (computed_id);
comment on column claim_disagreement.of_groups is 'Whether the computed figure compares groups or is one of theirs: a matter of ethics';
comment on column claim_disagreement.small_counts is 'Whether the computed record has a count that not every reader sees';
comment on column claim_disagreement.finding_id is 'The last finding about it; another round opens another while no reviewer ended it';

grant select, insert on claim_disagreement to ${service_role};
grant update (finding_id) on claim_disagreement to ${service_role};
