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
        "```a`b\n<i>\n",
        "\\`<b>\\`",
        "`a\nb` <i> `c`",
        "- ```\n  code\n\n<b>",
        "- a\n  ```\n  code\n<b>x</b>",
        "> ```\n> code\n<b>",
        "    code\n\n<b>",
        "<me@example.org> <b>",
        "[x](javascript\\:alert(1))",
        "[x](\njavascript:alert(1))",
        "[x][y]\n\n[y]:\n  javascript:alert(1)",
        "[y]\n\n[y]: <java&Tab;script:alert(1)>",
        "![x][y]\n\n[y]: java&#10;script:alert(1)",
        "[x](&#1;javascript:alert(1))",
        "[x](&nbsp;javascript:alert(1))",
        "[![x](y.png)](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "[x](ftp://example.org)",
        "<ftp://example.org>",
        "[x](blob:https://example.org/1)",
        "<span\ntitle='a'>",
        "<![CDATA[x]]>",
        "<!DOCTYPE html>"
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
        "`a\n<b>`",
        "    <script>indented code</script>",
        "- item\n\n  ```\n  <script>\n  ```\n",
        "> ```\n> if a<b: pass\n> ```",
        "`List<String>` and \\<b>",
        "[x](../other.md#top) and ![y](plot.png)",
        "[x](//example.org/a:b) and [y](?q=a:b) and [z](#a:b)",
        "[x][y]\n\n[y]: https://example.org/a 'javascript:'",
        "[x](mailto:me@example.org) <me@example.org> [z](HTTPS://EXAMPLE.ORG)",
        "javascript:alert(1) in words is no link",
        "| auc | 0.83 |"
      })
  void takesMarkdown(String markdown) {
    assertThat(MarkdownRule.violationOf(markdown)).isEmpty();
  }

  @Test
  void saysInWhichLine() {
    assertThat(MarkdownRule.violationOf("one\ntwo\n<b>"))
        .hasValueSatisfying(said -> assertThat(said).startsWith("line 3 "));
    assertThat(MarkdownRule.violationOf("[a]\n\n> two\n>\n> [a]: data:x"))
        .hasValueSatisfying(said -> assertThat(said).startsWith("line 1 "));
    assertThat(MarkdownRule.violationOf("# one\n\n- a\n- b [x](data:y)"))
        .hasValueSatisfying(said -> assertThat(said).startsWith("line 4 "));
  }

  /** Beyond its own limit the parser reads what is there as text, and other parsers do not. */
  @ParameterizedTest
  @ValueSource(ints = {60, 98, 300, 12_000})
  void refusesWhatIsNestedTooDeep(int depth) {
    String quotes = "> ".repeat(depth);
    assertThat(MarkdownRule.violationOf(quotes + "- `\n" + quotes + "- <b>`")).isPresent();
    String emphasised = "*a ".repeat(depth) + "x" + " a*".repeat(depth);
    assertThat(MarkdownRule.violationOf(emphasised)).isPresent();
  }

  @Test
  void takesListsWithinLists() {
    String list = "- a\n  - b\n    - c\n      1. d\n         > *e **f***\n";
    assertThat(MarkdownRule.violationOf(list)).isEmpty();
  }
}
