package org.assay.gateway.docs;

/** The frame of every documentation page. */
final class Html {

  private Html() {}

  static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/docs/assay.css">
        </head>
        <body>
        <header><nav><a href="/docs">API</a> <a href="/docs/problems">Problems</a>\
         <a href="/openapi.json">openapi.json</a> <a href="/openapi.yaml">openapi.yaml</a></nav></header>
        <main>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(escape(title), body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
