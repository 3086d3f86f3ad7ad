package org.assay.review.evidence.evaluation;

import java.util.UUID;

/**
 * A file of the registry that is read for an evaluation.
 *
 * @param use by what the registry lets this service read it
 * @param path where it lies in the project
 * @param digest its bytes
 * @param size how many they are
 * @param of what it was stated for
 */
public record HeldFile(UUID use, String path, String digest, long size, String of) {}
