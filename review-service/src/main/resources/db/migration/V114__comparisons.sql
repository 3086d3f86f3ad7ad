-- An evaluation may compare its version with the champion on the same rows: it names the record of the champion's predictions
-- when it is asked for, and keeps what every statistic says beside its report.
--
-- Locks: access exclusive on evaluation for a moment, to add columns without a default and a check that reads the table once
-- (at most 100 rows a version); share on release_decision while the index is built, which reads the table once, about ten
-- seconds for 10 M rows. Cost: some kilobytes an evaluation that compares.

alter table evaluation
  add column champion uuid,
  add column champion_digest text,
  add column comparison text,
  add constraint evaluation_champion_fk foreign key (champion) references evaluation (evidence_id),
  add constraint evaluation_champion_ck check ((champion is null) = (champion_digest is null)),
  add constraint evaluation_comparison_ck check (comparison is null or state = 'DONE');
comment on column evaluation.champion is 'The record of predictions of the version that it is compared with';
comment on column evaluation.champion_digest is 'The digest of that record when this was asked for';
comment on column evaluation.comparison is 'JSON: what each statistic says of both, with interval and decision';

create index release_decision_champion_ix on release_decision (model_id, decided_at);

grant update (comparison) on evaluation to ${service_role};
