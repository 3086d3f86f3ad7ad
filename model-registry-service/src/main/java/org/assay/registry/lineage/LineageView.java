package org.assay.registry.lineage;

import java.util.List;
import java.util.UUID;
import org.assay.registry.version.LineageKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Lineage as HTTP shows it to one caller.
 *
 * @param direction which way it was followed
 * @param depth how far
 * @param truncated whether there is more than is shown: at most 500 edges each way
 * @param nodes what it leads to; the first is where it begins
 * @param edges what comes from what, the nearest first
 */
@Schema(name = "Lineage")
record LineageView(
    Direction direction, int depth, boolean truncated, List<NodeView> nodes, List<EdgeView> edges) {

  /**
   * A node. Of one that the caller may not know of, only what it is, and that it is there.
   *
   * @param node its number in this answer
   * @param kind what it is
   * @param hidden whether the caller may not know of it
   * @param id its id
   * @param projectKey its project, absent of a run
   * @param name the full name of a version's model, or the name of data or of a run
   * @param number a version's number
   * @param version which of the data of this name it is
   * @param digest its exact bytes
   * @param state where it stands
   * @param dataWithdrawn whether data were withdrawn that a version descends from
   */
  @Schema(name = "LineageNode")
  record NodeView(
      int node,
      LineageNode.Kind kind,
      boolean hidden,
      @Nullable UUID id,
      @Nullable String projectKey,
      @Nullable String name,
      @Nullable Integer number,
      @Nullable String version,
      @Nullable String digest,
      @Nullable String state,
      boolean dataWithdrawn) {

    /** Shows a node. */
    static NodeView from(int number, LineageNode node) {
      return new NodeView(
          number,
          node.kind(),
          false,
          node.id(),
          node.projectKey(),
          node.name(),
          node.number(),
          node.version(),
          node.digest(),
          node.state(),
          node.dataWithdrawn());
    }

    /** Shows only that a node is there. */
    static NodeView hidden(int number, LineageNode node) {
      return new NodeView(
          number, node.kind(), true, null, null, null, null, null, null, null, false);
    }
  }

  /**
   * An edge.
   *
   * @param node the number of the version's node
   * @param comesFrom the number of the node that it comes from
   * @param kind how
   * @param depth how many edges away from the first node, from 1
   */
  @Schema(name = "LineageEdge")
  record EdgeView(int node, int comesFrom, LineageKind kind, int depth) {}
}
