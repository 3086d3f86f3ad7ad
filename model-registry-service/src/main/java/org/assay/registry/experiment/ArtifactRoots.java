package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assay.contracts.name.ProjectKey;

/**
 * Which folders of a project hold the files of whole runs and logged models. An experiment has a
 * place: the folder of its id, or where its client wanted its files. The files of its runs lie in
 * {@code <place>/<run>/artifacts}, those of its logged models in {@code
 * <place>/models/<model>/artifacts}.
 */
@ApplicationScoped
public class ArtifactRoots {

  private static final Pattern MODEL = Pattern.compile("m-[0-9a-f]{32}");
  private static final String MODELS = "models";

  /** What lies in the files of one run or model, as nearly everything that is registered. */
  private static final Pattern IN_ONE =
      Pattern.compile("[0-9a-f]{32}/([0-9a-f]{32}|models/m-[0-9a-f]{32})/artifacts(/.*)?");

  private final EntityManager entities;

  ArtifactRoots(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Says whether a folder lies above where a run or a logged model has its files, so that those of
   * others lie there or will ({@code experiment_pk}, {@code experiment_place}).
   *
   * @param folder its path in the project
   */
  public boolean liesAbove(UUID projectId, ProjectKey project, String folder) {
    if (IN_ONE.matcher(folder).matches()) {
      return false;
    }
    List<String> places = places(folder);
    String here = Experiment.FILES_HERE + project.value() + "/";
    return !entities
        .createNativeQuery(
            """
            select 1 from experiment
             where project_id = :project
               and (artifact_location is null and id = any(:ids)
                    or artifact_location collate "C" = any(:places)
                    or artifact_location collate "C" > :from
                       and artifact_location collate "C" < :to)
             limit 1
            """,
            Tuple.class)
        .setParameter("project", projectId)
        .setParameter(
            "ids", places.stream().map(HexId::read).flatMap(Optional::stream).toArray(UUID[]::new))
        .setParameter("places", places.stream().map(here::concat).toArray(String[]::new))
        .setParameter("from", here + folder + "/")
        .setParameter("to", here + folder + "0")
        .getResultList()
        .isEmpty();
  }

  /** Returns the places of the experiments that the folder would lie in, above a run's files. */
  private static List<String> places(String folder) {
    List<String> places = new ArrayList<>(List.of(folder));
    List<String> segments = List.of(folder.split("/", -1));
    String last = segments.getLast();
    if (last.equals(MODELS) || HexId.read(last).isPresent()) {
      places.add(before(segments, 1));
    }
    if (segments.size() > 1
        && MODEL.matcher(last).matches()
        && segments.get(segments.size() - 2).equals(MODELS)) {
      places.add(before(segments, 2));
    }
    return places;
  }

  private static String before(List<String> segments, int last) {
    return String.join("/", segments.subList(0, segments.size() - last));
  }
}
