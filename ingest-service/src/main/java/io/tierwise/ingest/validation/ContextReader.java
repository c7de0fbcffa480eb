package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.BehaviorEvent.EventCampaign;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how an event came about. What the contract does not name is left behind: it is data
 * about a person that nobody has asked for, and so is the IP address unless it is configured.
 */
final class ContextReader {
  private static final int MAX_LABEL = 256;
  private static final int MAX_URL = 4_096;
  private final boolean keepIp;

  ContextReader(boolean keepIp) {
    this.keepIp = keepIp;
  }

  /** The event's own fields over those of its batch, which are copied, for reading takes. */
  static Fields take(Fields event, Map<String, Object> shared) {
    Map<String, Object> own = event.map("context");
    if (shared.isEmpty()) {
      return event.object("context", own);
    }
    Map<String, Object> merged = new LinkedHashMap<>();
    shared.forEach(
        (name, value) ->
            merged.put(name, value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value));
    merged.putAll(own);
    return event.object("context", merged);
  }

  /**
   * @param channel that the event itself names, beside its context
   */
  @Nullable EventContext read(Fields context, @Nullable String channel) {
    Fields device = context.object("device");
    Fields os = context.object("os");
    Fields location = context.object("location");
    Fields page = context.object("page");
    String own = context.label("channel", MAX_LABEL);
    EventContext read =
        new EventContext(
            channel == null ? own : channel,
            device.label("type", MAX_LABEL),
            device.label("id", MAX_LABEL),
            os.label("name", MAX_LABEL),
            context.label("userAgent", MAX_URL),
            context.label("locale", MAX_LABEL),
            context.label("timezone", MAX_LABEL),
            location.label("country", MAX_LABEL),
            location.label("region", MAX_LABEL),
            page.label("url", MAX_URL),
            referrer(page, context),
            campaign(context.object("campaign")),
            keepIp ? context.label("ip", MAX_LABEL) : null);
    return read.equals(NOTHING) ? null : read;
  }

  private static final EventContext NOTHING =
      new EventContext(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  private static @Nullable String referrer(Fields page, Fields context) {
    String ofPage = page.label("referrer", MAX_URL);
    String ofVisit = context.object("referrer").label("url", MAX_URL);
    return ofPage == null ? ofVisit : ofPage;
  }

  private static @Nullable EventCampaign campaign(Fields campaign) {
    if (campaign.rest().isEmpty()) {
      return null;
    }
    return new EventCampaign(
        campaign.label("name", MAX_LABEL),
        campaign.label("source", MAX_LABEL),
        campaign.label("medium", MAX_LABEL),
        campaign.label("term", MAX_LABEL),
        campaign.label("content", MAX_LABEL));
  }
}
