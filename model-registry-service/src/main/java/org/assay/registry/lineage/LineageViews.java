package org.assay.registry.lineage;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Caller;
import org.assay.registry.project.Standings;
import org.assay.registry.version.LineageKind;

/**
 * Shows lineage to a caller: a walk and what the caller is in the projects that it leads to, two
 * statements. What lies in a foreign project, or is a draft that was discarded, is shown as hidden,
 * and what lies beyond it is shown.
 */
@ApplicationScoped
class LineageViews {

  private final LineageWalk walk;
  private final Standings standings;

  LineageViews(LineageWalk walk, Standings standings) {
    this.walk = walk;
    this.standings = standings;
  }

  /** Shows the lineage of something that the caller may read. */
  LineageView view(LineageNode start, Direction direction, int depth, Caller caller) {
    LineageWalk.Found found = walk.from(start, direction, depth);
    Map<UUID, LineageNode> nodes = new LinkedHashMap<>();
    nodes.put(start.id(), start);
    found.edges().stream()
        .flatMap(edge -> Stream.of(edge.version(), edge.source()))
        .forEach(node -> nodes.putIfAbsent(node.id(), node));
    Set<UUID> readable = readable(start, nodes, caller);
    Map<UUID, Integer> numbers = new LinkedHashMap<>();
    List<LineageView.NodeView> shown = new ArrayList<>();
    for (LineageNode node : nodes.values()) {
      int number = numbers.size();
      numbers.put(node.id(), number);
      shown.add(
          readable.contains(node.projectId()) && !node.isDiscarded()
              ? LineageView.NodeView.from(number, node)
              : LineageView.NodeView.hidden(number, node));
    }
    return new LineageView(
        direction, depth, found.truncated(), shown, edges(found.edges(), numbers));
  }

  /** An edge that was reached on ways of several lengths is shown once, at its shortest. */
  private static List<LineageView.EdgeView> edges(
      List<LineageWalk.Edge> found, Map<UUID, Integer> numbers) {
    Set<Once> seen = new HashSet<>();
    List<LineageView.EdgeView> shown = new ArrayList<>();
    for (LineageWalk.Edge edge : found) {
      int version = requireNonNull(numbers.get(edge.version().id()));
      int source = requireNonNull(numbers.get(edge.source().id()));
      if (seen.add(new Once(version, source, edge.kind()))) {
        shown.add(new LineageView.EdgeView(version, source, edge.kind(), edge.depth()));
      }
    }
    return shown;
  }

  private Set<UUID> readable(LineageNode start, Map<UUID, LineageNode> nodes, Caller caller) {
    Set<UUID> projects =
        nodes.values().stream().map(LineageNode::projectId).collect(Collectors.toSet());
    Set<UUID> readable = new HashSet<>(standings.readable(projects, caller));
    readable.add(start.projectId());
    return readable;
  }

  /** What makes an edge one. */
  private record Once(int version, int source, LineageKind kind) {}
}
