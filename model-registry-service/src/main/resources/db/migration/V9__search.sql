-- Search over versions: what a search asks for has an index, and a text that is searched has its words beside it.
--
-- A search either follows the index of its order until a page is full, or gathers what the most selective of its
-- conditions finds; so each order has an index, and each condition. Orders have one that begins with the project and one
-- for those who read all projects. Conditions begin with what is asked for, or with the project: there PostgreSQL skips
-- from project to project for who reads all.
--
-- Metrics, parameters and words of a version are derived: triggers write them with the version, from its record, its
-- run, its description, note and tags, so that nobody who writes a version can forget them, and the service's role may
-- only read them. No foreign key: a row is written in the statement that writes its version, and versions stay.
--
-- Sized for 10 M versions. The words of a model stand with the model alone, for one of its descriptions would change
-- them for each of its versions; only its name, which is fixed with the first submission, stands with the versions too.
--
-- Locks: ACCESS EXCLUSIVE on model (rewritten, for its words; small), version_tag (each row is written once more) and, for
-- a moment, model_version; SHARE on model_version while its indexes are built. Cost at 10 M versions: the indexes and the fill of the
-- three tables, about half an hour; nothing can be registered meanwhile.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- Orders and conditions on what the version has itself.

alter table model_version add column review_state text;
update model_version v set review_state = a.state from assessment a where a.version_id = v.id;
create index model_version_registered_in_project on model_version (project_id, created_at, id);
create index model_version_registered on model_version (created_at, id) where number > 0;
create index model_version_updated_in_all on model_version (updated_at) where number > 0;
comment on index model_version_registered is 'For who reads all projects: the condition, which always holds, keeps searches within a project from following it through the versions of others';
create index model_version_all_in_state on model_version (state, project_id);
create index model_version_review_state on model_version (review_state, project_id) where review_state is not null;
create index model_version_in_stage on model_version (stage, project_id) where stage is not null;
create index model_version_registered_by on model_version (created_by, project_id);
create index model_version_digest on model_version (digest) where digest is not null;
create index model_version_source on model_version (left(source, 200), project_id) where source is not null;
comment on column model_version.review_state is 'Copy of the state of its last assessment, for searches';

-- A tag has its version's two instants beside it, so that the versions with a tag are read in either order from an index.
-- The one never changes; the other follows its version, whose own changes are few.

alter table version_tag add column registered_at timestamptz, add column version_updated_at timestamptz;
update version_tag t set registered_at = v.created_at, version_updated_at = v.updated_at
  from model_version v where v.id = t.owner_id;
alter table version_tag alter column registered_at set not null, alter column version_updated_at set not null;
drop index version_tag_value;
create index version_tag_registered on version_tag (project_id, key, left(value, 200), registered_at, owner_id);
create index version_tag_registered_in_all on version_tag (key, left(value, 200), registered_at, owner_id);
create index version_tag_updated on version_tag (project_id, key, left(value, 200), version_updated_at, owner_id);
comment on column version_tag.registered_at is 'Of its version; written by a trigger';
comment on column version_tag.version_updated_at is 'Of its version; written by triggers';

create function date_version_tag() returns trigger language plpgsql as $$
begin
  select v.created_at, v.updated_at into new.registered_at, new.version_updated_at
    from model_version v where v.id = new.owner_id;
  return new;
end
$$;
create trigger version_tag_dated before insert on version_tag for each row execute function date_version_tag();

create function version_updated() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  update version_tag set version_updated_at = new.updated_at where owner_id = new.id;
  return null;
end
$$;
create trigger model_version_updated after update of updated_at on model_version
  for each row when (old.updated_at is distinct from new.updated_at) execute function version_updated();

-- Which pairs of key and value are frequent, for the planner takes keys and values to be independent of each other.

create statistics version_tag_pairs (mcv) on key, (left(value, 200)) from version_tag;
create statistics model_tag_pairs (mcv) on key, (left(value, 200)) from model_tag;

-- Words.

create function search_words(content text) returns tsvector language sql immutable parallel safe
  return strip(to_tsvector('simple', regexp_replace(left(content, 100000), '[^[:alnum:]]+', ' ', 'g')));
comment on function search_words is 'The words of the first 100,000 characters: letters and digits beside each other, letter case set aside';

create function search_query(content text) returns tsquery language sql immutable parallel safe
  return plainto_tsquery('simple', regexp_replace(content, '[^[:alnum:]]+', ' ', 'g'));
comment on function search_query is 'All the words of a text, read as search_words reads them';

alter table model add column words tsvector generated always as
  (search_words(project_key || ' ' || name || ' ' || coalesce(description, '') || ' ' || coalesce(intended_use, '')
    || ' ' || coalesce(out_of_scope_use, '') || ' ' || coalesce(vendor, ''))) stored;
create index model_words on model using gin (project_id, words);
create index model_full_name on model ((project_key || '.' || name)) where archived_at is null;
create index model_full_name_in_project on model (project_id, (project_key || '.' || name)) where archived_at is null;
create index model_full_name_parts on model using gin ((project_key || '.' || name) gin_trgm_ops)
  where archived_at is null;

create table version_text (
  version_id uuid not null,
  project_id uuid not null,
  words tsvector not null,
  constraint version_text_pk primary key (version_id)
);
create index version_text_words on version_text using gin (project_id, words) with (gin_pending_list_limit = 256);
comment on table version_text is 'The words of a version: its model''s full name, description, change note, tags; written by triggers';

-- Results.

create table version_metric (
  version_id uuid not null,
  project_id uuid not null,
  key text not null,
  value double precision not null,
  constraint version_metric_pk primary key (version_id, key)
);
create index version_metric_value on version_metric (project_id, key, value, version_id);
comment on table version_metric is 'The finite metrics of a version''s record; written by triggers';

create table version_param (
  version_id uuid not null,
  project_id uuid not null,
  registered_at timestamptz not null,
  key text not null,
  value text not null,
  constraint version_param_pk primary key (version_id, key)
);
create index version_param_value on version_param (project_id, key, left(value, 200), registered_at, version_id);
create statistics version_param_pairs (mcv) on key, (left(value, 200)) from version_param;
comment on table version_param is 'The parameters of a version''s record; written by triggers';

-- What is derived from what. A version that was registered with its few numbers has no record but its run.

create function version_metrics(run_id uuid, record text) returns table (key text, value double precision)
language sql stable as $$
  select m ->> 'key', cast(m ->> 'value' as double precision)
    from result_record r, jsonb_array_elements(cast(convert_from(r.content, 'UTF8') as jsonb) -> 'metrics') m
   where r.digest = record and jsonb_typeof(m -> 'value') = 'number'
  union all
  select m.key, cast(m.value as double precision)
    from run u, jsonb_each_text(u.metrics) m
   where u.id = run_id and not exists (select 1 from result_record r where r.digest = record)
$$;

create function version_params(record text) returns table (key text, value text) language sql stable as $$
  select p.key, p.value
    from result_record r, jsonb_each_text(cast(convert_from(r.content, 'UTF8') as jsonb) -> 'params') p
   where r.digest = record
$$;

create function write_version_text(ids uuid[]) returns void language sql as $$
  insert into version_text (version_id, project_id, words)
  select v.id, v.project_id,
         search_words(concat_ws(' ', m.project_key, m.name, v.description, v.change_note,
           (select string_agg(t.key || ' ' || left(t.value, 1000), ' ' order by t.key)
              from version_tag t where t.owner_id = v.id)))
    from model_version v join model m on m.id = v.model_id
   where v.id = any(ids)
  on conflict (version_id) do update set words = excluded.words where version_text.words <> excluded.words
$$;

create function version_added() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  insert into version_text (version_id, project_id, words)
  select v.id, v.project_id, search_words(concat_ws(' ', m.project_key, m.name, v.description, v.change_note))
    from added v join model m on m.id = v.model_id;
  insert into version_metric (version_id, project_id, key, value)
  select v.id, v.project_id, e.key, e.value from added v, version_metrics(v.run_id, v.record_digest) e;
  insert into version_param (version_id, project_id, registered_at, key, value)
  select v.id, v.project_id, v.created_at, e.key, e.value from added v, version_params(v.record_digest) e;
  return null;
end
$$;
create trigger model_version_added after insert on model_version
  referencing new table as added for each statement execute function version_added();

create function version_results_changed() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  delete from version_metric where version_id = new.id;
  insert into version_metric (version_id, project_id, key, value)
  select new.id, new.project_id, e.key, e.value from version_metrics(new.run_id, new.record_digest) e;
  delete from version_param where version_id = new.id;
  insert into version_param (version_id, project_id, registered_at, key, value)
  select new.id, new.project_id, new.created_at, e.key, e.value from version_params(new.record_digest) e;
  return null;
end
$$;
create trigger model_version_results_changed after update of record_digest on model_version
  for each row when (old.record_digest is distinct from new.record_digest)
  execute function version_results_changed();

create function version_described() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  perform write_version_text(array[new.id]);
  return null;
end
$$;
create trigger model_version_described after update of description on model_version
  for each row when (old.description is distinct from new.description) execute function version_described();

create function version_tagged() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from touched) then
    perform write_version_text(array(select distinct owner_id from touched));
  end if;
  return null;
end
$$;
create trigger version_tag_added after insert on version_tag
  referencing new table as touched for each statement execute function version_tagged();
create trigger version_tag_removed after delete on version_tag
  referencing old table as touched for each statement execute function version_tagged();

create function version_tag_changed() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  perform write_version_text(array[new.owner_id]);
  return null;
end
$$;
create trigger version_tag_changed after update of value on version_tag
  for each row when (old.value is distinct from new.value) execute function version_tag_changed();

create function model_renamed() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  -- Locked, so that what describes or tags one of them meanwhile is seen, or sees the new name.
  perform 1 from model_version where project_id = new.project_id and model_id = new.id for update;
  perform write_version_text(
    array(select id from model_version where project_id = new.project_id and model_id = new.id));
  return null;
end
$$;
create trigger model_renamed after update of name on model
  for each row when (old.name is distinct from new.name) execute function model_renamed();

select write_version_text(array(select id from model_version));
insert into version_metric (version_id, project_id, key, value)
select v.id, v.project_id, e.key, e.value from model_version v, version_metrics(v.run_id, v.record_digest) e;
insert into version_param (version_id, project_id, registered_at, key, value)
select v.id, v.project_id, v.created_at, e.key, e.value from model_version v, version_params(v.record_digest) e;

grant update (review_state) on model_version to ${service_role};
grant select on version_text, version_metric, version_param to ${service_role};
