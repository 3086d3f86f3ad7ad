package org.assay.registry.lineage;

/**
 * What came out of runs that read the bytes of a data set, whether or not it was registered when
 * they did: those of its project whose digest is its own, with or without {@code sha256:}, or whose
 * client digest and name are.
 */
final class BytesRead {

  /** SQL of joined tables: the data set {@code x}, the run's use {@code u}, the edge {@code e}. */
  static final String JOINED =
      """
      dataset x
      join input_dataset i
        on i.digest in (x.digest, substr(x.digest, 8), x.client_digest)
       and (i.digest is distinct from x.client_digest or i.name = x.name)
      join experiment n on n.id = i.experiment_id and n.project_id = x.project_id
      join run_dataset u on u.dataset_id = i.id
      join lineage_edge e on e.run_id = u.run_id
      """;

  private BytesRead() {}
}
