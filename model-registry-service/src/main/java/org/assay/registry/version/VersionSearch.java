package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.model.ModelSearch;
import org.assay.registry.search.Column;
import org.assay.registry.search.Conditions;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Operator;
import org.assay.registry.search.ProjectSearch;
import org.assay.registry.search.ProjectSearch.Subject;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.SearchPage;
import org.assay.registry.search.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Finds versions as MLflow's clients search for them. In the default order a page is read off
 * {@code model_version_open_updated}, or {@code model_version_open_updated_in_model} where the
 * model is known, {@code version_tag_updated} where a tag is, {@code
 * model_version_open_updated_in_all} for who reads all projects; in order of registration off
 * {@code model_version_open_registered}, or {@code model_version_registered_in_model}.
 */
@ApplicationScoped
public class VersionSearch {

  static final String TAG_TABLE = "version_tag";

  /** As the indexes have it that are in the order of all projects. */
  static final String OVER_ALL = "v.number > 0";

  static final Entries TAGS =
      Entries.joined(
          TAG_TABLE,
          "owner_id",
          "v",
          Column.of("e.value", ValueType.TEXT)
              .and(Operator.IS_NULL, Operator.IS_NOT_NULL)
              .indexedTo(200));

  static final SearchKeys ATTRIBUTES =
      SearchKeys.none()
          .attribute("source_path", Column.of("v.source", ValueType.TEXT).indexedTo(200))
          .attribute("state", Column.of("v.state", ValueType.TEXT).and(Operator.IN))
          .attribute("review_state", Column.of("v.review_state", ValueType.TEXT).and(Operator.IN))
          .attribute("digest", Column.of("v.digest", ValueType.TEXT).and(Operator.IN))
          .entries(Set.of("tag", "tags"), TAGS);

  private static final Subject VERSIONS =
      new Subject(
          "v.id",
          "model_version v join model m on m.id = v.model_id",
          "v.project_id",
          OVER_ALL,
          "v.state not in ('DISCARDED', 'RETIRED') and m.archived_at is null",
          Map.of());

  private static final String FULL_NAME = "(m.project_key || '.' || m.name)";

  private final ProjectSearch search;
  private final ModelVersions versions;

  VersionSearch(ProjectSearch search, ModelVersions versions) {
    this.search = search;
    this.versions = versions;
  }

  /**
   * Finds a page of versions, the last changed first where no order is asked for.
   *
   * @param asked what is searched for
   * @param after the sort key after which the page begins
   * @param size the most to return
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public SearchPage<ModelVersion> find(Asked asked, Optional<List<String>> after, int size) {
    return search.find(planned(asked, after, size)).map(versions::inOrder);
  }

  static ProjectSearch.Asked planned(Asked asked, Optional<List<String>> after, int size) {
    String name = asked.reach().isOneProject() ? "m.name" : FULL_NAME;
    Conditions conditions = Conditions.of(asked.filter(), filtered(name), "f");
    // No index has the tags of all projects in this order.
    Optional<Conditions.Paired> tagged =
        asked.reach().isEverywhere() ? Optional.empty() : conditions.equalIn(Set.of(TAG_TABLE));
    Subject subject =
        asked.modelId() == null
            ? VERSIONS
            : VERSIONS.only("v.model_id = %s", "model", asked.modelId());
    String updated =
        tagged.map(pair -> pair.alias() + ".version_updated_at").orElse("v.updated_at");
    return new ProjectSearch.Asked(
        subject,
        ModelSearch.narrowed(asked.reach(), asked.filter()),
        conditions,
        order(asked.orderBy(), name, updated),
        true,
        after,
        size);
  }

  private static SearchKeys filtered(String name) {
    Column run = Column.of("v.source_run", ValueType.TEXT);
    return ATTRIBUTES
        .attribute("name", Column.of(name, ValueType.TEXT))
        .attribute("version_number", Column.of("v.number", ValueType.WHOLE))
        .attribute("run_id", run.and(Operator.IN));
  }

  private static Keyset order(List<String> orderBy, String name, String updated) {
    SearchKeys sorted =
        SearchKeys.none()
            .attribute("name", Column.of(name, ValueType.TEXT))
            .attribute("version_number", Column.of("v.number", ValueType.WHOLE))
            .attribute("creation_timestamp", Column.of("v.created_at", ValueType.INSTANT))
            .attribute("last_updated_timestamp", Column.of(updated, ValueType.INSTANT));
    Keyset.Part byName = new Keyset.Part(name, ValueType.TEXT, true);
    Keyset.Part byNumber = new Keyset.Part("v.number", ValueType.WHOLE, false);
    return Keyset.of(
        orderBy,
        sorted,
        orderBy.isEmpty()
            ? List.of(new Keyset.Part(updated, ValueType.INSTANT, false), byName, byNumber)
            : List.of(byName, byNumber));
  }

  /**
   * What is searched for.
   *
   * @param reach in which projects; of one, names are those within it, else full ones
   * @param modelId only versions of this model
   * @param filter what must hold
   * @param orderBy clauses on {@code name}, {@code version_number}, {@code creation_timestamp},
   *     {@code last_updated_timestamp}
   */
  public record Asked(Reach reach, @Nullable UUID modelId, Filter filter, List<String> orderBy) {

    /** Copies the list. */
    public Asked {
      orderBy = List.copyOf(orderBy);
    }
  }
}
