package org.assay.review.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.assay.contracts.event.EventJson;

/** Figures as a statement takes them, all in one parameter however many they are. */
final class FigureJson {

  private FigureJson() {}

  /** Returns records of figures as a JSON array. */
  static String of(List<?> figures) {
    try {
      return EventJson.mapper().writeValueAsString(figures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Figures are written as JSON", e);
    }
  }
}
