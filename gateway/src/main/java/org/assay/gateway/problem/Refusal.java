package org.assay.gateway.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.ProblemType;

/**
 * One refusal: what it is, why here, what to do, and the headers that go with it.
 *
 * @param type the kind of refusal
 * @param detail what is wrong here and what would be accepted; never a secret or a token
 * @param help what to do next, a sentence each
 * @param headers further headers of the answer; a list, for a name may repeat
 */
public record Refusal(
    ProblemType type, String detail, List<String> help, Map<String, List<String>> headers) {

  /** Copies the collections. */
  public Refusal {
    help = List.copyOf(help);
    headers = Map.copyOf(headers);
  }

  /** A refusal without help and further headers. */
  public static Refusal of(ProblemType type, String detail) {
    return new Refusal(type, detail, List.of(), Map.of());
  }

  /** A 401 that names both ways to sign in (RFC 9110 section 11.6.1). */
  public static Refusal unauthenticated(String detail, String bearerError) {
    String bearer = "Bearer realm=\"assay\"" + bearerError;
    return of(CommonProblem.UNAUTHENTICATED, detail)
        .withHeader("WWW-Authenticate", bearer, "Basic realm=\"assay\", charset=\"UTF-8\"");
  }

  /** The same with one more sentence of help. */
  public Refusal withHelp(String sentence) {
    List<String> more = new ArrayList<>(help);
    more.add(sentence);
    return new Refusal(type, detail, more, headers);
  }

  /** The same with a header. */
  public Refusal withHeader(String name, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, List.of(values));
    return new Refusal(type, detail, help, more);
  }

  /** The same with {@code Retry-After}, rounded up to a whole second, at least one. */
  public Refusal retryAfter(Duration wait) {
    long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
    return withHeader("Retry-After", Long.toString(seconds));
  }
}
