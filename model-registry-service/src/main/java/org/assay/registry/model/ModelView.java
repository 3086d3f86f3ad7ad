package org.assay.registry.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model as HTTP shows it to one caller.
 *
 * @param id its id, the {@code model_id} of events
 * @param name its full name, as paths use it
 * @param projectKey the project that answers for it
 * @param kind what it does
 * @param paradigms how it learns
 * @param description what it is
 * @param intendedUse what it is for; absent where nobody has said it yet
 * @param outOfScopeUse what it must not be used for
 * @param vendor whom it was bought from
 * @param useCaseIds the use cases of its project that it serves
 * @param tags its tags, in the answer about one model
 * @param aliases where its aliases point, by name, in the answer about one model
 * @param owner who answers for it
 * @param createdAt when it was registered
 * @param createdBy who registered it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "Model")
record ModelView(
    UUID id,
    String name,
    String projectKey,
    ModelKind kind,
    List<Paradigm> paradigms,
    @Nullable String description,
    @Nullable String intendedUse,
    @Nullable String outOfScopeUse,
    @Nullable String vendor,
    List<UUID> useCaseIds,
    @Nullable Map<String, String> tags,
    @Nullable Map<String, Integer> aliases,
    Actor owner,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /** Shows a model. */
  static ModelView from(
      Model model,
      @Nullable Map<String, String> tags,
      @Nullable Map<String, Integer> aliases,
      People people,
      List<ActionView> actions) {
    return new ModelView(
        model.id(),
        model.fullName().full(),
        model.fullName().project().value(),
        model.kind(),
        model.paradigms(),
        model.description(),
        model.intendedUse(),
        model.outOfScopeUse(),
        model.vendor(),
        model.useCaseIds(),
        tags,
        aliases,
        people.named(model.ownerId()),
        model.createdAt(),
        people.named(model.createdBy()),
        model.revision(),
        actions);
  }
}
