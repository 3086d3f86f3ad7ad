package org.assay.registry.mlflow.model;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.assay.contracts.name.ModelName;
import org.assay.registry.alias.AliasMoves;
import org.assay.registry.alias.AliasMoves.MoveTo;
import org.assay.registry.alias.AliasMoves.Precondition;
import org.assay.registry.alias.AliasName;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.model.Model;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.project.Standing;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.ModelVersions;

/** What MLflow's clients ask of aliases. */
@ApplicationScoped
class RegisteredAliases {

  private final MlflowRequest request;
  private final Wording wording;
  private final VisibleModels models;
  private final ModelVersions versions;
  private final AliasMoves moves;
  private final RegistryAnswers answers;

  RegisteredAliases(
      MlflowRequest request,
      Wording wording,
      VisibleModels models,
      ModelVersions versions,
      AliasMoves moves,
      RegistryAnswers answers) {
    this.request = request;
    this.wording = wording;
    this.models = models;
    this.versions = versions;
    this.moves = moves;
    this.answers = answers;
  }

  void set(Asked.OfAlias asked) {
    String written = required(asked.name(), "name");
    ModelName name = request.workspace().model(written);
    AliasName alias = new AliasName(required(asked.alias(), "alias"));
    MoveTo to = new MoveTo(asked.number(), null, Precondition.NONE);
    wording.of(written, asked.number(), () -> moves.move(name, alias, to, request.caller()));
  }

  void delete(Asked.OfAlias asked) {
    String written = required(asked.name(), "name");
    ModelName name = request.workspace().model(written);
    String alias = required(asked.alias(), "alias");
    wording.of(written, () -> moves.remove(name, alias, Precondition.NONE, request.caller()));
  }

  Answer.Version get(Asked.OfAlias asked) {
    String written = required(asked.name(), "name");
    Workspace workspace = request.workspace();
    ModelName name = workspace.model(written);
    String alias = required(asked.alias(), "alias");
    return wording.of(
        written,
        () -> {
          Model model = models.find(name.full(), request.caller(), Standing::mayRead).model();
          return answers.version(pointedAt(model, alias), model, workspace);
        });
  }

  private ModelVersion pointedAt(Model model, String alias) {
    return (alias.toLowerCase(Locale.ROOT).equals(AliasName.LATEST)
            ? versions.newest(model)
            : versions.aliased(model, alias))
        .orElseThrow(() -> absent(alias));
  }

  private static MlflowFailure absent(String alias) {
    return MlflowFailure.invalid("Registered model alias %s not found.".formatted(alias));
  }
}
