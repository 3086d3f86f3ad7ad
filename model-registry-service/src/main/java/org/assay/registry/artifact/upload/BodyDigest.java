package org.assay.registry.artifact.upload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.store.Sha256;

/** Compares a body with bytes that are there, and keeps nothing of it. */
final class BodyDigest {

  private static final int BUFFER = 1 << 16;

  private BodyDigest() {}

  /** Says whether a body has this size and digest; one that is longer is not read to its end. */
  static boolean is(Digest digest, long size, InputStream body) {
    try {
      MessageDigest sha256 = Sha256.begin();
      byte[] buffer = new byte[BUFFER];
      long read = 0;
      for (int count = body.read(buffer); count >= 0 && read <= size; count = body.read(buffer)) {
        sha256.update(buffer, 0, count);
        read += count;
      }
      return read == size && Digest.of(sha256.digest()).equals(digest);
    } catch (IOException e) {
      return false; // nobody reads the answer
    }
  }
}
