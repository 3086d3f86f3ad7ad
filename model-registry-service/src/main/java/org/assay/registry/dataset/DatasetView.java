package org.assay.registry.dataset;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A data set as HTTP shows it to one caller.
 *
 * @param id its id, the {@code dataset_id} of events
 * @param projectKey the project that answers for it
 * @param name its name
 * @param version which of the data of this name it is
 * @param digest the digest of its exact bytes
 * @param clientDigest the digest that MLflow's clients compute of it
 * @param description what it holds
 * @param owners who answers for it
 * @param source where it comes from
 * @param licence under which terms it is used
 * @param personalData how far it is about people
 * @param legalBasis why it may be used
 * @param period the time that it is about
 * @param jurisdictions whose law applies
 * @param retainUntil the last day it may be kept
 * @param checksPassed how many checks of its quality passed
 * @param checksFailed how many checks of its quality failed
 * @param state whether it may be used
 * @param withdrawal why it was withdrawn
 * @param createdAt when it was registered
 * @param createdBy who registered it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "Dataset")
record DatasetView(
    UUID id,
    String projectKey,
    String name,
    String version,
    String digest,
    @Nullable String clientDigest,
    @Nullable String description,
    List<Actor> owners,
    String source,
    String licence,
    PersonalData personalData,
    @Nullable String legalBasis,
    RegisterDataset.@Nullable Period period,
    List<String> jurisdictions,
    @Nullable LocalDate retainUntil,
    int checksPassed,
    int checksFailed,
    DatasetState state,
    @Nullable WithdrawalView withdrawal,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /**
   * Why a data set was withdrawn.
   *
   * @param reason in the words of who withdrew it
   * @param at when
   * @param by who withdrew it
   * @param descendantsFlagged whether every version that descends from it is flagged by now
   */
  @Schema(name = "DatasetWithdrawal")
  record WithdrawalView(String reason, Instant at, Actor by, boolean descendantsFlagged) {}
}
