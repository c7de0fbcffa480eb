package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.delivery.SenderSettings;
import io.tierwise.campaign.delivery.SenderSettings.Security;
import io.tierwise.campaign.lifecycle.Channel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a channel sends, as a person states it: one of the senders with its settings. */
@Schema(
    example =
        """
        {"sender": "webhook", "ratePerSecond": 200, "parallel": 8, "attempts": 12,
         "webhook": {"url": "https://crm.example.com/messages", "secret": "crm", "timeoutSeconds": 10}}
        """)
record ChannelRequest(
    @Schema(allowableValues = {"webhook", "smtp", "inbox", "file", "topic"})
        @Nullable String sender,
    @Schema(description = "Of all instances together, above 0 and at most 100000; default 100")
        @Nullable Double ratePerSecond,
    @Schema(description = "At the same time by an instance, 1 to 64; default 8")
        @Nullable Integer parallel,
    @Schema(description = "After which a message has failed, 1 to 50; default 12")
        @Nullable Integer attempts,
    @Nullable WebhookRequest webhook,
    @Nullable SmtpRequest smtp,
    @Nullable FileRequest file,
    @Nullable TopicRequest topic) {
  private static final double HIGHEST_RATE = 100_000;

  /**
   * @param secret name of a setting
   */
  record WebhookRequest(
      @Nullable String url,
      @Schema(description = "Name of a setting tierwise.delivery.secrets.NAME; signs requests")
          @Nullable String secret,
      @Schema(description = "1 to 60; default 10") @Nullable Integer timeoutSeconds) {}

  record SmtpRequest(
      @Nullable String host,
      @Schema(description = "Default 25") @Nullable Integer port,
      @Schema(
              allowableValues = {"none", "starttls", "tls"},
              description = "Default starttls")
          @Nullable String security,
      @Nullable String username,
      @Schema(description = "Name of a setting tierwise.delivery.secrets.NAME")
          @Nullable String password,
      @Schema(example = "Shop <news@shop.example>") @Nullable String from,
      @Nullable String replyTo) {}

  record FileRequest(
      @Schema(description = "Under the drop folder of the installation; default the channel")
          @Nullable String folder) {}

  record TopicRequest(
      @Schema(description = "Any but those of the suite itself") @Nullable String name) {}

  ChannelDelivery read(Channel channel, Instant now) {
    Checks checks = new Checks();
    double rate = ratePerSecond == null ? 100 : ratePerSecond;
    if (!(rate > 0 && rate <= HIGHEST_RATE)) {
      checks.problem("ratePerSecond", "out-of-range", rate + " is not in (0, 100000]");
    }
    int threads = inRange(checks, "parallel", parallel, 8, 64);
    int tries = inRange(checks, "attempts", attempts, 12, 50);
    Optional<SenderSettings> settings = settings(channel, checks);
    checks.throwIfAny();
    return new ChannelDelivery(channel, settings.orElseThrow(), rate, threads, tries, now);
  }

  private static int inRange(
      Checks checks, String field, @Nullable Integer value, int usual, int most) {
    int given = value == null ? usual : value;
    if (given < 1 || given > most) {
      checks.problem(field, "out-of-range", given + " is not in 1.." + most);
    }
    return given;
  }

  private Optional<SenderSettings> settings(Channel channel, Checks checks) {
    String kind = Objects.requireNonNullElse(sender, "");
    stray(checks, kind);
    return switch (kind) {
      case "webhook" -> webhook(checks);
      case "smtp" -> smtp(checks);
      case "inbox" -> Optional.of(new SenderSettings.Inbox());
      case "file" -> Optional.of(file(channel, checks));
      case "topic" -> Optional.of(topic(checks));
      case "" -> {
        checks.problem("sender", "missing", "is required");
        yield Optional.empty();
      }
      default -> {
        checks.problem(
            "sender", "unknown", "'" + kind + "' is none of webhook, smtp, inbox, file, topic");
        yield Optional.empty();
      }
    };
  }

  /** Settings of another sender would be silently ignored. */
  private void stray(Checks checks, String kind) {
    record Part(String kind, @Nullable Object settings) {}
    Stream.of(
            new Part("webhook", webhook),
            new Part("smtp", smtp),
            new Part("file", file),
            new Part("topic", topic))
        .filter(part -> part.settings() != null && !part.kind().equals(kind))
        .forEach(
            part ->
                checks.problem(
                    part.kind(), "inconsistent", "the sender is '" + kind + "', not this one"));
  }

  private Optional<SenderSettings> webhook(Checks checks) {
    if (webhook == null) {
      checks.problem("webhook", "missing", "is required");
      return Optional.empty();
    }
    int seconds = inRange(checks, "webhook.timeoutSeconds", webhook.timeoutSeconds(), 10, 60);
    String text = checks.text("webhook.url", webhook.url());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && url.getUserInfo() == null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return Optional.of(
            new SenderSettings.Webhook(url, webhook.secret(), Duration.ofSeconds(seconds)));
      }
    } catch (URISyntaxException e) {
      // Said below, like every other text that is no address.
    }
    checks.problem(
        "webhook.url",
        "invalid",
        "'" + text + "' is no http or https URL with a host, without a user");
    return Optional.empty();
  }

  private Optional<SenderSettings> smtp(Checks checks) {
    if (smtp == null) {
      checks.problem("smtp", "missing", "is required");
      return Optional.empty();
    }
    String host = checks.text("smtp.host", smtp.host());
    int port = inRange(checks, "smtp.port", smtp.port(), 25, 65_535);
    String from = checks.text("smtp.from", smtp.from());
    String security = Objects.requireNonNullElse(smtp.security(), "starttls");
    Optional<Security> guarded =
        Stream.of(Security.values())
            .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(security))
            .findFirst();
    if (guarded.isEmpty()) {
      checks.problem(
          "smtp.security", "unknown", "'" + security + "' is none of none, starttls, tls");
    }
    if ((smtp.username() == null) != (smtp.password() == null)) {
      checks.problem("smtp.password", "inconsistent", "a username and a password go together");
    }
    return guarded.map(
        how ->
            new SenderSettings.Smtp(
                host, port, how, smtp.username(), smtp.password(), from, smtp.replyTo()));
  }

  private SenderSettings file(Channel channel, Checks checks) {
    String folder = file == null || file.folder() == null ? channel.id() : file.folder();
    if (!folder.matches("[A-Za-z0-9_-]{1,100}")) {
      checks.problem("file.folder", "invalid", "is a name of letters, digits, - and _");
    }
    return new SenderSettings.FileDrop(folder);
  }

  private SenderSettings topic(Checks checks) {
    String name = topic == null ? "" : Objects.requireNonNullElse(topic.name(), "");
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}")) {
      checks.problem("topic.name", "invalid", "is no name of a topic");
    } else if (name.startsWith("tierwise.")) {
      checks.problem("topic.name", "reserved", "names that begin with tierwise. are the suite's");
    }
    return new SenderSettings.Topic(name);
  }
}
