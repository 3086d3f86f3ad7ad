package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.registry.Refusal;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;

/** Shows artifacts of one project to a caller, a page in as many statements as one. */
@ApplicationScoped
public class ArtifactViews {

  private final Accounts accounts;
  private final ArtifactRules rules;
  private final EvaluatedRows evaluated;

  ArtifactViews(Accounts accounts, ArtifactRules rules, EvaluatedRows evaluated) {
    this.accounts = accounts;
    this.rules = rules;
    this.evaluated = evaluated;
  }

  /** Shows one artifact. */
  public ArtifactView view(Artifact artifact, Standing standing, Caller caller) {
    return views(List.of(artifact), standing, caller).getFirst();
  }

  /** Shows a page of artifacts. */
  public List<ArtifactView> views(List<Artifact> page, Standing standing, Caller caller) {
    People people = accounts.people(page.stream().map(Artifact::storedBy));
    Set<String> sealed = rules.sealedPlaces(standing.projectId(), page);
    Set<Digest> closed = evaluated.closed(page, standing, caller);
    return page.stream()
        .map(
            artifact ->
                ArtifactView.from(
                    artifact,
                    standing.key(),
                    people,
                    actions(artifact, sealed, closed, standing, caller)))
        .toList();
  }

  private static List<ActionView> actions(
      Artifact artifact, Set<String> sealed, Set<Digest> closed, Standing standing, Caller caller) {
    Optional<Refusal> always = ArtifactRules.refusesChange(artifact, sealed);
    return List.of(
        Refusal.asAction("replace", Contribution.refusesNew(caller, standing).or(() -> always)),
        Refusal.asAction("remove", Contribution.refuses(caller, standing).or(() -> always)),
        Refusal.asAction("download", EvaluatedRows.refuses(artifact, closed, standing)));
  }
}
