/**
 * Draws plots as SVG 1.1: attributes only, no style, script or reference, so that the strictest
 * content security policy lets it be. Whatever comes from outside is escaped in one place, {@link
 * org.assay.review.evidence.plot.svg.Svg}. The same plot gives the same bytes. Open {@link
 * org.assay.review.evidence.plot.svg.PlotDrawing} first.
 */
@NullMarked
package org.assay.review.evidence.plot.svg;

import org.jspecify.annotations.NullMarked;
