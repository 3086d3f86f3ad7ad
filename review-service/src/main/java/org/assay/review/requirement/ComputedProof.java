package org.assay.review.requirement;

import java.util.List;
import org.assay.review.checklist.Proof;
import org.assay.review.checklist.ProofState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What Assay computed of something that a question takes.
 *
 * @param proof what the question takes
 * @param state how far that answers it
 * @param said what was computed and what is missing, a sentence each
 */
@Schema(name = "ComputedProof")
public record ComputedProof(Proof proof, ProofState state, List<String> said) {

  /** Copies the list. */
  public ComputedProof {
    said = List.copyOf(said);
  }
}
