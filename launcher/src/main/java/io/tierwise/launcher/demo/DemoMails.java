package io.tierwise.launcher.demo;

import io.tierwise.launcher.stack.ServiceSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets the demo's campaigns by mail go out, to a mail server that delivers to nobody. */
final class DemoMails {
  static final String TEMPLATE = "demo-offer";
  private static final String HTML =
      """
      <div style="font-family:system-ui,sans-serif;max-width:34em">
        <h1 style="color:#1a4f8b">{{title}}</h1>
        <p>%s {{traits.name|}},</p>
        <p>{{body}}.</p>
        <p style="color:#777;font-size:.85em">%s <a href="{{unsubscribeUrl}}">%s</a></p>
      </div>
      """;

  private final Rest rest;
  private final int smtpPort;

  DemoMails(Rest rest, int smtpPort) {
    this.rest = rest;
    this.smtpPort = smtpPort;
  }

  void prepare() throws DemoFailed, IOException, InterruptedException {
    rest.put(
        ServiceSettings.CAMPAIGN,
        "/v1/templates/" + TEMPLATE,
        Map.of(
            "fields",
            List.of("title", "body"),
            "variants",
            List.of(
                variant(
                    Map.of(),
                    "Hello",
                    "You get this because you agreed to our mails.",
                    "Unsubscribe"),
                variant(
                    Map.of("language", "de"),
                    "Guten Tag",
                    "Sie bekommen diese Mail, weil Sie zugestimmt haben.",
                    "Abbestellen"))));
    rest.put(
        ServiceSettings.CAMPAIGN,
        "/v1/channels/email",
        Map.of(
            "sender",
            "smtp",
            "ratePerSecond",
            200,
            "parallel",
            2,
            "smtp",
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                smtpPort,
                "security",
                "none",
                "from",
                "Demo shop <news@shop.example>")));
  }

  private static Map<String, String> variant(
      Map<String, String> whom, String hello, String why, String stop) {
    Map<String, String> variant = new HashMap<>(whom);
    variant.put("subject", "{{title}}: {{body}}");
    variant.put(
        "text", hello + " {{traits.name|}},\n\n{{body}}.\n\n" + stop + ": {{unsubscribeUrl}}\n");
    variant.put("html", HTML.formatted(hello, why, stop));
    return variant;
  }
}
