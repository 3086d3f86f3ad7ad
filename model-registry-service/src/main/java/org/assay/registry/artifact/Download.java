package org.assay.registry.artifact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assay.contracts.name.Digest;
import org.jspecify.annotations.Nullable;

/**
 * How a file goes out: which bytes, under which status and headers.
 *
 * <p>Whatever the sender said it is, it goes out as bytes to be saved: a browser that showed a
 * model's description or a picture would run what stands in it. So it does, too, for who accepts
 * only something else.
 *
 * @param digest whose bytes
 * @param from the position of the first
 * @param length how many; none where the caller has them
 * @param status 200, 206 or 304
 * @param headers what is said of them
 */
public record Download(
    Digest digest, long from, long length, int status, Map<String, String> headers) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

  /** Copies the headers. */
  public Download {
    headers = Map.copyOf(headers);
  }

  /**
   * What is asked for, by the headers as they were sent.
   *
   * @param ifNoneMatch the entity tags that the caller has
   * @param range the bytes
   * @param ifRange the entity tag that the range is meant of
   */
  public record Asked(
      @Nullable String ifNoneMatch, @Nullable String range, @Nullable String ifRange) {}

  /**
   * Decides how an artifact goes out.
   *
   * @throws org.assay.kit.problem.ProblemException 416 {@code RANGE_NOT_SATISFIABLE}
   */
  public static Download of(Artifact artifact, Asked asked) {
    String tag = artifact.entityTag();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", tag);
    headers.put("Accept-Ranges", "bytes");
    headers.put(ReprDigest.HEADER, ReprDigest.write(artifact.digest()));
    if (matches(asked.ifNoneMatch(), tag)) {
      return new Download(artifact.digest(), 0, 0, 304, headers);
    }
    headers.put("Content-Type", "application/octet-stream");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Disposition", disposition(artifact.path().name()));
    boolean current = asked.ifRange() == null || asked.ifRange().strip().equals(tag);
    Optional<ByteRange> range =
        current ? ByteRange.of(asked.range(), artifact.size()) : Optional.empty();
    long length = range.map(ByteRange::length).orElse(artifact.size());
    headers.put("Content-Length", Long.toString(length));
    range.ifPresent(part -> headers.put("Content-Range", part.contentRange(artifact.size())));
    return new Download(
        artifact.digest(),
        range.map(ByteRange::from).orElse(0L),
        length,
        range.isPresent() ? 206 : 200,
        headers);
  }

  private static boolean matches(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(",", -1))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }

  /** RFC 6266 section 4.3: the plain name too, where it needs no quoting, for older clients. */
  private static String disposition(String name) {
    String plain = PLAIN.matcher(name).matches() ? "; filename=" + name : "";
    return "attachment" + plain + "; filename*=UTF-8''" + encoded(name);
  }

  /**
   * RFC 8187 section 3.2; a name holds nothing that the form encoding treats otherwise but space.
   */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
