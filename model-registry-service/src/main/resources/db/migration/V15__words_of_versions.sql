-- A version's own words, without its model's name.
--
-- The name stood with each version, so that words could be found of which the one stands in the name and the other in the
-- version's texts. So whoever searched by the name of a model gathered all of its versions, and its renaming wrote as many
-- rows. Now a version's words are its own and say which model they belong to: what the model's words meet is read in order
-- of registration by the index that each model has for it.
--
-- Locks: ACCESS EXCLUSIVE on version_text, which is written anew. Cost at 10 M versions: about ten minutes; nothing can be
-- registered meanwhile.

drop trigger model_renamed on model;
drop function model_renamed();
drop index version_text_words;
alter table version_text add column model_id uuid;

create or replace function write_version_text(ids uuid[]) returns void language sql as $$
  insert into version_text (version_id, project_id, model_id, words)
  select v.id, v.project_id, v.model_id,
         search_words(concat_ws(' ', v.description, v.change_note,
           (select string_agg(t.key || ' ' || left(t.value, 1000), ' ' order by t.key)
              from version_tag t where t.owner_id = v.id)))
    from model_version v
   where v.id = any(ids)
  on conflict (version_id) do update set words = excluded.words where version_text.words <> excluded.words
$$;

create or replace function version_added() returns trigger language plpgsql
security definer set search_path = public, pg_temp as $$
begin
  insert into version_text (version_id, project_id, model_id, words)
  select v.id, v.project_id, v.model_id, search_words(concat_ws(' ', v.description, v.change_note)) from added v;
  insert into version_metric (version_id, project_id, key, value)
  select v.id, v.project_id, e.key, e.value from added v, version_metrics(v.run_id, v.record_digest) e;
  insert into version_param (version_id, project_id, registered_at, key, value)
  select v.id, v.project_id, v.created_at, e.key, e.value from added v, version_params(v.record_digest) e;
  return null;
end
$$;

create function search_any(content text) returns tsquery language sql immutable parallel safe
  return cast(replace(cast(search_query(content) as text), '&', '|') as tsquery);
comment on function search_any is 'Any of the words of a text, read as search_words reads them';

update version_text set model_id = v.model_id from model_version v where v.id = version_text.version_id;
alter table version_text alter column model_id set not null;
select write_version_text(array(select id from model_version));
create index version_text_words on version_text using gin (project_id, words) with (gin_pending_list_limit = 256);
comment on table version_text is 'The words of a version: its description, change note, tags; written by triggers';
