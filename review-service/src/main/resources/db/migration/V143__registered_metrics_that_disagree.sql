-- Metrics that a version was registered with are claims as well: kept where Assay computes figures of the same name, and compared with
-- what it computed. A disagreement is with a claim or with such a metric.
--
-- Locks: share row exclusive on version_copy until the end, for the foreign key to it: whoever writes what is known of versions waits. Access
-- exclusive on claim_disagreement while its index is built anew; additions of evidence, views of it and the opening of rounds wait. Cost:
-- reads that table once, about 1 s a million rows. registered_metric has at most 65 rows a version, of those that are submitted from now on.

create table registered_metric (
  version_id uuid not null,
  metric text not null,
  statistic text not null,
  value double precision not null,
  constraint registered_metric_pk primary key (version_id, metric),
  constraint registered_metric_version_fk foreign key (version_id) references version_copy (id)
);
comment on table registered_metric is 'What a version was registered with of what Assay computes itself, fixed by its first submission; insert-only';
comment on column registered_metric.statistic is 'What it is a figure of, as Assay calls it';

alter table claim_disagreement
  alter column claim_id drop not null,
  add column metric text,
  add constraint claim_disagreement_source_ck check ((claim_id is null) <> (metric is null)),
  add constraint claim_disagreement_metric_fk foreign key (version_id, metric) references registered_metric (version_id, metric),
  drop constraint claim_disagreement_once_uq,
  add constraint claim_disagreement_once_uq unique nulls not distinct (claim_id, metric, statistic, group_name, computed_id);
comment on column claim_disagreement.metric is 'The registered metric, where no claim says it';

grant select, insert on registered_metric to ${service_role};
