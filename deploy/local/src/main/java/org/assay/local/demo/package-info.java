/**
 * The demo of {@code ./assay demo}: one model from a project's idea to an allowed release, every
 * step a request that a reader can repeat with curl.
 *
 * <p>Open {@link org.assay.local.demo.MortgageStory} first: it is the story; {@link
 * org.assay.local.demo.HighRiskStory} is that of the same model under a stricter policy. {@link
 * org.assay.local.demo.Narrator} prints it, {@link org.assay.local.demo.GatewayClient} sends it,
 * {@link org.assay.local.demo.MortgageDemo} runs it. The tests of the whole play the same story, so
 * what the demo shows is what is tested.
 */
@NullMarked
package org.assay.local.demo;

import org.jspecify.annotations.NullMarked;
