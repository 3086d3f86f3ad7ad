-- What orders changes of a project's artifacts is no longer the lock of a row, so the table's comment says so no more.
--
-- Locks: SHARE UPDATE EXCLUSIVE on artifact_usage for a moment.

comment on table artifact_usage is 'What a project''s artifacts come to; changed under the advisory lock of the project''s files';
