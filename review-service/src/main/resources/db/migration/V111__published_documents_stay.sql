-- What is published never changes (invariant 13), whoever writes: neither the text of a policy, questionnaire or set of
-- checklists, nor what it is called, nor whether it is there.
--
-- Locks: access exclusive on policy for a moment.
-- Cost: a comparison for each update of a row of policy, of which there are few.

create function refuse_change_of_published() returns trigger language plpgsql as $$
begin
  if old.state = 'DRAFT' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' or (new.kind, new.name, new.number, new.scope_kind, new.scope_key, new.document, new.digest)
      is distinct from (old.kind, old.name, old.number, old.scope_kind, old.scope_key, old.document, old.digest)
      or new.state = 'DRAFT' then
    raise exception '%/% is published and never changes', old.name, old.number using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger policy_published before update or delete on policy
  for each row execute function refuse_change_of_published();
