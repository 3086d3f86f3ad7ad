package org.assay.gateway.arrival;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which request targets are read at all. Two parsers that disagree about a path are a hole, so
 * whatever a service could read in another way than the gateway is refused, never repaired.
 *
 * <p>A segment may hold any printable character of UTF-8, percent-encoded (RFC 3986); model names
 * may hold neither {@code /} nor {@code %}, so their encoded forms have no honest use.
 */
final class PathRule {

  private static final int LONGEST_PATH = 4_096;

  /** MLflow's clients search by GET, with a hundred ids and more in one filter. */
  private static final int LONGEST = 16_384;

  private PathRule() {}

  /** Returns what is wrong with the target of a request line, or nothing. */
  static Optional<String> fault(String target) {
    if (target.length() > LONGEST) {
      return Optional.of("The path and query are longer than 16384 characters.");
    }
    if (!target.startsWith("/")) {
      return Optional.of("The request target must be a path that begins with '/'.");
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (path.length() > LONGEST_PATH) {
      return Optional.of("The path is longer than 4096 characters.");
    }
    return rawFault(path, target).or(() -> segmentFault(path));
  }

  private static Optional<String> rawFault(String path, String target) {
    if (target.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
      return Optional.of("Characters outside printable ASCII, spaces and '#' must be encoded.");
    }
    if (path.contains("//")) {
      return Optional.of("The path has an empty segment ('//').");
    }
    if (path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
      return Optional.of("The path holds ';' or a backslash; encode them where a name has them.");
    }
    return Optional.empty();
  }

  private static Optional<String> segmentFault(String path) {
    for (String segment : path.split("/", -1)) {
      Optional<String> fault = fault(segment, new byte[segment.length()]);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(String segment, byte[] decoded) {
    int length = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      int value = c;
      if (c == '%') {
        value = encoded(segment, i);
        i += 2;
        Optional<String> fault = encodedFault(value);
        if (fault.isPresent()) {
          return fault;
        }
      }
      decoded[length++] = (byte) value;
    }
    return decodedFault(decoded, length);
  }

  private static int encoded(String segment, int at) {
    if (at + 2 >= segment.length()) {
      return -1;
    }
    int high = Character.digit(segment.charAt(at + 1), 16);
    int low = Character.digit(segment.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static Optional<String> encodedFault(int value) {
    if (value < 0) {
      return Optional.of("A '%' in the path is not followed by two hexadecimal digits.");
    }
    if (value < ' ' || value == 0x7f) {
      return Optional.of("The path holds an encoded control character.");
    }
    if (value == '/' || value == '\\' || value == '%') {
      return Optional.of("The path holds an encoded '/', backslash or '%'; no name may hold one.");
    }
    return Optional.empty();
  }

  private static Optional<String> decodedFault(byte[] decoded, int length) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(decoded, 0, length))
              .toString();
      if (text.equals(".") || text.equals("..")) {
        return Optional.of("The path holds '.' or '..' as a segment.");
      }
      return Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.of("The path is not UTF-8.");
    }
  }
}
