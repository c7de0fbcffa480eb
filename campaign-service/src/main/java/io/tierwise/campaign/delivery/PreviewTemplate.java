package io.tierwise.campaign.delivery;

import io.tierwise.campaign.delivery.Rendering.Rendered;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fills a template as for a message, without one. */
public final class PreviewTemplate {
  private final Function<String, Optional<Recipient>> recipients;
  private final UnsubscribeLinks links;
  private final Clock clock;

  public PreviewTemplate(
      Function<String, Optional<Recipient>> recipients, UnsubscribeLinks links, Clock clock) {
    this.recipients = recipients;
    this.links = links;
    this.clock = clock;
  }

  /**
   * Who reads it.
   *
   * @param tier instead of the user's
   * @param locale likewise
   */
  public record Reader(@Nullable String userId, @Nullable String tier, @Nullable String locale) {}

  public record Preview(Rendered rendered, Template.Variant variant) {}

  public Preview of(Template template, Reader reader, Map<String, String> fields) {
    String userId = Objects.requireNonNullElse(reader.userId(), "nobody");
    Recipient known =
        recipients.apply(userId).orElseGet(() -> new Recipient(userId, null, null, Map.of()));
    Recipient recipient =
        new Recipient(
            known.userId(),
            reader.tier() == null ? known.tier() : reader.tier(),
            reader.locale() == null ? known.locale() : reader.locale(),
            known.traits());
    Message message =
        new Message(
            "preview",
            userId,
            Channel.EMAIL,
            template.name(),
            fields,
            null,
            null,
            null,
            clock.instant(),
            0);
    return new Preview(
        Rendering.render(template, message, recipient, links.of("preview")),
        template.variantFor(recipient));
  }
}
