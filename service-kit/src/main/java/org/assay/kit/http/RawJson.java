package org.assay.kit.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A body that is JSON already, written as it is.
 *
 * @param json the text
 */
record RawJson(@JsonValue @JsonRawValue String json) {}
