-- A use case shows how much risk its models carry, as review-service classifies them: the last classification of each model in it
-- is copied. Events of one model come in order; their place in review-service's log says which is the last.
--
-- Locks: none but on the new table.

create table use_case_classification (
  use_case_id uuid not null,
  model_id uuid not null,
  model text not null,
  classification_id uuid not null,
  tier text not null,
  questionnaire_version text not null,
  valid_until timestamptz not null,
  expired boolean not null default false,
  position bigint not null,
  constraint use_case_classification_pk primary key (use_case_id, model_id),
  constraint use_case_classification_tier_ck check (tier in ('MINIMAL', 'LIMITED', 'HIGH', 'PROHIBITED'))
);
comment on table use_case_classification is 'Copy of the last classification of each model in a use case';
comment on column use_case_classification.expired is 'Whether review-service told that its answers hold no more';
comment on column use_case_classification.position is 'Place of its event in the log of review-service';

grant select, insert, update on use_case_classification to ${service_role};
