package org.assay.registry.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "text <b>bold</b>",
        "<!-- hidden -->",
        "<?php ?>",
        "</div>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x]( JaVaScRiPt:alert(1))",
        "[x](<javascript:alert(1)>)",
        "![x](data:text/html;base64,AAAA)",
        "[x]: vbscript:run",
        "<javascript:alert(1)>",
        "[x](java&#115;cript:alert(1))",
        "`code` and <i>",
        "``a ` b`` <i>",
        "`unclosed <i>",
        "```\ncode\n```\n<i>",
        "~~~\n```\n~~~\n<i>",
        "```a`b\n<i>\n"
      })
  void refusesWhatAPageWouldNotShowAsItReads(String markdown) {
    assertThat(MarkdownRule.violationOf(markdown)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Title\n\nauc < 0.9 and > 0.8",
        "<https://example.org/a?b=c>",
        "<mailto:me@example.org>",
        "[x](https://example.org)",
        "`<script>`",
        "``a ` <b>``",
        "```html\n<script>\n```",
        "~~~~\n<i>\n~~~\n</i>\n~~~~",
        "a <- b, x<3",
        "| auc | 0.83 |"
      })
  void takesMarkdown(String markdown) {
    assertThat(MarkdownRule.violationOf(markdown)).isEmpty();
  }

  @Test
  void saysInWhichLine() {
    assertThat(MarkdownRule.violationOf("one\ntwo\n<b>"))
        .hasValueSatisfying(said -> assertThat(said).startsWith("line 3 "));
  }
}
