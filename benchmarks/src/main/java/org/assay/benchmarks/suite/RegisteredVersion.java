package org.assay.benchmarks.suite;

import java.util.UUID;

/**
 * A version that a benchmark made.
 *
 * @param id its id
 * @param model its model's full name
 * @param number its number in the model
 * @param revision the revision that its registration left
 * @param digest the digest of its bytes
 */
record RegisteredVersion(UUID id, String model, int number, long revision, String digest) {

  String path() {
    return "/api/v1/models/" + model + "/versions/" + number;
  }
}
