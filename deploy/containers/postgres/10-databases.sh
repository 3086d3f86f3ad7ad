#!/usr/bin/env bash
# The services' databases as deploy/local's Databases makes them: each with two roles, of which *_owner migrates it and
# *_service uses it and gets only what the migrations grant. Runs once, when the volume is empty.
set -euo pipefail

for name in project registry review; do
  owner_password=${name^^}_OWNER_PASSWORD service_password=${name^^}_SERVICE_PASSWORD
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v name="$name" -v owner="${name}_owner" \
    -v service="${name}_service" -v owner_password="${!owner_password}" -v service_password="${!service_password}" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"service" login password :'service_password';
alter role :"service" set transaction_timeout = '30s';
alter role :"service" set idle_in_transaction_session_timeout = '25s';
create database :"name" owner :"owner";
revoke connect, temporary on database :"name" from public;
grant connect on database :"name" to :"service";
SQL
done

psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v password="$KEYCLOAK_DATABASE_PASSWORD" <<'SQL'
create role keycloak login password :'password';
create database keycloak owner keycloak;
revoke connect, temporary on database keycloak from public;
SQL
