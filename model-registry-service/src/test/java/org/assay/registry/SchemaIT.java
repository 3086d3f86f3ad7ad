package org.assay.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself holds, whoever writes to it. */
@QuarkusTest
class SchemaIT extends RegistryTestCase {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @Inject DataSource database;
  @Inject SessionFactory sessions;

  @Test
  void isTheSchemaThatTheEntitiesExpect() {
    sessions.getSchemaManager().validateMappedObjects();

    assertThat(sessions.getMetamodel().getEntities()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update model_version set number = 1",
        "update model_version set authors = '{}'",
        "update model_version set created_by = 'me'",
        "update model_version set run_id = uuidv7()",
        "delete from model_version",
        "update run set metrics = '{}'",
        "update run set experiment_id = uuidv7()",
        "update run set source_run_id = uuidv7()",
        "update result_record set content = ''",
        "delete from result_record",
        "update dataset set digest = 'sha256:' || repeat('0', 64)",
        "update dataset set legal_basis = null",
        "delete from dataset",
        "update dataset_check set outcome = 'PASSED'",
        "update deployment set digest = 'sha256:' || repeat('0', 64)",
        "update deployment set version_id = uuidv7()",
        "delete from deployment",
        "update dataset_withdrawal set reason = 'other'",
        "update artifact_use set keep_until = now()",
        "update artifact_use set version_id = null",
        "delete from artifact_use",
        "update artifact_use_hold set reason = 'other'",
        "update artifact_use_hold set placed_as = 'LEAD'",
        "delete from artifact_use_hold",
        "update lineage_edge set kind = 'TRAINED_ON'",
        "delete from lineage_edge",
        "delete from version_withdrawn_data",
        "update version_card set content = ''",
        "delete from version_card",
        "update run_param set value = 'x'",
        "delete from run_param",
        "delete from run_metric",
        "update metric_point set value = 1",
        "delete from metric_point",
        "delete from experiment",
        "delete from logged_model",
        "update run_compute set hours = 1",
        "delete from run",
        "update model set project_key = 'other'",
        "delete from former_name",
        "update alias_move set to_number = 1",
        "delete from alias_move",
        "update model_alias set name = 'other'",
        "update version_tag set key = 'other'",
        "update model set project_id = uuidv7()",
        "delete from model",
        "update review_event set data = '{}'",
        "delete from review_event",
        "update version_release set environment = 'production'",
        "delete from version_release",
        "delete from assessment",
        "delete from project_member",
        "update event_log set actor = 'me'",
        "delete from event_log",
        "truncate event_log",
        "drop table model_version",
        "create table mine (one integer)"
      })
  void letsTheServiceChangeNothingThatNeverChanges(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement attempt = connection.createStatement()) {
      assertThatThrownBy(() -> attempt.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class,
              refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
  }
}
