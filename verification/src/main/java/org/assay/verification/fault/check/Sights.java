package org.assay.verification.fault.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.local.demo.Answer;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.local.demo.StoryFailed;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/** Looks at versions through HTTP, as people will, and asks the gate about each. */
final class Sights {

  /** So many versions are looked at, spread over the trial; the databases are compared for all. */
  private static final int SAMPLE = 300;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Sender LEAD = Sender.account("lead");

  private final GatewayClient gateway;

  Sights(GatewayClient gateway) {
    this.gateway = gateway;
  }

  List<Evidence.Sight> of(Chronicle chronicle) {
    List<Operation> registered = chronicle.acknowledged(Kind.REGISTER).toList();
    int step = Math.max(1, registered.size() / SAMPLE);
    Map<String, Set<Kind>> acknowledged = new HashMap<>();
    Map<String, Set<Kind>> open = new HashMap<>();
    for (Operation act : chronicle.operations()) {
      if (act.outcome().possible() && !act.about("version").isEmpty()) {
        (act.ok() ? acknowledged : open)
            .merge(act.about("version"), Set.of(act.kind()), Sights::both);
      }
    }
    List<Evidence.Sight> sights = new ArrayList<>();
    for (int i = 0; i < registered.size(); i += step) {
      Operation version = registered.get(i);
      Set<Kind> open_ = open.getOrDefault(version.about("version"), Set.of());
      look(version, acknowledged.getOrDefault(version.about("version"), Set.of()), open_, sights);
    }
    return sights;
  }

  private void look(
      Operation version, Set<Kind> acknowledged, Set<Kind> open, List<Evidence.Sight> sights) {
    String path =
        "/api/v1/models/%s/versions/%s".formatted(version.about("model"), version.about("number"));
    sights.add(
        new Evidence.Sight(
            "the digest of " + path,
            version.about("digest"),
            asked(path).map(answer -> answer.text("/digest")).orElse("no answer")));
    if (open.contains(Kind.RELEASE) || open.contains(Kind.REVOKE)) {
      return; // nobody knows what the gate must say
    }
    boolean allowed = acknowledged.contains(Kind.RELEASE) && !acknowledged.contains(Kind.REVOKE);
    String question =
        "/api/v1/gate?digest=%s&environment=production&model=%s"
            .formatted(version.about("digest"), version.about("model"));
    sights.add(
        new Evidence.Sight(
            question,
            allowed ? "ALLOW" : "DENY",
            asked(question).map(answer -> answer.text("/decision")).orElse("no answer")));
  }

  private Optional<Answer> asked(String path) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        Answer answer = gateway.send(Request.get(LEAD, path));
        if (answer.status() < 500) {
          return Optional.of(answer);
        }
      } catch (StoryFailed _) {
        // asked again
      }
      Pause.of(Duration.ofMillis(250));
    }
    return Optional.empty();
  }

  private static Set<Kind> both(Set<Kind> a, Set<Kind> b) {
    return java.util.stream.Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet());
  }
}
