package org.assay.verification.fault.check;

import java.util.List;
import java.util.stream.Stream;
import org.assay.verification.fault.history.Disturbance;
import org.assay.verification.fault.history.Kind;
import org.assay.verification.fault.history.Operation;

/** What clients did and saw, and what was done to the installation meanwhile. */
public record Chronicle(List<Operation> operations, List<Disturbance> disturbances) {

  /** Copies both. */
  public Chronicle {
    operations = List.copyOf(operations);
    disturbances = List.copyOf(disturbances);
  }

  /** The operations of a kind. */
  Stream<Operation> of(Kind kind) {
    return operations.stream().filter(operation -> operation.kind() == kind);
  }

  /** Those of a kind that were acknowledged. */
  Stream<Operation> acknowledged(Kind kind) {
    return of(kind).filter(Operation::ok);
  }
}
