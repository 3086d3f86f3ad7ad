package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;

/** Writes down what lies under a path, in the running transaction and under the project's lock. */
@ApplicationScoped
public class ArtifactRecords {

  /** The most files that one act removes: each is an event of its own. */
  static final int MOST_REMOVED = 1_000;

  /** How much room is promised at once to a file of unknown size. */
  private static final long STEP = 64L << 20;

  private final Artifacts artifacts;
  private final ArtifactUsage usage;
  private final Reservations reservations;
  private final ArtifactRules rules;
  private final Blobs blobs;
  private final EventLog events;
  private final Clock clock = Clock.systemUTC();

  ArtifactRecords(
      Artifacts artifacts,
      ArtifactUsage usage,
      Reservations reservations,
      ArtifactRules rules,
      Blobs blobs,
      EventLog events) {
    this.artifacts = artifacts;
    this.usage = usage;
    this.reservations = reservations;
    this.rules = rules;
    this.blobs = blobs;
    this.events = events;
  }

  /**
   * Promises room for a file that is sent now, and refuses what would be refused in the end.
   *
   * @param id what the promise is known by
   * @param size how many bytes were announced, -1 where none were
   * @return how many bytes have room
   */
  long promise(UUID id, UUID projectId, ArtifactPath path, long size, Condition condition) {
    usage.lock(projectId);
    Optional<Artifact> present = artifacts.at(projectId, path);
    Refusal.check(rules.refusesFile(projectId, path));
    condition.check(present);
    long before = present.map(Artifact::size).orElse(0L);
    long more = Math.max(0, size - before);
    usage.requireRoom(projectId, more);
    reservations.add(id, projectId, more);
    return before + more;
  }

  /**
   * Renews a promise, with at least so many bytes more where any are missing.
   *
   * @return how many more, up to {@value #STEP} where there is room for them
   * @throws ProblemException 507 {@code QUOTA_EXCEEDED}
   */
  long promiseMore(UUID id, UUID projectId, long atLeast) {
    usage.lock(projectId);
    usage.requireRoom(projectId, atLeast);
    long more = atLeast == 0 ? 0 : Math.max(atLeast, Math.min(STEP, usage.room(projectId)));
    reservations.renew(id, more);
    return more;
  }

  /** Ends a promise; does nothing where there is none. */
  void endPromise(UUID id) {
    reservations.end(id);
  }

  /** Takes the project's lock, and refuses a file for which there is no place or room. */
  void reserve(UUID projectId, ArtifactPath path, long size) {
    usage.lock(projectId);
    Refusal.check(rules.refusesFile(projectId, path));
    usage.requireRoom(projectId, size);
  }

  /**
   * Puts a file under a path; the store has its bytes when the transaction commits.
   *
   * @throws ProblemException as {@link ArtifactKeeping#put}
   */
  Artifact record(
      UUID projectId, ArtifactPath path, Artifact.File file, Condition condition, Caller by) {
    usage.lock(projectId);
    Optional<Artifact> present = artifacts.at(projectId, path);
    Refusal.check(rules.refusesFile(projectId, path));
    condition.check(present);
    long before = present.map(Artifact::size).orElse(0L);
    usage.requireRoom(projectId, file.size() - before);
    usage.change(projectId, file.size() - before, present.isPresent() ? 0 : 1);
    blobs.lock(file.digest());
    blobs.add(file.digest(), file.size());
    Artifact artifact = put(projectId, path, file, present, by);
    artifacts.persistAndFlush(artifact);
    events.append(artifact.scanned(Cause.by(by)));
    return artifact;
  }

  private Artifact put(
      UUID projectId,
      ArtifactPath path,
      Artifact.File file,
      Optional<Artifact> present,
      Caller by) {
    Artifact.Stamp stamp = new Artifact.Stamp(clock.instant(), by.subject());
    if (present.isEmpty()) {
      return Artifact.stored(projectId, path, file, stamp);
    }
    Artifact artifact = present.get();
    if (!artifact.digest().equals(file.digest())) {
      blobs.unreference(artifact.digest());
    }
    artifact.replace(file, stamp);
    return artifact;
  }

  /**
   * Removes the file under a path.
   *
   * @throws ProblemException 404 {@code ARTIFACT_NOT_FOUND}, 409 {@code ARTIFACT_SEALED}, 412
   *     {@code STALE_REVISION}
   */
  public void remove(UUID projectId, ArtifactPath path, Condition condition, Caller by) {
    usage.lock(projectId);
    Artifact artifact =
        artifacts.at(projectId, path).orElseThrow(() -> ArtifactReading.notFound(path));
    Refusal.check(rules.refusesChange(projectId, path));
    condition.check(Optional.of(artifact));
    removeAll(projectId, List.of(artifact), by);
  }

  /**
   * Removes what lies under a path, a file or a folder with all that is in it; does nothing where
   * nothing lies there.
   *
   * @throws ProblemException 409 {@code ARTIFACT_SEALED} or {@code TOO_MANY_FILES}
   */
  public void removeTree(UUID projectId, ArtifactPath path, Caller by) {
    usage.lock(projectId);
    List<Artifact> files =
        artifacts
            .at(projectId, path)
            .map(List::of)
            .orElseGet(() -> artifacts.within(projectId, path, MOST_REMOVED + 1));
    if (files.size() > MOST_REMOVED) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_FILES,
          "More than %d files lie in the folder; remove its folders one by one"
              .formatted(MOST_REMOVED));
    }
    if (!files.isEmpty()) {
      Refusal.check(rules.refusesFolder(projectId, path));
      removeAll(projectId, files, by);
    }
  }

  /** Takes the project's lock, so that nothing of it changes until the transaction ends. */
  public void lock(UUID projectId) {
    usage.lock(projectId);
  }

  /**
   * Removes a file whose use is over; the project's lock is taken.
   *
   * @param digest the bytes that were used
   * @param useId the use
   */
  public Erasure erase(UUID projectId, ArtifactPath path, Digest digest, UUID useId, Cause cause) {
    Optional<Artifact> used =
        artifacts.at(projectId, path).filter(file -> file.digest().equals(digest));
    if (used.isEmpty()) {
      return Erasure.GONE;
    }
    if (rules.refusesChange(projectId, path).isPresent()) {
      return Erasure.SEALED;
    }
    removeAll(projectId, List.of(used.get()), List.of(used.get().erased(useId, cause)));
    return Erasure.ERASED;
  }

  private void removeAll(UUID projectId, List<Artifact> files, Caller by) {
    removeAll(projectId, files, files.stream().map(file -> file.removed(Cause.by(by))).toList());
  }

  private void removeAll(UUID projectId, List<Artifact> files, List<NewEvent> told) {
    for (Artifact file : files) {
      blobs.unreference(file.digest());
      artifacts.delete(file);
    }
    artifacts.flush();
    usage.change(projectId, -files.stream().mapToLong(Artifact::size).sum(), -files.size());
    events.append(told);
  }
}
