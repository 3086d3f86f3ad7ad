package org.assay.verification.fault.load;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Names and digests that no other operation of the trial has. */
final class Names {

  private final RandomGenerator random;
  private final AtomicInteger counter = new AtomicInteger();

  Names(RandomGenerator random) {
    this.random = random;
  }

  String fresh(String prefix) {
    return prefix + "-" + counter.incrementAndGet();
  }

  synchronized String digest() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "sha256:" + HexFormat.of().formatHex(bytes);
  }
}
