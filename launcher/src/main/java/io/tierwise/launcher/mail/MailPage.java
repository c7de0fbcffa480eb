package io.tierwise.launcher.mail;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The caught mails as a page: a list, and the mail that was chosen beside it. */
final class MailPage {
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mails</title>
      <style>
      body{font:14px/1.45 system-ui,sans-serif;margin:0;display:flex;height:100vh;color:#222}
      nav{width:24em;overflow:auto;border-right:1px solid #ccc;flex:none}
      nav h1{font-size:1.1em;margin:0;padding:.8em 1em;background:#f3f3f3}
      nav a{display:block;padding:.5em 1em;border-bottom:1px solid #eee;color:inherit;text-decoration:none}
      nav a.chosen{background:#e8f0fe}nav b,nav span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
      nav span{color:#666}main{flex:1;min-width:0;padding:1em 1.5em;overflow:auto;overflow-wrap:anywhere}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;margin:0 0 1em}dt{color:#666}dd{margin:0}
      iframe{width:100%%;height:24em;border:1px solid #ccc;background:#fff}pre{white-space:pre-wrap;background:#f7f7f7;padding:1em}
      </style></head><body><nav><h1>Mails: %d</h1>%s</nav><main>%s</main></body></html>
      """;
  private static final String MAIL =
      """
      <dl><dt>Subject</dt><dd><b>%s</b></dd><dt>To</dt><dd>%s</dd><dt>From</dt><dd>%s</dd>
      <dt>At</dt><dd>%s</dd>%s</dl>%s<pre>%s</pre>
      """;

  /**
   * @param mails newest first
   */
  static String of(long total, List<CaughtMail> mails, @Nullable CaughtMail chosen) {
    StringBuilder list = new StringBuilder();
    for (CaughtMail mail : mails) {
      list.append(
          "<a href=\"/mails/%d\"%s><b>%s</b><span>%s</span></a>"
              .formatted(
                  mail.number(),
                  Objects.equals(mail, chosen) ? " class=\"chosen\"" : "",
                  escape(mail.subject()),
                  escape(mail.to())));
    }
    return PAGE.formatted(
        total,
        list,
        chosen == null ? "<p>Nothing has been sent yet. Reload to look again.</p>" : mail(chosen));
  }

  private static String mail(CaughtMail mail) {
    String link = mail.unsubscribe();
    String html = mail.html();
    return MAIL.formatted(
        escape(mail.subject()),
        escape(mail.to()),
        escape(mail.from()),
        mail.at(),
        link == null || !link.startsWith("http")
            ? ""
            : "<dt>List-Unsubscribe</dt><dd><a href=\"%1$s\" rel=\"noreferrer\">%1$s</a></dd>"
                .formatted(escape(link)),
        // Without any right: no script, no form, no address of this page.
        html == null ? "" : "<iframe sandbox srcdoc=\"%s\"></iframe>".formatted(escape(html)),
        escape(mail.text()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private MailPage() {}
}
