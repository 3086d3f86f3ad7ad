package org.assay.registry.alias;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.AliasMoved;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.alias.Aliases.Step;
import org.assay.registry.model.Model;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.Seen;
import org.assay.registry.version.VersionEnded;
import org.assay.registry.version.VersionReleases;
import org.assay.registry.version.VersionState;
import org.assay.registry.version.VisibleVersions;
import org.jspecify.annotations.Nullable;

/**
 * Moves aliases. Each move is one event of the model, under the locks of the model's row and then
 * of the version's, and one line of the alias's history.
 *
 * <p>A governed alias points only at a version that is released, and every move of it names the
 * decision by which the version stands released at that moment, to whichever environment: the alias
 * says which version is the best one, and where it may run is the gate's answer. The approvals that
 * the decision rests on have to be valid, so the alias also goes back to an earlier champion only
 * while that one's release stands and has not expired; and where the release was renewed, it moves
 * from the version to the same version, by the decision that renewed it. Nobody takes it away, not
 * even from a version that was revoked since: it says who was champion last until a decision says
 * who is.
 */
@ApplicationScoped
public class AliasMoves {

  private static final Clock CLOCK = Clock.systemUTC();

  private final VisibleModels models;
  private final VisibleVersions versions;
  private final VersionReleases releases;
  private final Aliases aliases;
  private final GovernedAliases governed;
  private final EventLog events;

  AliasMoves(
      VisibleModels models,
      VisibleVersions versions,
      VersionReleases releases,
      Aliases aliases,
      GovernedAliases governed,
      EventLog events) {
    this.models = models;
    this.versions = versions;
    this.releases = releases;
    this.aliases = aliases;
    this.governed = governed;
    this.events = events;
  }

  /**
   * Points an alias at a version, in the running transaction.
   *
   * @param asked what is asked for
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 403 {@code
   *     NOT_A_CONTRIBUTOR} or {@code ALIAS_GOVERNED}, 422 {@code VALIDATION_FAILED}, 428, 412
   */
  public Found move(ModelName model, AliasName name, MoveTo asked, Caller caller) {
    Seen seen = versions.lockWithModel(model.full(), asked.number(), caller);
    Refusal.check(Contribution.refuses(caller, seen.in().standing()));
    requireOpen(seen.version());
    asked.precondition().check(seen.in().model().revision());
    move(seen.in().model(), name, seen.version(), asked.decisionId(), caller);
    return seen.in();
  }

  /**
   * Removes an alias, in the running transaction; an absent one is no fault.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR} or {@code
   *     ALIAS_GOVERNED}, 428, 412
   */
  public Found remove(ModelName model, String name, Precondition precondition, Caller caller) {
    Found found = locked(model, caller);
    precondition.check(found.model().revision());
    aliases
        .find(found.model().id(), name)
        .ifPresent(
            alias -> {
              if (governed.in(found.model().projectId()).have(name)) {
                throw refused(
                    name,
                    "version %d bears it until another released one does, or until it is retired"
                        .formatted(alias.number()));
              }
              write(found.model(), name, new Step(alias, null, null, null), caller);
            });
    return found;
  }

  /**
   * Points an alias at the version it pointed at before, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, {@code ALIAS_NOT_FOUND} or {@code
   *     VERSION_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR} or {@code ALIAS_GOVERNED}, 409 {@code
   *     NO_PREVIOUS_VERSION}, 428, 412
   */
  public Found rollBack(ModelName model, AliasName name, Precondition precondition, Caller caller) {
    Found found = locked(model, caller);
    Alias now =
        aliases.find(found.model().id(), name.value()).orElseThrow(() -> absent(name.value()));
    int previous = previous(found.model(), now);
    Seen seen = versions.lockWithModel(model.full(), previous, caller);
    requireOpen(seen.version());
    precondition.check(found.model().revision());
    move(found.model(), name, seen.version(), null, caller);
    return found;
  }

  /** The refusal of an alias that is not there. */
  public static ProblemException absent(String name) {
    return ProblemException.of(
        RegistryProblem.ALIAS_NOT_FOUND, "The model has no alias %s".formatted(name));
  }

  /** Drops what points at a version that is over: no alias dangles, a governed one included. */
  void letGo(@Observes VersionEnded ended) {
    UUID version = ended.version().id();
    List<Alias> pointing = aliases.ofVersions(List.of(version)).getOrDefault(version, List.of());
    pointing.forEach(
        alias -> write(ended.model(), alias.name(), new Step(alias, null, null, null), ended.by()));
  }

  private Found locked(ModelName model, Caller caller) {
    Found found = models.lock(model.full(), caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    return found;
  }

  private void move(
      Model model, AliasName name, ModelVersion to, @Nullable UUID named, Caller caller) {
    Alias now = aliases.find(model.id(), name.value()).orElse(null);
    boolean governs = governed.in(model.projectId()).have(name.value());
    UUID by = governs ? decision(name, to, named, now) : null;
    if (now != null && now.versionId().equals(to.id()) && Objects.equals(by, now.decisionId())) {
      return;
    }
    if (now == null
        && aliases.ofModels(List.of(model.id())).getOrDefault(model.id(), List.of()).size()
            >= Aliases.MAX_ALIASES) {
      throw ProblemException.invalid(
          "/alias",
          "TOO_MANY",
          "a model has no more than %d aliases".formatted(Aliases.MAX_ALIASES));
    }
    write(model, name.value(), new Step(now, to.id(), to.number(), by), caller);
  }

  /**
   * Returns the release that a governed alias points at a version with: the one named; else the one
   * it is there by already, while that stands; else the latest.
   */
  private UUID decision(
      AliasName name, ModelVersion to, @Nullable UUID named, @Nullable Alias now) {
    List<UUID> standing =
        to.state() == VersionState.RELEASED
            ? releases.validDecisions(to.id(), CLOCK.instant())
            : List.of();
    if (standing.isEmpty()) {
      throw refused(
          name.value(),
          to.state() == VersionState.RELEASED
              ? "the approvals that version %d was released by have expired".formatted(to.number())
              : "version %d is %s, and only a released one may bear it"
                  .formatted(to.number(), to.state()));
    }
    if (named != null && !standing.contains(named)) {
      throw refused(
          name.value(),
          "decision %s is none by which version %d stands released".formatted(named, to.number()));
    }
    if (named != null) {
      return named;
    }
    // A decision is about one version, so this one stands only if the alias points there already.
    UUID present = now == null ? null : now.decisionId();
    return present != null && standing.contains(present) ? present : standing.getFirst();
  }

  private int previous(Model model, Alias now) {
    return aliases
        .arrival(model.id(), now.name())
        .flatMap(arrival -> Optional.ofNullable(arrival.fromNumber()))
        .orElseThrow(
            () ->
                ProblemException.of(
                    RegistryProblem.NO_PREVIOUS_VERSION,
                    "Alias %s pointed at no version before %d"
                        .formatted(now.name(), now.number())));
  }

  private static void requireOpen(ModelVersion version) {
    if (version.state() == VersionState.RETIRED) {
      throw ProblemException.of(
          RegistryProblem.VERSION_NOT_FOUND,
          "Version %d is retired, so no alias points at it".formatted(version.number()));
    }
  }

  private static ProblemException refused(String name, String why) {
    return ProblemException.of(
            RegistryProblem.ALIAS_GOVERNED,
            "Alias %s moves only with a decision: %s".formatted(name, why))
        .help(
            "Have the version submitted, approved and released, or its release renewed; or choose"
                + " another alias.");
  }

  private void write(Model model, String name, Step step, Caller caller) {
    long revision = model.changed();
    aliases.write(model, name, revision, step, caller.subject());
    Alias from = step.from();
    events.append(
        new NewEvent(
            EventTypes.ALIAS_MOVED,
            "model/" + model.fullName(),
            model.id(),
            revision,
            model.id(),
            Cause.by(caller),
            new AliasMoved(
                model.id(),
                model.fullName().full(),
                model.projectId(),
                name,
                from == null ? null : from.versionId(),
                step.toVersionId(),
                step.decisionId())));
  }

  /**
   * Where an alias is to point.
   *
   * @param number the version's number
   * @param decisionId the release that a governed alias moves with, null for the latest
   * @param precondition what must hold of the model's revision
   */
  public record MoveTo(int number, @Nullable UUID decisionId, Precondition precondition) {}

  /** What must hold of the model's revision; checked after everything else. */
  @FunctionalInterface
  public interface Precondition {

    /** Nothing: MLflow's clients see no revisions. */
    Precondition NONE = _ -> {};

    /** The revision that {@code If-Match} names. */
    static Precondition ifMatch(@Nullable String header) {
      return revision -> IfMatch.require(header, revision);
    }

    /**
     * Looks at the current revision.
     *
     * @throws ProblemException 428 or 412
     */
    void check(long revision);
  }
}
