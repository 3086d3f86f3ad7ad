package org.assay.review.evidence.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of the registry that stays as it is for an evaluation.
 *
 * @param id by which this service may read it
 * @param digest its bytes
 * @param size how many they are
 * @param keepUntil until when it stays at least
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UsedFile(UUID id, String digest, long size, Instant keepUntil) {}
