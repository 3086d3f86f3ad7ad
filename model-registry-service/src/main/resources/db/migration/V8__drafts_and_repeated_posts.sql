-- A draft's digest is written once, at its registration; answers to MLflow's clients are kept until it is known that they
-- arrived.
--
-- Until now the service's role could not change a digest at all, so a draft could never become more. Now it may, and the
-- trigger holds what the missing grant held: from its registration on no digest changes, whatever the service's code does.
--
-- A client that gets no answer to a POST sends it again; what the first one did is then answered, instead of being done
-- twice. The table is not logged: after a crash of the database itself it is empty, which only means that such a client's
-- second POST counts as another one, as it did until now.
--
-- Locks: ACCESS EXCLUSIVE on model_version for a moment, for the trigger. Cost: none to speak of; the trigger runs only
-- where a digest is written.

grant update (digest, digest_origin) on model_version to ${service_role};

create function keep_digest() returns trigger language plpgsql as $$
begin
  raise exception 'The digest of version % is fixed', old.id using errcode = 'integrity_constraint_violation';
end
$$;
create trigger model_version_digest_fixed before update of digest, digest_origin on model_version
  for each row when (old.state <> 'DRAFT') execute function keep_digest();
comment on function keep_digest is 'Nothing but the registration of a draft writes a digest';

create unlogged table mlflow_answer (
  id uuid not null,
  request bytea not null,
  answer text not null,
  kept_at timestamptz not null default now(),
  unheard boolean not null default false,
  constraint mlflow_answer_pk primary key (id)
);
create index mlflow_answer_request on mlflow_answer (request, kept_at);
create index mlflow_answer_age on mlflow_answer (kept_at);
comment on table mlflow_answer is 'Answers to POSTs of MLflow''s clients that may not have arrived; gone once they have';
comment on column mlflow_answer.request is 'SHA-256 of who sent what to which path';
comment on column mlflow_answer.unheard is 'Known not to have arrived; else it counts as such once its process had time to say otherwise';

grant select, insert, update (unheard), delete on mlflow_answer to ${service_role};
