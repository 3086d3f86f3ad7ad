/** The names behind subjects, for views. Open {@link org.assay.project.people.Names}. */
@NullMarked
package org.assay.project.people;

import org.jspecify.annotations.NullMarked;
