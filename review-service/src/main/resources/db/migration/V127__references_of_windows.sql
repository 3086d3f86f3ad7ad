-- What a feature of a monitoring window is compared with is fixed by the first window of its version and environment, until the
-- version passes a round: whoever sends windows could else choose the reference anew with each. The digest is of the labels and
-- counts of the bins in which the reference has rows. Windows of before this fix nothing.
--
-- Locks: none but on the new table. Cost: a row for each feature of a version and environment, at most 200 a window.

create table monitoring_reference (
  evidence_id uuid not null,
  feature text not null,
  version_id uuid not null,
  environment text not null,
  digest text not null,
  constraint monitoring_reference_pk primary key (evidence_id, feature),
  constraint monitoring_reference_window_fk foreign key (evidence_id) references monitoring_window (evidence_id),
  constraint monitoring_reference_digest_ck check (digest ~ '^sha256:[0-9a-f]{64}$')
);
create index monitoring_reference_feature_ix on monitoring_reference (version_id, environment, feature);
comment on column monitoring_reference.evidence_id is 'The window that fixed it';

grant select, insert on monitoring_reference to ${service_role};
